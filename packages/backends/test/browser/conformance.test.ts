import { describe, expect, it } from "vitest";
import { conformance } from "@erlangen/backends/conformance";
import { recordConformance } from "../conformance/record-conformance.ts";
import { chromiumPath, runConformancePage } from "./run-page.ts";

const note =
  chromiumPath === undefined ? " (skipped: no Chromium; install it or set CHROMIUM_PATH)" : "";

describe.skipIf(chromiumPath === undefined)(`in headless Chromium${note}`, () => {
  it.each(["wasm", "webgpu"])(
    "%s agrees with the float64 host in every case, nothing skipped",
    { timeout: 240_000 },
    async (name) => {
      const { failed, passed, engine } = await runConformancePage(name);
      recordConformance({
        engine,
        where: "Chromium",
        dtype: "float32",
        passed,
        failed: failed.map((found) => found.name),
      });
      expect(failed).toEqual([]);
      expect(engine).toBe(name);
      expect(passed).toEqual(conformance({ dtype: "float32" }).map((each) => each.name));
    },
  );
});
