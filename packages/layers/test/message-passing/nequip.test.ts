import { ArgumentError, Random } from "@erlangen/numerics";
import {
  assertForceFieldEquivariant,
  countParameters,
  forceField,
  nequip,
  type Nequip,
} from "@erlangen/layers";
import { add, mul, square, sub, sum, tensor, type Tensor } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { expectDerivatives } from "../central-differences.ts";
import { expectClose } from "../closeness.ts";
import { drawnGraph } from "./atomic-graphs.ts";

const options = { species: 2, cutoff: 2.5, averageNeighbors: 4 };
const small = { ...options, hidden: "3x0e + 2x1o + 2x2e", layers: 2, radialHidden: [8] };

describe("nequip", () => {
  it("keeps only irreps that can be reached and can reach a scalar", () => {
    const irreps = (model: Nequip): string => model.features.join(" | ");
    expect(irreps(nequip(options))).toBe("16x0e | 16x0e+16x1o+8x2e | 16x0e+16x1o+8x2e | 16x0e");
    // 1e and 0o arise after two layers and die before the last but one.
    const parity = "4x0o + 4x0e + 4x1o + 4x1e";
    expect(irreps(nequip({ ...options, hidden: parity, layers: 2 }))).toBe(
      "4x0e | 4x0e+4x1o | 4x0e",
    );
    expect(irreps(nequip({ ...options, hidden: parity, layers: 4 }))).toBe(
      "4x0e | 4x0e+4x1o | 4x0e+4x1o+4x1e | 4x0e+4x1o | 4x0e",
    );
  });

  it("has as many parameters as its parts need", () => {
    const model = nequip(small);
    // Embedding 2x3. Layer 1 in 3x0e, gate input 7x0e+2x1o+2x2e: linear 9, radial 8x8 + 8x9, after 21+6+6, self 2x21.
    // Layer 2 in 3x0e+2x1o+2x2e, out 3x0e: linear 9+4+4, radial 8x8 + 8x7, after 7x3, self 2x9. Readout 3.
    const first = 9 + 64 + 72 + 33 + 42;
    const second = 17 + 64 + 56 + 21 + 18;
    expect(countParameters(model.init(Random.fromSeed(0)))).toBe(6 + first + second + 3);
  });

  it("is invariant under rotations, reflections, translations and permutations", async () => {
    for (const [dtype, tolerance] of [
      ["float32", 1e-4],
      ["float64", 1e-10],
    ] as const) {
      const random = Random.fromSeed(1);
      const model = nequip({ ...options, hidden: "4x0e + 4x0o + 4x1o + 4x1e + 2x2e" });
      const parameters = model.init(random.split("parameters"), { dtype });
      const graph = drawnGraph(random, { dtype });
      const { error } = await assertForceFieldEquivariant(forceField(model), {
        random,
        parameters,
        graph,
        tolerance,
      });
      expect(error).toBeLessThan(tolerance);
    }
  });

  it("does not see padding edges, nor graphs each other", () => {
    const random = Random.fromSeed(2);
    const field = forceField(nequip(small));
    const parameters = field.init(random, { dtype: "float64" });
    const plain = field.apply(parameters, drawnGraph(random));
    const padded = field.apply(parameters, drawnGraph(random, { padding: 7 }));
    expect(padded.energy.toArray()).toEqual(plain.energy.toArray());
    expect(padded.forces.toArray()).toEqual(plain.forces.toArray());
    const graph = drawnGraph(random);
    const moved = tensor(
      Float64Array.from(graph.positions.data, (x, i) => (i < 15 ? 0.9 * x : x)),
      graph.positions.shape,
    );
    const after = field.apply(parameters, { ...graph, positions: moved });
    expect(after.energy.data[1]).toBe(plain.energy.data[1]);
    expect(after.energy.data[0]).not.toBe(plain.energy.data[0]);
  });

  it("fades out at the cutoff with two derivatives", () => {
    const model = nequip(small);
    const parameters = model.init(Random.fromSeed(3), { dtype: "float64" });
    const graph = drawnGraph(Random.fromSeed(3), { atoms: 2, graphs: 1, cutoff: 100 });
    const at = (x: number): ReturnType<ReturnType<typeof forceField<typeof parameters>>["apply"]> =>
      forceField(model).apply(parameters, {
        ...graph,
        positions: tensor(Float64Array.of(0, 0, 0, x, 0, 0), [2, 3]),
      });
    const [inside, outside] = [at(2.5 - 1e-5), at(2.5 + 1e-5)];
    expectClose(inside.energy, outside.energy, 1e-12);
    expectClose(inside.forces, outside.forces, 1e-8);
    expect([...outside.forces.data].every((value) => Math.abs(value) === 0)).toBe(true);
  });

  it("scales and shifts the energy of each species", () => {
    const random = Random.fromSeed(4);
    const graph = drawnGraph(random);
    const plain = nequip(small);
    const parameters = plain.init(random, { dtype: "float64" });
    const scaled = nequip({ ...small, energyScale: 3, energyShift: [10, 100] });
    expect(scaled.constants).toEqual({ energyScale: [3, 3], energyShift: [10, 100] });
    // Three atoms of the first species, two of the second in each graph.
    const expected = add(mul(plain.apply(parameters, graph), 3), 230);
    expectClose(scaled.apply(parameters, graph), expected, 1e-12);
  });

  it("has derivatives of first and second order with respect to parameters and positions", () => {
    const random = Random.fromSeed(5);
    const model = nequip(small);
    const graph = drawnGraph(random, { atoms: 3, graphs: 1 });
    const parameters = model.init(random, { dtype: "float64" });
    const f = (x: { parameters: typeof parameters; positions: Tensor }): Tensor =>
      sum(square(model.apply(x.parameters, { ...graph, positions: x.positions })));
    expectDerivatives(f, { parameters, positions: graph.positions }, random);
  });

  it("names options out of range", () => {
    expect(() => nequip({ ...options, cutoff: 0 })).toThrow(
      new ArgumentError("nequip: expected cutoff > 0, got 0"),
    );
    expect(() => nequip({ ...options, layers: 1.5 })).toThrow(
      new ArgumentError("nequip: expected layers an integer >= 1, got 1.5"),
    );
    expect(() => nequip({ ...options, hidden: "4x1o" })).toThrow(
      new ArgumentError('nequip: expected hidden with scalars 0e, got "4x1o"'),
    );
    expect(() => nequip({ ...options, energyShift: [1, 2, 3] })).toThrow(
      new ArgumentError("nequip: expected energyShift as one finite number or 2, got [1, 2, 3]"),
    );
  });

  it("describes every part", () => {
    const text = nequip(small).describe();
    expect(text).toContain("nequip  3x0e -> 3x0e+2x1o+2x2e -> 3x0e -> energy");
    expect(text).toContain("fully connected network  8 -> 8 -> 9");
    expect(text).toContain("gate  7x0e+2x1o+2x2e -> 3x0e+2x1o+2x2e");
  });
});

