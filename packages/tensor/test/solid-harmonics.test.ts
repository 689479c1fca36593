import { Random } from "@erlangen/numerics";
import {
  expandComposites,
  grad,
  graphOf,
  interpretOnHost,
  mul,
  placeholder,
  simplify,
  solidHarmonics,
  sum,
  tensor,
} from "@erlangen/tensor";
import { describe, expect, it } from "vitest";

const points = (n: number, seed: number): Float64Array => Random.fromSeed(seed).normal(3 * n);

describe("solid harmonics", () => {
  it("have the published values at (1, 2, 3)", () => {
    const values = solidHarmonics(tensor([1, 2, 3], [3], "float64"), 2).data;
    const expected = [
      1, 1.732050807569, 3.464101615138, 5.196152422707, 11.618950038622, 7.745966692415,
      -2.2360679775, 23.237900077245, 15.49193338483,
    ];
    expected.forEach((value, i) => expect(values[i]).toBeCloseTo(value, 10));
  });

  it("obey the addition theorem up to degree 20: squares of degree l sum to (2l+1) r^2l", () => {
    const x = points(10, 1);
    const width = 21 * 21;
    const values = solidHarmonics(tensor(x, [10, 3]), 20).data;
    for (let n = 0; n < 10; n++) {
      const r2 = x[3 * n] ** 2 + x[3 * n + 1] ** 2 + x[3 * n + 2] ** 2;
      for (let l = 0; l <= 20; l++) {
        let squares = 0;
        for (let i = l * l; i < (l + 1) ** 2; i++) squares += values[n * width + i] ** 2;
        expect(squares / ((2 * l + 1) * r2 ** l)).toBeCloseTo(1, 10);
      }
    }
  });

  it("are harmonic: the trace of every component's Hessian vanishes", () => {
    const point = tensor(points(1, 2), [3]);
    for (let component = 0; component < 25; component++) {
      const mask = tensor(Float64Array.from({ length: 25 }, (_, i) => (i === component ? 1 : 0)));
      const value = (x: typeof point): typeof point => sum(mul(solidHarmonics(x, 4), mask));
      let laplacian = 0;
      for (let axis = 0; axis < 3; axis++) {
        const direction = tensor(Float64Array.from({ length: 3 }, (_, i) => (i === axis ? 1 : 0)));
        const second = grad((x: typeof point) => sum(mul(grad(value)(x), direction)))(point);
        laplacian += second.data[axis];
      }
      expect(laplacian).toBeCloseTo(0, 9);
    }
  });

  it("equal their composition of matrix products", () => {
    const x = tensor(points(6, 3), [2, 3, 3]);
    const variable = placeholder(x, "x");
    const graph = simplify(
      expandComposites(graphOf([variable], [solidHarmonics(variable, 6)]), () => false),
    );
    const [composed] = interpretOnHost(graph, [x]);
    const direct = solidHarmonics(x, 6);
    expect(composed.shape).toEqual([2, 3, 49]);
    direct.data.forEach((value, i) => expect(composed.data[i]).toBeCloseTo(value, 9));
  });

  it("refuse points that are not triples", () => {
    expect(() => solidHarmonics(tensor([1, 2]), 1)).toThrow(
      "solidHarmonics: expected float points of shape [..., 3], got float32 [2]",
    );
    expect(() => solidHarmonics(tensor([1, 2, 3]), -1)).toThrow(
      "solidHarmonics: expected lMax a non-negative integer, got -1",
    );
  });
});
