import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { describe, expect, it } from "vitest";
import { servePage } from "../../page/serve.mjs";
import type { BenchCase } from "../../src/suites/bench-case.ts";

const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
const isThere = existsSync(executablePath);

describe.skipIf(!isThere)(
  `the benchmark page in Chromium${isThere ? "" : `, skipped: no ${executablePath}`}`,
  () => {
    it("finds irreps layers, convolutions and a training step right in WebAssembly", async () => {
      const { url, close } = await servePage(0);
      const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
      try {
        const page = await browser.newPage();
        await page.goto(`${url}?engines=wasm&size=small&rounds=1`);
        const ended = await page.waitForFunction(() => globalThis.benchResult);
        const result = (await ended.jsonValue()) as {
          readonly cases: readonly BenchCase[];
          readonly skipped: readonly object[];
        };
        expect(result.skipped).toEqual([]);
        expect(result.cases.filter(({ correct }) => !correct)).toEqual([]);
        expect(new Set(result.cases.map(({ suite }) => suite))).toEqual(
          new Set(["irreps", "convolution", "step"]),
        );
        expect(await page.locator("tr").count()).toBe(result.cases.length + 1);
      } finally {
        await browser.close();
        close();
      }
    }, 120_000);
  },
);
