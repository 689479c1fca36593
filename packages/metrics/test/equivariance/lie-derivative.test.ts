import {
  euclideanGroup,
  Irreps,
  motionMatrix,
  so2,
  so2Irrep,
  so3,
  specialEuclideanGroup,
  trivialRepresentation,
} from "@erlangen/groups";
import {
  layerwiseLieDerivatives,
  lieDerivative,
  localEquivarianceError,
  pointAction,
  rowAction,
} from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";

/** What differences reach in float64 for smooth maps of order 1. */
const differenceTolerance = 1e-9;

const turn = rowAction(so2Irrep(1));
const plane = { group: so2, input: turn, output: turn };
const vectors = rowAction(Irreps.parse("1o"));
const space = { group: so3, input: vectors, output: vectors };
const random = Random.fromSeed(1);

function expectClose(actual: Float64Array, expected: readonly number[], tolerance: number): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThan(tolerance));
}

describe("lieDerivative", () => {
  it("of tanh by components is the closed form", async () => {
    const x = Float64Array.of(0.3, -1.2);
    const [a, b] = [Math.tanh(x[0]), Math.tanh(x[1])];
    // df(x)[X x] - X f(x) with X x = (-x_2, x_1).
    const expected = [-x[1] * (1 - a * a) + b, x[0] * (1 - b * b) - a];
    const { value, accuracy } = await lieDerivative((y) => y.map(Math.tanh), x, [1], plane);
    expectClose(value, expected, differenceTolerance);
    expect(accuracy).toBeLessThan(differenceTolerance);
  });

  it("is exact with a directional derivative", async () => {
    const x = Float64Array.of(0.3, -1.2);
    const jvp = (at: Float64Array, v: Float64Array) =>
      at.map((value, i) => (1 - Math.tanh(value) ** 2) * v[i]);
    const f = (y: Float64Array) => y.map(Math.tanh);
    const exact = await lieDerivative(f, x, [2], { ...plane, jvp });
    const differences = await lieDerivative(f, x, [2], plane);
    expect(exact.accuracy).toBe(0);
    expectClose(exact.value, [...differences.value], differenceTolerance);
  });

  it("vanishes for equivariant maps, along every generator", async () => {
    const f = (x: Float64Array) => x.map((value) => value * Math.exp(-Math.hypot(...x)));
    for (let k = 0; k < 3; k++) {
      const generator = [0, 0, 0].map((_, i) => (i === k ? 1 : 0));
      const { value } = await lieDerivative(f, random.split(k).normal(3), generator, space);
      expectClose(value, [0, 0, 0], differenceTolerance);
    }
  });

  it("is linear in the generator", async () => {
    const f = (x: Float64Array) => Float64Array.of(x[0] * x[1], x[2] ** 2, Math.sin(x[0]));
    const x = random.split("x").normal(3);
    const along = async (generator: readonly number[]): Promise<Float64Array> =>
      (await lieDerivative(f, x, generator, space)).value;
    const [a, b] = [await along([1, 0, 0]), await along([0, 0, 1])];
    const both = await along([2, 0, -1]);
    expectClose(
      both,
      [...a].map((value, i) => 2 * value - b[i]),
      1e-8,
    );
  });

  it("sees translations: distances stay, norms do not", async () => {
    const group = specialEuclideanGroup(3);
    const points = pointAction(group);
    const output = rowAction(trivialRepresentation(group));
    const options = { group, input: points, output };
    const x = random.split("points").normal(6);
    const distance = (p: Float64Array) =>
      Float64Array.of(Math.hypot(p[0] - p[3], p[1] - p[4], p[2] - p[5]));
    const norm = (p: Float64Array) => Float64Array.of(Math.hypot(p[0], p[1], p[2]));
    const shift = [0, 0, 0, 1, 0, 0];
    expectClose((await lieDerivative(distance, x, shift, options)).value, [0], differenceTolerance);
    const size = Math.hypot(x[0], x[1], x[2]);
    const moved = await lieDerivative(norm, x, shift, options);
    expectClose(moved.value, [x[0] / size], differenceTolerance);
    const turned = await lieDerivative(norm, x, [1, 0, 0, 0, 0, 0], options);
    expectClose(turned.value, [0], differenceTolerance);
  });

  it("says how little it knows of a single-precision map", async () => {
    const x = Float64Array.of(0.3, -1.2);
    const f = (y: Float64Array) => Float64Array.from(y, (value) => Math.fround(Math.tanh(value)));
    const { value, accuracy } = await lieDerivative(f, x, [1], plane);
    const smooth = await lieDerivative((y) => y.map(Math.tanh), x, [1], plane);
    const miss = value.map((entry, i) => Math.abs(entry - smooth.value[i]));
    expect(Math.max(...miss)).toBeLessThan(1e-5);
    expect(accuracy).toBeGreaterThan(1e-8);
    expect(accuracy).toBeLessThan(1e-4);
  });

  it("refuses a generator of another length and a step of 0", async () => {
    const f = (x: Float64Array) => x;
    const x = Float64Array.of(1, 2);
    await expect(lieDerivative(f, x, [1, 2], plane)).rejects.toThrow(
      "lieDerivative: expected 1 coordinates of the algebra of SO(2), got 2",
    );
    await expect(lieDerivative(f, x, [1], { ...plane, step: 0 })).rejects.toThrow(
      "lieDerivative: expected step > 0, got 0",
    );
  });
});

