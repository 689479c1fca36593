import { describe, expect, it } from "vitest";
import { conformance } from "@erlangen/backends/conformance";
import { wasm } from "@erlangen/backends/wasm";

const engine = await wasm();

describe("wasm agrees with the float64 host in float32", () => {
  for (const { name, run } of conformance({ dtype: "float32" })) {
    it(name, async () => {
      await run(engine);
      await new Promise(setImmediate);
      expect(engine.liveBuffers).toBe(0);
    });
  }
});
