import { imageIsometries, intrinsicDimension, representationGap } from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { hostEngine, type Engine, type Graph } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { fc } from "./arbitraries.ts";

const cases = fc.record({
  columns: fc.integer({ min: 13, max: 60 }),
  outputs: fc.integer({ min: 1, max: 150 }),
  spread: fc.constantFrom(0, 1e-7, 1e-3, 1),
  offset: fc.constantFrom(0, 1e4),
  seed: fc.nat(),
});

describe("representationGap on an engine", () => {
  it("is to the last bit that of the plain code, also for points closer than float32 can tell", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ columns, outputs, spread, offset, seed }) => {
        const random = Random.fromSeed(seed);
        const centre = random.normal(columns).map((x) => x + offset);
        const cloud = (count: number): Float64Array =>
          random.normal(count * columns).map((x, i) => centre[i % columns] + spread * x);
        // Some outputs twice: ties.
        const z = cloud(outputs);
        const twice = Float64Array.from([...z, ...z.subarray(0, columns * Math.ceil(outputs / 3))]);
        const y = cloud(7);
        const plain = await representationGap(y, twice, { columns });
        const engine = await representationGap(y, twice, { columns, engine: hostEngine });
        expect([...engine.nearest]).toEqual([...plain.nearest]);
        expect([...engine.squaredDistances]).toEqual([...plain.squaredDistances]);
      }),
      { numRuns: 60 },
    );
  });

  it("survives outliers, queries far away, and constant data", async () => {
    const columns = 16;
    const z = Random.fromSeed(1).normal(100 * columns);
    z[5 * columns] = 1e12;
    for (const far of [0, 1e20, 1e39, 1e150]) {
      const y = Random.fromSeed(2)
        .normal(3 * columns)
        .map((x, i) => (i === 0 ? far : x));
      const plain = await representationGap(y, z, { columns });
      const engine = await representationGap(y, z, { columns, engine: hostEngine });
      expect([...engine.nearest]).toEqual([...plain.nearest]);
    }
    const same = new Float64Array(40 * columns).fill(7);
    const { gap } = await representationGap(same, same, { columns, engine: hostEngine });
    expect(gap).toBe(0);
  });

  it("takes a group, several blocks of points, and several neighbours", async () => {
    const columns = 16;
    const random = Random.fromSeed(3);
    const outputs = random.uniform(5000 * columns);
    const test = random.uniform(40 * columns);
    const group = imageIsometries(4, { reflections: true });
    const plain = await representationGap(test, outputs, { columns, group });
    const engine = await representationGap(test, outputs, { columns, group, engine: hostEngine });
    expect([...engine.nearest]).toEqual([...plain.nearest]);
    expect([...(engine.elements ?? [])]).toEqual([...(plain.elements ?? [])]);
    const data = outputs.subarray(0, 300 * columns);
    for (const method of ["twoNn", "mle"] as const) {
      const a = await intrinsicDimension(data, { columns, method });
      const b = await intrinsicDimension(data, { columns, method, engine: hostEngine });
      expect(b).toEqual(a);
    }
  });

  it("frees what it compiled", async () => {
    let live = 0;
    const counting: Engine = {
      ...hostEngine,
      compile: async (graph: Graph) => {
        live++;
        const executable = await hostEngine.compile(graph);
        return {
          run: (inputs) => executable.run(inputs),
          open: (state) => executable.open(state),
          dispose: () => {
            live--;
            executable.dispose();
          },
        };
      },
    };
    const rows = Random.fromSeed(4).normal(50 * 20);
    await representationGap(rows, rows, { columns: 20, engine: counting });
    await Promise.resolve();
    expect(live).toBe(0);
  });
});
