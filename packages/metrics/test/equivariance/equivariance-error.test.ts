import { Irreps, sphericalHarmonics, wigner3j } from "@erlangen/groups";
import { equivarianceError, euclideanGroupNames } from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

/** Rounding of the action and of a map with a few additions. */
const rounding = 1e-13;

const random = Random.fromSeed(5);

/** One number for each copy of each irrep: what Schur's lemma leaves of the linear maps. */
const scaleCopies =
  (irreps: Irreps, factor: (copy: number) => number) =>
  (rows: Float64Array): Float64Array => {
    const result = rows.slice();
    let copies = 0;
    for (const { multiplicity, irrep, offset } of irreps.blocks) {
      for (let copy = 0; copy < multiplicity; copy++, copies++) {
        for (let row = 0; row < rows.length; row += irreps.dim) {
          for (let m = 0; m < irrep.dim; m++) {
            result[row + offset + copy * irrep.dim + m] *= factor(copies);
          }
        }
      }
    }
    return result;
  };

/** Energy and forces of the pair potential sum (r^2 - 1)^2, of points [n, 3]. */
function pairs({ positions }: { positions: Float64Array }): {
  energy: Float64Array;
  forces: Float64Array;
} {
  const energy = new Float64Array(1);
  const forces = new Float64Array(positions.length);
  for (let i = 0; i < positions.length; i += 3) {
    for (let j = 0; j < i; j += 3) {
      const d = [0, 1, 2].map((axis) => positions[i + axis] - positions[j + axis]);
      const excess = d.reduce((sum, part) => sum + part * part, -1);
      energy[0] += excess ** 2;
      d.forEach((part, axis) => {
        forces[i + axis] -= 4 * excess * part;
        forces[j + axis] += 4 * excess * part;
      });
    }
  }
  return { energy, forces };
}

