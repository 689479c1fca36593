import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wasm } from "@erlangen/backends/wasm";
import { interpretOnHost } from "@erlangen/tensor";
import { describeConformance } from "../conformance/record-conformance.ts";
import { randomProgram } from "../schedule/random-program.ts";
import { expectClose } from "../schedule/schedule-engine.ts";

const engine = await wasm();

describeConformance(engine, "float32");

describe("wasm", () => {
  it("agrees with the host on random programs", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 40 }), async (seed, length) => {
        const { graph, inputs } = randomProgram(seed, length, "float32");
        const executable = await engine.compile(graph);
        const actual = await executable.run(inputs);
        executable.dispose();
        interpretOnHost(graph, inputs).forEach((expected, i) => {
          expect(actual[i].shape).toEqual(expected.shape);
          expectClose(actual[i], expected, 2e-5);
        });
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});
