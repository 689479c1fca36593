import { cyclicPermutations, dihedralPermutations, symmetricPermutations } from "@erlangen/groups";
import {
  alternatingReluFamily,
  frameAveragedFamily,
  gramMonteCarlo,
  graphLiftFamily,
  planeCosine,
  planeLiftFamily,
  randomPlane,
  type HardFamily,
} from "@erlangen/metrics";
import { gaussLegendre, integrate, Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";

const float64 = 1e-10;
/** Standard errors that a Monte-Carlo mean may be off: 1 in 10,000 of normal ones are further. */
const deviations = 4;

/** Gram matrix and correlations agree up to the standard errors of the former. */
function expectGram<Member>(
  family: HardFamily<Member>,
  members: readonly Member[],
  samples: number,
): void {
  const random = Random.fromSeed(11);
  const { gram, standardErrors } = gramMonteCarlo(family, members, { samples, random });
  members.forEach((first, i) => {
    members.forEach((second, j) => {
      const at = i * members.length + j;
      const error = Math.abs(gram[at] - family.correlation(first, second));
      expect(error).toBeLessThan(deviations * standardErrors[at] + float64);
    });
  });
}

/** The definition, term by term. */
function alternatingSum(subset: readonly number[], x: Float64Array): number {
  const k = subset.length;
  let sum = 0;
  for (let signs = 0; signs < 2 ** k; signs++) {
    let [product, sign] = [0, 1];
    for (let i = 0; i < k; i++) {
      const w = (signs >> i) & 1 ? -1 : 1;
      product += w * x[subset[i]];
      sign *= w;
    }
    sum += sign * Math.max(0, product / Math.sqrt(k));
  }
  return sum;
}

describe("alternatingReluFamily", () => {
  it.each([2, 4, 6, 8])("is the alternating sum of 2^k ReLUs for k = %i", (k) => {
    const family = alternatingReluFamily({ n: 12, k });
    const subset = Array.from({ length: k }, (_, i) => 11 - k + i);
    for (let trial = 0; trial < 10; trial++) {
      const x = family.sample(Random.fromSeed(trial));
      expect(family.evaluate(subset, x)).toBeCloseTo(alternatingSum(subset, x), 10);
    }
  });

  it("has the exact mean squares", () => {
    const meanSquare = (k: number): number => alternatingReluFamily({ n: 16, k }).meanSquare;
    expect(meanSquare(2)).toBeCloseTo(2 - 4 / Math.PI, 12);
    expect(Math.abs(meanSquare(4) - 0.3028)).toBeLessThan(0.001);
    expect(Math.abs(meanSquare(6) - 0.428)).toBeLessThan(0.002);
  });

  it.each([2, 4, 6])("is orthogonal with the mean square that it states, k = %i", (k) => {
    const family = alternatingReluFamily({ n: 8, k });
    const first = Array.from({ length: k }, (_, i) => i);
    const second = [...first.slice(1), k];
    expectGram(family, [first, second], 20_000);
  });

  it("vanishes for odd k, which is why that is refused", () => {
    for (const k of [3, 5, 7]) {
      const x = Random.fromSeed(k).normal(k);
      expect(Math.abs(alternatingSum([...x.keys()], x))).toBeLessThan(1e-13);
      expect(() => alternatingReluFamily({ n: 9, k })).toThrow(
        `alternatingReluFamily: expected k to be even, got ${k}: for odd k the ReLUs cancel and every function is 0`,
      );
    }
  });

  it("is odd in each input that it reads, and blind to the others", () => {
    const family = alternatingReluFamily({ n: 6, k: 4 });
    const x = Random.fromSeed(5).normal(6);
    const at = (i: number): number =>
      family.evaluate(
        [0, 1, 3, 4],
        x.map((value, j) => (i === j ? -value : value)),
      );
    expect(at(3)).toBeCloseTo(-at(-1), 12);
    expect(at(2)).toBe(at(-1));
  });

  it("refuses wrong sizes, members and inputs", () => {
    const family = alternatingReluFamily({ n: 6, k: 4 });
    const x = new Float64Array(6);
    expect(() => alternatingReluFamily({ n: 3, k: 4 })).toThrow(/expected k .* from 2 to 3, got 4/);
    expect(() => alternatingReluFamily({ n: 40, k: 18 })).toThrow(/from 2 to 16, got 18/);
    expect(() => family.evaluate([0, 1, 2], x)).toThrow(/member of 4 inputs, got 3/);
    expect(() => family.evaluate([0, 1, 2, 6], x)).toThrow(/increasing integers from 0 to 5/);
    expect(() => family.evaluate([0, 2, 1, 3], x)).toThrow(/increasing integers/);
    expect(() => family.evaluate([0, 1, 2, 3], new Float64Array(5))).toThrow(/shape \[n\].* got 5/);
    expect(() => family.evaluate([0, 1, 2, 3], x.fill(NaN))).toThrow(/got NaN at index 0/);
  });
});

describe("frameAveragedFamily", () => {
  const group = cyclicPermutations(16);
  const family = frameAveragedFamily(group, { k: 4 });

  it("has one orthonormal member for each orbit, those with stabilizers among them", () => {
    expect(family.dim).toBe(116n);
    expectGram(
      family,
      [
        [0, 1, 2, 3],
        [0, 2, 5, 9],
        [0, 1, 8, 9],
        [0, 4, 8, 12],
      ],
      5000,
    );
  });

  it("does not change under the group", () => {
    const dihedral = dihedralPermutations(8);
    const members = frameAveragedFamily(dihedral, { k: 2 });
    const x = Random.fromSeed(1).normal(8);
    const expected = members.evaluate([0, 3], x);
    for (const { images } of dihedral.elements()) {
      const moved = Float64Array.from(images, (image) => x[image]);
      expect(members.evaluate([0, 3], moved)).toBeCloseTo(expected, 12);
    }
  });

  it("knows an orbit by any of its subsets", () => {
    const x = Random.fromSeed(2).normal(16);
    expect(family.evaluate([0, 1, 2, 4], x)).toBe(family.evaluate([1, 13, 14, 15], x));
    expect(family.correlation([0, 1, 2, 4], [1, 13, 14, 15])).toBe(1);
    expect(family.correlation([0, 1, 2, 4], [0, 1, 2, 5])).toBe(0);
  });

  it("refuses odd k, wrong members, and orbits that are too large", () => {
    const x = new Float64Array(16);
    expect(() => frameAveragedFamily(group, { k: 3 })).toThrow(/expected k to be even, got 3/);
    expect(() => family.evaluate([0, 1], x)).toThrow(/member of 4 inputs, got 2/);
    expect(() => family.evaluate([0, 1, 2, 3], new Float64Array(15))).toThrow(/shape \[n\]/);
    const large = frameAveragedFamily(symmetricPermutations(24), { k: 12 });
    expect(() => large.evaluate([...Array(12).keys()], new Float64Array(24))).toThrow(
      /at most 65536 subsets, got a larger one of S24/,
    );
  });
});

/** E f² over the plane by quadrature in the angle; E r² = 2. */
function angularMeanSquare(k: number): number {
  const family = planeLiftFamily({ d: 2, k });
  const identity = Float64Array.of(1, 0, 0, 1);
  return integrate(gaussLegendre(30), (t) => {
    const angle = (Math.PI / k) * ((t + 1) / 2);
    return family.evaluate(identity, Float64Array.of(Math.cos(angle), Math.sin(angle))) ** 2;
  });
}

describe("planeLiftFamily", () => {
  it.each([
    [2, 0.72676],
    [4, 0.116787],
    [6, 0.048306],
    [8, 0.026514],
  ])("has the published mean square for k = %i", (k, expected) => {
    expect(Math.abs(planeLiftFamily({ d: 5, k }).meanSquare - expected)).toBeLessThan(5e-7);
  });

  it.each([2, 4, 8, 20, 100])("agrees with quadrature and with the Fourier series, k = %i", (k) => {
    let series = 0;
    for (let t = 0; t < 20_000; t++) {
      series += (4 * k * k * 4) / (Math.PI * ((k * (2 * t + 1)) ** 2 - 1)) ** 2;
    }
    const { meanSquare } = planeLiftFamily({ d: 5, k });
    expect(meanSquare).toBeCloseTo(angularMeanSquare(k), 12);
    expect(meanSquare).toBeCloseTo(series, 12);
  });

  it("coincides with the alternating ReLUs for k = 2", () => {
    const planar = planeLiftFamily({ d: 2, k: 2 });
    const alternating = alternatingReluFamily({ n: 2, k: 2 });
    expect(planar.meanSquare).toBeCloseTo(alternating.meanSquare, 12);
    const turned = Float64Array.of(Math.SQRT1_2, Math.SQRT1_2, -Math.SQRT1_2, Math.SQRT1_2);
    const x = Float64Array.of(0.3, -1.2);
    expect(Math.abs(planar.evaluate(turned, x))).toBeCloseTo(
      Math.abs(alternating.evaluate([0, 1], x)),
      12,
    );
  });

  it("correlates by at most the k-th power of the cosine between the planes", () => {
    for (const k of [2, 4, 6]) {
      const family = planeLiftFamily({ d: 6, k });
      for (let trial = 0; trial < 20; trial++) {
        const [first, second] = ["u", "v"].map((name) =>
          randomPlane(Random.fromSeed(trial).split(name), 6),
        );
        const correlation = Math.abs(family.correlation(first, second));
        expect(correlation).toBeLessThanOrEqual(planeCosine(first, second) ** k + float64);
        expect(family.correlation(first, first)).toBeCloseTo(1, 10);
      }
    }
  });

  it("has the correlations that it states", () => {
    const random = Random.fromSeed(4);
    const family = planeLiftFamily({ d: 3, k: 2 });
    expectGram(
      family,
      ["u", "v", "w"].map((name) => randomPlane(random.split(name), 3)),
      40_000,
    );
  });

  it("refuses odd k and rows that are not orthonormal", () => {
    expect(() => planeLiftFamily({ d: 5, k: 3 })).toThrow(/expected k to be even, got 3/);
    expect(() => planeLiftFamily({ d: 1, k: 2 })).toThrow(/expected d to be .*, got 1/);
    const family = planeLiftFamily({ d: 2, k: 2 });
    const x = new Float64Array(2);
    expect(() => family.evaluate(Float64Array.of(1, 0, 1, 0), x)).toThrow(
      /two orthonormal rows, got rows with inner products 1, 1, 1; see randomPlane/,
    );
    expect(() => family.evaluate(new Float64Array(6), x)).toThrow(/shape \[2, d\]/);
    expect(() => randomPlane(Random.fromSeed(0), 1)).toThrow(/expected d to be/);
  });
});

describe("graphLiftFamily", () => {
  /** A triangle with a tail, and a node by itself. */
  // prettier-ignore
  const adjacency = [
    0, 1, 1, 0, 0,
    1, 0, 1, 0, 0,
    1, 1, 0, 1, 0,
    0, 0, 1, 0, 0,
    0, 0, 0, 0, 0,
  ];

  it("has the mean square and the correlations that it states", () => {
    const random = Random.fromSeed(6);
    const family = graphLiftFamily({ adjacency, d: 3, k: 2 });
    expectGram(
      family,
      ["u", "v"].map((name) => randomPlane(random.split(name), 3)),
      40_000,
    );
  });

  it("keeps the bound on correlations, whatever the graph", () => {
    for (let trial = 0; trial < 10; trial++) {
      const random = Random.fromSeed(trial);
      const n = 6;
      const edges = Uint8Array.from({ length: n * n }, () => random.integer(2));
      const graph = Array.from({ length: n * n }, (_, at) => {
        const [i, j] = [Math.floor(at / n), at % n];
        return i === j ? 0 : edges[Math.min(i, j) * n + Math.max(i, j)];
      });
      if (!graph.includes(1)) continue;
      const family = graphLiftFamily({ adjacency: graph, d: 5, k: 4 });
      const [first, second] = ["u", "v"].map((name) => randomPlane(random.split(name), 5));
      expect(Math.abs(family.correlation(first, second))).toBeLessThanOrEqual(
        planeCosine(first, second) ** 4 + float64,
      );
    }
  });

  it("is the plane lift on two joined nodes, but for the size", () => {
    const edge = graphLiftFamily({ adjacency: [0, 1, 1, 0], d: 4, k: 4 });
    const lift = planeLiftFamily({ d: 4, k: 4 });
    const [first, second] = ["u", "v"].map((name) =>
      randomPlane(Random.fromSeed(0).split(name), 4),
    );
    expect(edge.meanSquare).toBeCloseTo(2 * lift.meanSquare, 12);
    expect(edge.correlation(first, second)).toBeCloseTo(lift.correlation(first, second), 10);
  });

  it("refuses other matrices, graphs without edges and odd k", () => {
    const sizes = { d: 3, k: 2 };
    expect(() => graphLiftFamily({ adjacency: [0, 1, 0, 0], ...sizes })).toThrow(
      /symmetric zeros and ones, got 1 and 0 between nodes 0 and 1/,
    );
    expect(() => graphLiftFamily({ adjacency: [0, 2, 2, 0], ...sizes })).toThrow(/zeros and ones/);
    expect(() => graphLiftFamily({ adjacency: [0, 0, 0, 0], ...sizes })).toThrow(
      /a graph with an edge, got none/,
    );
    expect(() => graphLiftFamily({ adjacency: [0, 1, 1], ...sizes })).toThrow(/shape \[n, n\]/);
    expect(() => graphLiftFamily({ adjacency: [0, 1, 1, 0], d: 3, k: 5 })).toThrow(/k to be even/);
  });
});