describe("equivarianceError", () => {
  it("is rounding for every map that scales whole irreps, in every group", async () => {
    const term = fc.record({
      multiplicity: fc.integer({ min: 1, max: 3 }),
      irrep: fc.constantFrom("0e", "0o", "1o", "1e", "2e", "3o", "4e"),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(term, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...euclideanGroupNames),
        fc.nat(),
        async (blocks, group, seed) => {
          const irreps = Irreps.fromBlocks(blocks);
          const f = scaleCopies(irreps, (copy) => Math.cos(seed + copy));
          const { error } = await equivarianceError(f, {
            input: irreps,
            output: irreps,
            group,
            translates: [],
            elements: 3,
            random: Random.fromSeed(seed),
          });
          expect(error).toBeLessThan(rounding);
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });

  it("is rounding for spherical harmonics and for couplings of irreps", async () => {
    const harmonics = (points: Float64Array) =>
      sphericalHarmonics(3, points, { normalization: "component" });
    const output = Irreps.sphericalHarmonics(3);
    expect(
      (await equivarianceError(harmonics, { input: "1o", output, random })).error,
    ).toBeLessThan(rounding);
    const w = wigner3j(1, 2, 3);
    const couple = ({ a, b }: { a: Float64Array; b: Float64Array }) =>
      Float64Array.from({ length: 7 * 8 }, (_, n) => {
        let sum = 0;
        for (let i = 0; i < 3; i++) {
          for (let j = 0; j < 5; j++) {
            const row = Math.floor(n / 7);
            sum += w[(i * 5 + j) * 7 + (n % 7)] * a[3 * row + i] * b[5 * row + j];
          }
        }
        return sum;
      });
    const coupled = { input: { a: "1o", b: "2e" }, output: "3o", random };
    expect((await equivarianceError(couple, coupled)).error).toBeLessThan(rounding);
    // The same map is wrong for one parity: inversions tell.
    const wrong = await equivarianceError(couple, { ...coupled, output: "3e" });
    expect(wrong.error).toBeGreaterThan(1);
    expect(wrong.worst.element.inverts).toBe(true);
    const rotations = await equivarianceError(couple, { ...coupled, output: "3e", group: "SO(3)" });
    expect(rotations.error).toBeLessThan(rounding);
  });

  it("translates points and nothing else", async () => {
    const options = {
      group: "E(3)",
      input: { positions: "1o" },
      output: { energy: "0e", forces: "1o" },
      random,
    } as const;
    const { error, outputs } = await equivarianceError(pairs, options);
    expect(error).toBeLessThan(rounding);
    expect(Object.keys(outputs)).toEqual(["energy", "forces"]);
    const anchored = async (x: { positions: Float64Array }) => {
      const { energy, forces } = pairs(x);
      return { energy, forces: forces.map((f, i) => f + 1e-3 * x.positions[i]) };
    };
    const drifting = await equivarianceError(anchored, { ...options, distance: 3 });
    expect(drifting.worst.output).toBe("forces");
    expect(drifting.error).toBeGreaterThan(1e-6);
    expect(drifting.worst.element.translation).not.toEqual([0, 0, 0]);
    expect((await equivarianceError(anchored, { ...options, group: "O(3)" })).error).toBeLessThan(
      rounding,
    );
  });

  it("finds a planted error of 1e-3, with its size, its output and its element", async () => {
    // The third component is a little too large, wherever it exceeds all others.
    const planted = ({ v }: { v: Float64Array }) => ({
      good: v.slice(),
      bad: v.map((value, i) => (i % 3 === 2 ? value * (1 + 1e-3) : value)),
    });
    const { error, outputs, worst, holds } = await equivarianceError(planted, {
      input: { v: "1o" },
      output: { good: "1o", bad: "1o" },
      inputs: () => ({ v: Float64Array.of(0, 0, 1) }),
      group: "SO(3)",
      elements: 2000,
      random,
    });
    // f(gx) - g f(x) = 1e-3 (z (g z)_z - g z); largest where g turns z onto the plane.
    expect(outputs["good"]).toBeLessThan(rounding);
    expect(error).toBeGreaterThan(0.99e-3 / 1.001);
    expect(error).toBeLessThan(1e-3);
    expect([holds(1e-2), holds(1e-4), holds(error)]).toEqual([true, false, true]);
    expect(worst.output).toBe("bad");
    expect(worst.value).toBe(error);
    const { axis, degrees } = worst.element;
    const cosine = Math.cos((degrees * Math.PI) / 180);
    const image = cosine + (1 - cosine) * axis[2] ** 2;
    expect(Math.abs(image)).toBeLessThan(0.1);
  });

  it("is the definition: the largest difference over the largest value", async () => {
    const g = async (x: Float64Array) => x.map((value) => value + 1);
    const { error } = await equivarianceError(g, {
      input: "0o",
      output: "0o",
      inputs: () => Float64Array.of(3, -5),
      random,
    });
    // f(-x) + f(x) = 2 under the inversion; the largest value is |-5 + 1| = 4 = |3 + 1|.
    expect(error).toBe(0.5);
  });

  it("calls zero outputs exact, and outputs that should be zero infinitely wrong", async () => {
    const zero = (x: Float64Array) => new Float64Array(x.length);
    const zeros = await equivarianceError(zero, { input: "1o", output: "1o", random });
    expect(zeros.error).toBe(0);
    const fixed = Float64Array.of(1, 2, 3);
    const step = (x: Float64Array) =>
      Float64Array.of(x.every((value, i) => value === fixed[i]) ? 0 : 1);
    const broken = await equivarianceError(step, {
      input: "1o",
      output: "0e",
      inputs: () => fixed,
      random,
    });
    expect(broken.error).toBe(Infinity);
  });

  it("is the same for the same stream, and is not misled by a map that reuses its array", async () => {
    const f = (x: Float64Array) => x.map((value) => value ** 2);
    const once = await equivarianceError(f, { input: "1o", output: "1o", random, elements: 5 });
    const buffer = new Float64Array(24);
    const reusing = (x: Float64Array) => {
      buffer.set(f(x));
      return buffer;
    };
    const options = { input: "1o", output: "1o", random, elements: 5 };
    expect((await equivarianceError(reusing, options)).worst).toEqual(once.worst);
  });
});
