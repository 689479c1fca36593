import { readFileSync } from "node:fs";
import {
  Random,
  determinant,
  matmul,
  mean,
  quantile,
  transpose,
  variance,
} from "@erlangen/numerics";
import { describe, expect, test } from "vitest";
import { fc } from "../fast-check.ts";
import { accurate, exactly, relativeError } from "../tolerances.ts";

interface Golden {
  readonly cases: readonly {
    readonly seed: number;
    readonly names: readonly (string | number)[];
    readonly uint32: readonly number[];
    readonly uniform: readonly number[];
    readonly normal: readonly number[];
    readonly gumbel: readonly number[];
  }[];
}

const golden: Golden = JSON.parse(
  readFileSync(new URL("../golden/random.json", import.meta.url), "utf8"),
);

const seeds = fc.nat(Number.MAX_SAFE_INTEGER);
const names = fc.oneof(fc.string(), fc.nat(Number.MAX_SAFE_INTEGER));

describe.each(golden.cases)("seed $seed, split by $names", ({ seed, names: path, ...expected }) => {
  const start = (): Random =>
    path.reduce<Random>((random, name) => random.split(name), Random.fromSeed(seed));

  test("the bits are those of the second implementation", () => {
    expect(Array.from(start().uint32(5))).toEqual(expected.uint32);
    expect(Array.from(start().uniform(6))).toEqual(expected.uniform);
  });

  test("normal and Gumbel draws are those of the second implementation", () => {
    expect(relativeError(start().normal(6), expected.normal)).toBeLessThan(exactly);
    expect(relativeError(start().gumbel(6), expected.gumbel)).toBeLessThan(exactly);
  });
});

test("the stream of seed 0 begins with the known answer of Threefry", () => {
  expect(Random.fromSeed(0).uint32(2)).toEqual(Uint32Array.of(0x6b200159, 0x99ba4efe));
});

test("how the draws are grouped does not change the stream", () => {
  fc.assert(
    fc.property(seeds, fc.array(fc.nat(7), { maxLength: 6 }), (seed, counts) => {
      const random = Random.fromSeed(seed);
      const parts = counts.flatMap((count) => Array.from(random.uint32(count)));
      expect(parts).toEqual(Array.from(Random.fromSeed(seed).uint32(parts.length)));
      expect(random.state.position).toBe(parts.length);
    }),
  );
});

test("split depends on the name alone, not on the draws made, and moves nothing", () => {
  fc.assert(
    fc.property(seeds, names, fc.nat(9), (seed, name, count) => {
      const random = Random.fromSeed(seed);
      const before = random.split(name).state;
      random.uint32(count);
      expect(random.split(name).state).toEqual(before);
      expect(random.state.position).toBe(count);
    }),
  );
});

test("different names give different children, a number and its text too", () => {
  fc.assert(
    fc.property(seeds, fc.uniqueArray(names, { minLength: 2, maxLength: 8 }), (seed, different) => {
      const keys = different.map((name) => String(Random.fromSeed(seed).split(name).state.key));
      expect(new Set(keys).size).toBe(different.length);
    }),
  );
});

test("names that join to the same text give different streams", () => {
  const random = Random.fromSeed(0);
  const joined = [
    random.split("abcd"),
    random.split("ab").split("cd"),
    random.split("abcd\0"),
    random.split("abcd").split(""),
  ];
  expect(new Set(joined.map(({ state }) => String(state.key))).size).toBe(4);
});

test("a stream resumes from its state to the same bits, past JSON and past 2^32 blocks", () => {
  fc.assert(
    fc.property(seeds, fc.nat(2 ** 40), (seed, position) => {
      const { key } = Random.fromSeed(seed).state;
      const random = Random.fromState({ key, position });
      const copy = Random.fromState(JSON.parse(JSON.stringify(random.state)));
      expect([copy.normal(3), copy.integer(10), copy.state]).toEqual([
        random.normal(3),
        random.integer(10),
        random.state,
      ]);
    }),
  );
});

test("uniform draws fill [0, 1) evenly", () => {
  const draws = Random.fromSeed(3).uniform(100_000);
  expect(draws.every((u) => u >= 0 && u < 1)).toBe(true);
  expect(Math.abs(mean(draws) - 1 / 2)).toBeLessThan(0.004);
  expect(Math.abs(variance(draws) - 1 / 12)).toBeLessThan(0.001);
});

test("normal draws have the moments of the normal distribution", () => {
  const draws = Random.fromSeed(4).normal(100_000);
  expect(Math.abs(mean(draws))).toBeLessThan(0.013);
  expect(Math.abs(variance(draws) - 1)).toBeLessThan(0.018);
  expect(Math.abs(mean(draws.map((z) => z ** 4)) - 3)).toBeLessThan(0.13);
});

test("Gumbel draws have the quantiles -log(-log p)", () => {
  const draws = Random.fromSeed(5).gumbel(100_000);
  for (const p of [0.1, 0.5, 0.9]) {
    expect(Math.abs(quantile(draws, p) + Math.log(-Math.log(p)))).toBeLessThan(0.05);
  }
});

