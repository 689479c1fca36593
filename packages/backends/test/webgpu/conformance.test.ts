import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { interpretOnHost } from "@erlangen/tensor";
import { describeConformance } from "../conformance/record-conformance.ts";
import { randomProgram } from "../schedule/random-program.ts";
import { expectClose } from "../schedule/schedule-engine.ts";
import { findGraphics } from "./graphics.ts";

const { engine, missing, note } = await findGraphics();

afterAll(() => engine?.dispose());

if (engine !== undefined) describeConformance(engine, "float32");

describe.skipIf(missing)(`webgpu agrees with the float64 host in float32${note}`, () => {
  it("on random programs", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 40 }), async (seed, length) => {
        const { graph, inputs } = randomProgram(seed, length, "float32");
        const executable = await engine!.compile(graph);
        const actual = await executable.run(inputs);
        executable.dispose();
        interpretOnHost(graph, inputs).forEach((expected, i) => {
          expect(actual[i].shape).toEqual(expected.shape);
          expectClose(actual[i], expected, 2e-5);
        });
      }),
      { seed: 6, numRuns: 60 },
    );
  });
});