describe("layerwiseLieDerivatives", () => {
  const layers = [
    { apply: (x: Float64Array) => x.map((value) => 2 * value), output: turn },
    { apply: (x: Float64Array) => x.map(Math.tanh), output: turn },
    {
      apply: (x: Float64Array) => Float64Array.of(x[0] + x[1] ** 2, x[0] * x[1]),
      output: turn,
    },
  ];

  it("contributions add up to the derivative of the chain; equivariant layers give none", async () => {
    const x = Float64Array.of(0.4, 0.7);
    const parts = await layerwiseLieDerivatives(x, [1], { group: so2, input: turn, layers });
    const chain = async (y: Float64Array): Promise<Float64Array> => {
      let value = y;
      for (const { apply } of layers) value = apply(value);
      return value;
    };
    const whole = await lieDerivative(chain, x, [1], plane);
    expectClose(parts[0].value, [0, 0], differenceTolerance);
    const sum = [0, 1].map((i) => parts.reduce((total, { value }) => total + value[i], 0));
    expectClose(whole.value, sum, 1e-8);
    for (const part of parts.slice(1)) expect(Math.hypot(...part.value)).toBeGreaterThan(1e-3);
  });

  it("refuses an empty chain", async () => {
    const options = { group: so2, input: turn, layers: [] };
    await expect(layerwiseLieDerivatives(Float64Array.of(1, 2), [1], options)).rejects.toThrow(
      "layerwiseLieDerivatives: expected at least one layer, got 0",
    );
  });
});

describe("localEquivarianceError", () => {
  const inputs = Array.from({ length: 10 }, (_, k) => random.split("inputs").split(k).normal(3));

  it("is the mean square of the derivative, for each generator", async () => {
    const f = (x: Float64Array) => x.map((value, i) => (i === 1 ? 1.5 : 1) * value);
    const { generators, error } = await localEquivarianceError(f, { ...space, inputs });
    expect(generators).toHaveLength(3);
    for (let k = 0; k < 3; k++) {
      const generator = [0, 0, 0].map((_, i) => (i === k ? 1 : 0));
      let square = 0;
      let scale = 0;
      for (const x of inputs) {
        const { value } = await lieDerivative(f, x, generator, space);
        square += value.reduce((sum, v) => sum + v * v, 0);
        scale += f(x).reduce((sum, v) => sum + v * v, 0);
      }
      expect(generators[k].meanSquare).toBeCloseTo(square / 30, 10);
      expect(generators[k].relative).toBeCloseTo(Math.sqrt(square / scale), 10);
    }
    // Rotations about the stretched axis y go unseen.
    expect(generators[1].relative).toBeLessThan(differenceTolerance);
    expect(error).toBe(Math.max(...generators.map(({ relative }) => relative)));
  });

  it("is below rounding for an equivariant map of points", async () => {
    const group = euclideanGroup(3);
    const points = pointAction(group);
    const f = (x: Float64Array) => x.map((value, i) => value + (x[(i + 3) % 6] - value) / 3);
    const pairs = inputs.slice(1).map((x, k) => Float64Array.of(...x, ...inputs[k]));
    const options = { group, input: points, output: points, inputs: pairs };
    const { error, generators } = await localEquivarianceError(f, options);
    expect(generators).toHaveLength(6);
    expect(error).toBeLessThan(differenceTolerance);
  });

  it("refuses to measure without inputs", async () => {
    await expect(localEquivarianceError((x) => x, { ...space, inputs: [] })).rejects.toThrow(
      "localEquivarianceError: expected at least one input, got 0",
    );
  });
});

describe("rowAction and pointAction", () => {
  it("refuse arrays that hold no whole rows", () => {
    expect(() => turn.act(so2.identity, Float64Array.of(1))).toThrow(
      "rowAction: expected an array of shape [..., 2], flat with a multiple of 2 numbers, got 1",
    );
    const points = pointAction(euclideanGroup(2));
    expect(() => points.act(motionMatrix([1, 0, 0, 1], [0, 0]), new Float64Array(3))).toThrow(
      "pointAction: expected points of shape [..., 2]",
    );
    expect(() => points.differential?.([1], new Float64Array(2))).toThrow(
      "pointAction: expected 3 coordinates of the algebra, got 1",
    );
  });
});