describe("forceField", () => {
  it("gives exact negative gradients of the energy", () => {
    const random = Random.fromSeed(6);
    const field = forceField(nequip(small));
    const parameters = field.init(random, { dtype: "float64" });
    const graph = drawnGraph(random);
    const { forces } = field.apply(parameters, graph);
    const energyAt = (index: number, step: number): number => {
      const moved = Float64Array.from(graph.positions.data);
      moved[index] += step;
      const positions = tensor(moved, graph.positions.shape);
      return sum(field.apply(parameters, { ...graph, positions }).energy).item();
    };
    const h = 1e-5;
    const measured = Float64Array.from(
      forces.data,
      (_, i) => (energyAt(i, -h) - energyAt(i, h)) / (2 * h),
    );
    expectClose(forces, tensor(measured, forces.shape), 1e-7);
  });

  it("has forces that sum to zero in every graph", () => {
    const random = Random.fromSeed(7);
    const field = forceField(nequip(small));
    const { forces } = field.apply(field.init(random, { dtype: "float64" }), drawnGraph(random));
    expectClose(sum(tensor(forces.data, [2, 5, 3]), 1), [
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  it("lets a loss on forces be differentiated, twice", () => {
    const random = Random.fromSeed(8);
    const field = forceField(nequip(small));
    const graph = drawnGraph(random, { atoms: 3, graphs: 1 });
    const wanted = tensor(random.normal(9), [3, 3]);
    const loss = (parameters: ReturnType<typeof field.init>): Tensor =>
      sum(square(sub(field.apply(parameters, graph).forces, wanted)));
    expectDerivatives(loss, field.init(random, { dtype: "float64" }), random);
  });
});
