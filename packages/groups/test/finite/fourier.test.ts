import {
  cyclicGroup,
  directProduct,
  fourierTransform,
  inverseFourierTransform,
  symmetricGroup,
} from "@erlangen/groups";
import type { FiniteGroup } from "@erlangen/groups";
import { Random } from "@erlangen/numerics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectClose, multiply } from "../closeness.ts";
import { anyGroup } from "./samples.ts";

const randomFunction = (group: FiniteGroup, seed: number) =>
  Random.fromSeed(seed).normal(group.order);

/** By definition: Σ f(g) ρ(g). */
function direct(group: FiniteGroup, f: Float64Array): Float64Array[] {
  return group.irreps().map((irrep) => {
    const sum = new Float64Array(irrep.dim ** 2);
    for (const g of group.elements) irrep.matrix(g).forEach((entry, i) => (sum[i] += f[g] * entry));
    return sum;
  });
}

describe("the Fourier transform on a finite group", () => {
  it("is undone by its inverse", () => {
    fc.assert(
      fc.property(anyGroup, fc.nat(1000), (group, seed) => {
        const f = randomFunction(group, seed);
        expectClose(inverseFourierTransform(group, fourierTransform(group, f)), f);
      }),
      { numRuns: 60 },
    );
  });

  it("is what its definition says, also along fast ways", () => {
    const abelian = directProduct(cyclicGroup(6), cyclicGroup(4));
    for (const group of [cyclicGroup(14), abelian, ...[1, 2, 3, 4, 5].map(symmetricGroup)]) {
      const f = randomFunction(group, 7);
      const expected = direct(group, f);
      fourierTransform(group, f).forEach((block, i) => expectClose(block, expected[i]));
    }
  });

  it("turns convolution into products", () => {
    fc.assert(
      fc.property(anyGroup, fc.nat(1000), (group, seed) => {
        const [f, h] = [randomFunction(group, seed), randomFunction(group, seed + 1)];
        const convolution = new Float64Array(group.order);
        for (const g of group.elements) {
          for (const x of group.elements) convolution[group.multiply(g, x)] += f[g] * h[x];
        }
        const [first, second] = [fourierTransform(group, f), fourierTransform(group, h)];
        fourierTransform(group, convolution).forEach((block, i) => {
          const { dim } = group.irreps()[i];
          expectClose(block, multiply(first[i], second[i], dim));
        });
      }),
      { numRuns: 40 },
    );
  });

  it("keeps the norm", () => {
    const group = symmetricGroup(5);
    const f = randomFunction(group, 2);
    const energy = f.reduce((sum, value) => sum + value * value, 0);
    const spectral = fourierTransform(group, f).reduce(
      (sum, block, i) =>
        sum +
        (group.irreps()[i].dim / group.order) *
          block.reduce((total, entry) => total + entry * entry, 0),
      0,
    );
    expectClose([spectral], [energy]);
  });

  it("refuses functions and blocks of another size", () => {
    expect(() => fourierTransform(cyclicGroup(4), [1, 2, 3])).toThrow(
      "fourierTransform: expected f of shape [order] = [4], got [3]",
    );
    expect(() => inverseFourierTransform(cyclicGroup(4), [[1], [2], [3]])).toThrow(
      "inverseFourierTransform: expected blocks of dim * dim = [1, 4, 1] numbers, got [1, 1, 1]",
    );
  });
});
