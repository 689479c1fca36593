import { describe, expect, it } from "vitest";
import { conformance, runConformance } from "@erlangen/backends/conformance";
import { native } from "@erlangen/backends/native";
import { EngineError } from "@erlangen/numerics";
import { hostEngine, type Engine } from "@erlangen/tensor";
import { describeConformance } from "./record-conformance.ts";

for (const engine of [hostEngine, await native({ threads: 2 })]) {
  for (const dtype of ["float32", "float64"] as const) describeConformance(engine, dtype);
}

describe("the suite itself", () => {
  it("reaches every primitive of the language", async () => {
    const reached = new Set<string>();
    const recorder: Engine = {
      ...hostEngine,
      compile: (graph, options) => {
        for (const value of graph.values) {
          if (value.kind === "application") reached.add(value.primitive.name);
        }
        return hostEngine.compile(graph, options);
      },
    };
    await runConformance(recorder, { dtype: "float64" });
    expect([...reached].toSorted()).toEqual(
      (
        "abs add argMax argsort atan atan2 broadcastTo cast concatenate conv cos cumsum div equal erf exp expm1 " +
        "flip floor gather less lessEqual log log1p logicalAnd logicalNot logicalOr matmul max min mul neg pad pow " +
        "reciprocal reduceMax reduceSum remainder reshape scatterAdd scatterMax select sigmoid sign sin slice " +
        "solidHarmonics sqrt stopGradient sub tanh tensorProduct transpose"
      ).split(" "),
    );
  });

  it("names what an engine gets wrong", async () => {
    const careless: Engine = {
      ...hostEngine,
      compile: async (graph, options) => {
        const executable = await hostEngine.compile(graph, options);
        return {
          ...executable,
          run: async (inputs) => {
            const outputs = await executable.run(inputs);
            for (const { data, dtype } of outputs) if (dtype === "float64") data[0] += 1e-3;
            return outputs;
          },
          open: (state) => executable.open(state),
          dispose: () => executable.dispose(),
        };
      },
    };
    const { passed, failed } = await runConformance(careless, { dtype: "float64" });
    expect(failed.map(({ name }) => name)).toContain("float64 tanh [2, 3]");
    expect(passed).toContain("float64 less [5] [5]");
    expect(String(failed.find(({ name }) => name === "float64 tanh [2, 3]")?.error)).toMatch(
      /conformance: expected the value to agree within .*, got .* at element 0/,
    );
  });

  it("names what an engine cannot do as skipped, with the reason", async () => {
    const refusing: Engine = {
      ...hostEngine,
      dtypes: ["float32"],
      compile: async () => {
        throw new EngineError("refusing: no");
      },
    };
    const inFloat32 = await runConformance(refusing, { dtype: "float32" });
    expect(inFloat32.passed).toEqual([]);
    expect(inFloat32.failed).toEqual([]);
    expect(inFloat32.skipped[0].reason).toBe("refusing: no");
    const inFloat64 = await runConformance(refusing, { dtype: "float64" });
    expect(inFloat64.skipped).toHaveLength(conformance({ dtype: "float64" }).length);
    expect(inFloat64.skipped[0].reason).toBe("host does not compute in float64");
  });
});