test("integer stays below its bound and reaches every value evenly", () => {
  const random = Random.fromSeed(6);
  const counts = new Int32Array(7);
  for (let i = 0; i < 70_000; i++) counts[random.integer(7)]++;
  expect(counts.every((count) => Math.abs(count - 10_000) < 450)).toBe(true);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (bound) => {
      const value = random.integer(bound);
      expect(Number.isInteger(value) && value >= 0 && value < bound).toBe(true);
    }),
  );
});

test("integer reads one word up to the bound 2^32, and two above", () => {
  const random = Random.fromSeed(6);
  random.integer(2 ** 32);
  expect(random.state.position).toBe(1);
  random.integer(2 ** 33);
  expect(random.state.position).toBe(3);
});

test("a permutation holds every place once, and all orders are equally frequent", () => {
  const random = Random.fromSeed(7);
  fc.assert(
    fc.property(fc.nat(50), (n) => {
      const image = random.permutation(n);
      expect(image.toSorted()).toEqual(Int32Array.from({ length: n }, (_, i) => i));
    }),
  );
  const counts = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = String(random.permutation(3));
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  expect([...counts.values()].every((count) => Math.abs(count - 1000) < 150)).toBe(true);
});

test("a quaternion has norm 1, and every direction is equally likely", () => {
  const random = Random.fromSeed(8);
  const draws = Array.from({ length: 20_000 }, () => random.quaternion());
  for (const q of draws.slice(0, 100))
    expect(relativeError([Math.hypot(...q)], [1])).toBeLessThan(exactly);
  for (let i = 0; i < 4; i++) {
    expect(Math.abs(mean(draws.map((q) => q[i])))).toBeLessThan(0.018);
    expect(Math.abs(mean(draws.map((q) => q[i] ** 2)) - 1 / 4)).toBeLessThan(0.01);
  }
});

test("a rotation is orthogonal with determinant 1, and its trace has the Haar moments 0, 1, 1, 3", () => {
  const random = Random.fromSeed(9);
  const draws = Array.from({ length: 20_000 }, () => random.rotation());
  for (const rotation of draws.slice(0, 100)) {
    const square = matmul(transpose(rotation, 3, 3), rotation, { rows: 3, inner: 3, columns: 3 });
    expect(relativeError(square, [1, 0, 0, 0, 1, 0, 0, 0, 1])).toBeLessThan(exactly);
    expect(relativeError([determinant(rotation, 3)], [1])).toBeLessThan(exactly);
  }
  const traces = draws.map((rotation) => rotation[0] + rotation[4] + rotation[8]);
  expect(Math.abs(mean(traces))).toBeLessThan(0.03);
  expect(Math.abs(mean(traces.map((t) => t ** 2)) - 1)).toBeLessThan(0.05);
  expect(Math.abs(mean(traces.map((t) => t ** 3)) - 1)).toBeLessThan(0.13);
  expect(Math.abs(mean(traces.map((t) => t ** 4)) - 3)).toBeLessThan(0.35);
});

test("an orthogonal matrix is orthogonal, of both signs, and its trace has the Haar moments 0, 1", () => {
  const random = Random.fromSeed(10);
  const draws = Array.from({ length: 5000 }, () => random.orthogonal(4));
  const signs = draws.map((matrix) => determinant(matrix, 4));
  expect(
    relativeError(
      signs.map(Math.abs),
      signs.map(() => 1),
    ),
  ).toBeLessThan(accurate);
  expect(Math.abs(mean(signs))).toBeLessThan(0.06);
  const traces = draws.map((matrix) => matrix[0] + matrix[5] + matrix[10] + matrix[15]);
  expect(Math.abs(mean(traces))).toBeLessThan(0.06);
  expect(Math.abs(mean(traces.map((t) => t ** 2)) - 1)).toBeLessThan(0.09);
});

test.each([
  [
    "Random.fromSeed: expected seed to be an integer from 0 to 9007199254740991, got -1",
    () => Random.fromSeed(-1),
  ],
  ["Random.fromSeed: expected seed to be an integer", () => Random.fromSeed(0.5)],
  ["Random.split: expected name to be an integer", () => Random.fromSeed(0).split(-1)],
  [
    "Random.normal: expected count to be an integer from 0 to 2147483648, got -1",
    () => Random.fromSeed(0).normal(-1),
  ],
  ["Random.uniform: expected count to be an integer", () => Random.fromSeed(0).uniform(NaN)],
  ["Random.integer: expected bound to be an integer from 1", () => Random.fromSeed(0).integer(0)],
  ["Random.permutation: expected n to be an integer", () => Random.fromSeed(0).permutation(1.5)],
  ["Random.orthogonal: expected n to be an integer from 1", () => Random.fromSeed(0).orthogonal(0)],
  [
    "Random.fromState: expected state.key[1] to be an integer",
    () => Random.fromState({ key: [0, -1], position: 0 }),
  ],
  [
    "Random.fromState: expected state.position to be",
    () => Random.fromState({ key: [0, 0], position: -1 }),
  ],
  [
    "Random.fromState: expected state as { key: [word, word], position }",
    () => Random.fromState(JSON.parse("{}")),
  ],
])("bad input is refused: %s", (message, call) => {
  expect(call).toThrow(message);
});
