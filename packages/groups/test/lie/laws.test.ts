import { Random } from "@erlangen/numerics";
import type { LieGroup, MatrixGroup } from "@erlangen/groups";
import { adjointRepresentation, definingRepresentation, killingForm } from "@erlangen/groups";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectClose, multiply, transpose } from "../closeness.ts";
import { families } from "./lie-families.ts";

/** Laws of non-compact groups hold relative to the size of their elements, which stays below 1e3 here. */
const law = 1e-10;

const seeds = fc.integer({ min: 0, max: 2 ** 30 });

function scaleOf(...arrays: ArrayLike<number>[]): number {
  return Math.max(1, ...arrays.flatMap((array) => Array.from(array, Math.abs)));
}

function expectSame(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expectClose(actual, expected, law * scaleOf(actual, expected));
}

function isMatrixGroup(group: LieGroup<Float64Array>): group is MatrixGroup {
  return "size" in group;
}

/** Coordinates small enough that the exponential is injective. */
function smallCoordinates(group: LieGroup<Float64Array>, random: Random): Float64Array {
  const x = random.normal(group.dim);
  const norm = Math.hypot(...x);
  return x.map((part) => (part / norm) * random.uniform(1)[0] * 2);
}

describe.each(families.map((group) => [group.name, group] as const))("%s", (_, group) => {
  const check = (predicate: (random: Random) => void, numRuns = 30): void =>
    fc.assert(
      fc.property(seeds, (seed) => predicate(Random.fromSeed(seed))),
      { numRuns, seed: 7 },
    );

  it("obeys the axioms of a group", () => {
    check((random) => {
      const [f, g, h] = [group.sample(random), group.sample(random), group.sample(random)];
      expectSame(group.compose(group.compose(f, g), h), group.compose(f, group.compose(g, h)));
      expectSame(group.compose(g, group.identity), g);
      expectSame(group.compose(group.inverse(g), g), group.identity);
      expectSame(group.compose(g, group.inverse(g)), group.identity);
      expect(group.equals(g, g)).toBe(true);
      expect(group.equals(f, g)).toBe(false);
    });
  });

  it("has an exponential that adds along lines, and a logarithm that undoes it", () => {
    check((random) => {
      const x = smallCoordinates(group, random);
      const [s, t] = random.uniform(2);
      expectSame(
        group.compose(group.exp(x.map((part) => s * part)), group.exp(x.map((part) => t * part))),
        group.exp(x.map((part) => (s + t) * part)),
      );
      expectSame(group.log(group.exp(x)), x);
      expect(group.equals(group.exp(new Float64Array(group.dim)), group.identity)).toBe(true);
    });
  });

  it("returns to an element of its identity component through log and exp", () => {
    check((random) => {
      const g = group.compose(
        group.exp(smallCoordinates(group, random)),
        group.exp(smallCoordinates(group, random)),
      );
      // Elsewhere the exponential is not onto.
      if (group.name === "SL(2,R)" && g[0] + g[3] <= -2) return;
      if (group.name === "Sp(4)" || group.name === "O(1,4)") return;
      expectSame(group.exp(group.log(g)), g);
    });
  });

  it("acts on its algebra: the adjoint multiplies, conjugates and differentiates to the bracket", () => {
    check((random) => {
      const [g, h] = [group.sample(random), group.sample(random)];
      const [x, y] = [smallCoordinates(group, random), smallCoordinates(group, random)];
      const { dim } = group;
      const adjoint = adjointRepresentation(group);
      expectSame(
        adjoint.matrix(group.compose(g, h)),
        multiply(adjoint.matrix(g), adjoint.matrix(h), dim),
      );
      const moved = apply(adjoint.matrix(g), x, dim);
      expectSame(group.compose(group.compose(g, group.exp(x)), group.inverse(g)), group.exp(moved));
      expectSame(apply(adjoint.algebraMatrix!(x), y, dim), group.bracket(x, y));
      expectSame(
        apply(adjoint.matrix(g), group.bracket(x, y), dim),
        group.bracket(moved, apply(adjoint.matrix(g), y, dim)),
      );
    });
  });

  it("has a bracket that is antisymmetric and obeys Jacobi's identity", () => {
    check((random) => {
      const [x, y, z] = [0, 1, 2].map(() => smallCoordinates(group, random));
      expectSame(
        group.bracket(x, y),
        group.bracket(y, x).map((part) => -part),
      );
      const cyclic = [
        group.bracket(x, group.bracket(y, z)),
        group.bracket(y, group.bracket(z, x)),
        group.bracket(z, group.bracket(x, y)),
      ];
      expectClose(
        cyclic[0].map((part, i) => part + cyclic[1][i] + cyclic[2][i]),
        new Float64Array(group.dim),
        law,
      );
    });
  });

  it("keeps its Killing form and its invariant bilinear forms", () => {
    const { dim } = group;
    const killing = killingForm(group);
    check((random) => {
      const g = group.sample(random);
      const adjoint = group.adjoint(g);
      const kept = multiply(multiply(transpose(adjoint, dim), killing, dim), adjoint, dim);
      expectClose(kept, killing, law * scaleOf(adjoint) ** 2 * scaleOf(killing));
      if (!isMatrixGroup(group)) return;
      const { size } = group;
      expect(group.contains(g)).toBe(true);
      expect(definingRepresentation(group).matrix(g)).toEqual(g);
      for (const form of group.invariantForms) {
        const moved = multiply(multiply(transpose(g, size), form, size), g, size);
        expectClose(moved, form, law * scaleOf(g) ** 2);
      }
    }, 10);
  });

  it("takes nothing malformed, and says which argument it is", () => {
    const { name, dim } = group;
    expect(() => group.exp(new Float64Array(dim + 1))).toThrow(
      `${name}.exp: expected x of shape [${dim}], got [${dim + 1}]`,
    );
    expect(() => group.exp(new Float64Array(dim).fill(Number.NaN))).toThrow("finite numbers");
    expect(() => group.compose(group.identity, new Float64Array(3))).toThrow(`${name}.compose`);
    const doubled = group.identity.map((part) => 3 * part);
    expect(() => group.inverse(doubled)).toThrow(`${name}.inverse`);
    expect(() => group.log(doubled)).toThrow(`${name}.log`);
    expect(() => group.bracket([1], new Float64Array(dim + 2))).toThrow(`${name}.bracket`);
  });
});

function apply(matrix: ArrayLike<number>, x: ArrayLike<number>, dim: number): Float64Array {
  return Float64Array.from({ length: dim }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < dim; j++) sum += matrix[i * dim + j] * x[j];
    return sum;
  });
}
