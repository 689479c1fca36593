import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { conformance } from "@erlangen/backends/conformance";
import type { Engine, FloatDType } from "@erlangen/tensor";
import { afterAll, describe, expect, it } from "vitest";

/** What one engine did with the cases, as the support matrix of the documents is made of it. */
export interface ConformanceRecord {
  /** Such as `wasm`. */
  readonly engine: string;
  /** Such as `Node` or `Chromium`. */
  readonly where: string;
  readonly dtype: FloatDType;
  readonly passed: readonly string[];
  readonly failed: readonly string[];
}

/** Where `tools/write-support-matrix.mjs` looks. */
const folder = fileURLToPath(new URL("../../../../test-results/conformance/", import.meta.url));

/** Keeps a record for the support matrix. */
export function recordConformance(record: ConformanceRecord): void {
  mkdirSync(folder, { recursive: true });
  const name = `${record.engine}-${record.where}-${record.dtype}`.toLowerCase();
  writeFileSync(`${folder}${name}.json`, `${JSON.stringify(record)}\n`);
}

/** One test for each case of the suite on an engine in Node, and a record of them when all have run. */
export function describeConformance(engine: Engine, dtype: FloatDType): void {
  describe(`conformance of ${engine.name} in ${dtype}`, () => {
    const passed: string[] = [];
    const cases = conformance({ dtype });
    for (const { name, run } of cases) {
      it(name, async () => {
        await run(engine);
        await new Promise(setImmediate);
        expect(engine.liveBuffers).toBe(0);
        passed.push(name);
      });
    }
    afterAll(() => {
      const failed = cases.map(({ name }) => name).filter((name) => !passed.includes(name));
      recordConformance({ engine: engine.name, where: "Node", dtype, passed, failed });
    });
  });
}
