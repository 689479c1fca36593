import { ArgumentError, Random } from "@erlangen/numerics";
import {
  assertForceFieldEquivariant,
  countParameters,
  forceField,
  plainNetwork,
} from "@erlangen/layers";
import { square, sum, type Tensor } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { expectDerivatives } from "../central-differences.ts";
import { drawnGraph } from "./atomic-graphs.ts";

const options = { species: 2, cutoff: 2.5, averageNeighbors: 4, parameterBudget: 5000 };

describe("plainNetwork", () => {
  it("fills its budget of parameters", () => {
    for (const parameterBudget of [3000, 5000, 40_000]) {
      const model = plainNetwork({ ...options, parameterBudget });
      const count = countParameters(model.init(Random.fromSeed(0)));
      expect(count).toBeLessThanOrEqual(parameterBudget);
      expect(count).toBeGreaterThan(0.85 * parameterBudget);
    }
    expect(() => plainNetwork({ ...options, parameterBudget: 100 })).toThrow(
      new ArgumentError("plainNetwork: expected parameterBudget >= 969, got 100"),
    );
  });

  it("follows translations and permutations but not rotations, and says which rotation", async () => {
    const random = Random.fromSeed(1);
    const field = forceField(plainNetwork(options));
    const parameters = field.init(random, { dtype: "float64" });
    const graph = drawnGraph(random);
    const check = assertForceFieldEquivariant(field, { random, parameters, graph });
    await expect(check).rejects.toThrow(
      /^assertForceFieldEquivariant: expected energy and forces to follow the motion up to 1e-10, got \S+ \((energy|forces), rotation by [\d.]+ deg about \(.*\)/,
    );
  });

  it("is no more equivariant with the radial functions of nequip", async () => {
    const random = Random.fromSeed(1);
    const model = plainNetwork({ ...options, radialBasis: 8 });
    const parameters = model.init(random, { dtype: "float64" });
    expect(parameters.layers[0].filter.weights[0].shape).toEqual([12, 64]);
    const graph = drawnGraph(random);
    const check = assertForceFieldEquivariant(forceField(model), { random, parameters, graph });
    await expect(check).rejects.toThrow("expected energy and forces to follow the motion");
    expect(() => plainNetwork({ ...options, radialBasis: -1 })).toThrow(ArgumentError);
  });

  it("does not see padding edges", () => {
    const random = Random.fromSeed(2);
    const field = forceField(plainNetwork(options));
    const parameters = field.init(random, { dtype: "float64" });
    const plain = field.apply(parameters, drawnGraph(random));
    const padded = field.apply(parameters, drawnGraph(random, { padding: 3 }));
    expect(padded.forces.toArray()).toEqual(plain.forces.toArray());
  });

  it("has derivatives of first and second order", () => {
    const random = Random.fromSeed(3);
    const model = plainNetwork({ ...options, filterHidden: 4, parameterBudget: 600, layers: 2 });
    const graph = drawnGraph(random, { atoms: 3, graphs: 1 });
    const parameters = model.init(random, { dtype: "float64" });
    const f = (x: { parameters: typeof parameters; positions: Tensor }): Tensor =>
      sum(square(model.apply(x.parameters, { ...graph, positions: x.positions })));
    expectDerivatives(f, { parameters, positions: graph.positions }, random);
  });
});
