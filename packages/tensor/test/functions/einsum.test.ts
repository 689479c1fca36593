import { Random } from "@erlangen/numerics";
import { einsum, graphOf, placeholder, sum, tensor, type Tensor } from "@erlangen/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectDerivatives } from "../derivative-check.ts";

/** Rounding of sums of a few hundred products of up to four factors in float64. */
const exact = 1e-11;

/** The definition: a loop over all labels. */
function direct(
  equation: string,
  operands: readonly Tensor[],
): { shape: number[]; data: number[] } {
  const [left, right] = equation.split("->");
  const terms = left.split(",");
  const lengths = new Map<string, number>();
  terms.forEach((term, i) =>
    term.split("").forEach((label, axis) => lengths.set(label, operands[i].shape[axis])),
  );
  const labels = [...lengths.keys()];
  const shape = right.split("").map((label) => lengths.get(label)!);
  const data = new Array<number>(shape.reduce((a, b) => a * b, 1)).fill(0);
  const visit = (depth: number, value: Map<string, number>): void => {
    if (depth < labels.length) {
      for (let i = 0; i < lengths.get(labels[depth])!; i++) {
        visit(depth + 1, value.set(labels[depth], i));
      }
      return;
    }
    const place = (term: string): number =>
      term.split("").reduce((p, label) => p * lengths.get(label)! + value.get(label)!, 0);
    data[place(right)] += terms.reduce(
      (product, term, i) => product * operands[i].data[place(term)],
      1,
    );
  };
  visit(0, new Map());
  return { shape, data };
}

function normal(random: Random, shape: readonly number[]): Tensor {
  return tensor(random.normal(shape.reduce((a, b) => a * b, 1)), [...shape]);
}

function expectClose(actual: Tensor, expected: { shape: number[]; data: number[] }): void {
  expect(actual.shape).toEqual(expected.shape);
  expected.data.forEach((value, i) => {
    expect(Math.abs(actual.data[i] - value)).toBeLessThanOrEqual(exact * (1 + Math.abs(value)));
  });
}

/** Random terms over five letters, repeated ones included, and an output of some of the letters used. */
function randomEquation(random: Random): { equation: string; shapes: number[][] } {
  const letters = "abcde".split("");
  const lengths = letters.map(() => [0, 1, 2, 3, 3, 3, 3][random.integer(7)]);
  const terms = Array.from({ length: 1 + random.integer(4) }, () =>
    Array.from({ length: random.integer(4) }, () => random.integer(letters.length)),
  );
  const used = [...new Set(terms.flat())].filter(() => random.integer(2) === 0);
  const output = [...random.permutation(used.length)].map((i) => used[i]);
  const spell = (term: readonly number[]): string => term.map((i) => letters[i]).join("");
  return {
    equation: `${terms.map(spell).join(",")}->${spell(output)}`,
    shapes: terms.map((term) => term.map((i) => lengths[i])),
  };
}

describe("einsum", () => {
  it("is the loop over all labels, for random equations", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = Random.fromSeed(seed);
        const { equation, shapes } = randomEquation(random);
        const operands = shapes.map((shape) => normal(random, shape));
        expectClose(einsum(equation, ...operands), direct(equation, operands));
      }),
      { seed: 1, numRuns: 400 },
    );
  });

  it("has right first and second derivatives, for random equations", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = Random.fromSeed(seed);
        const { equation, shapes } = randomEquation(random);
        const operands = shapes.map((shape) => normal(random, shape));
        expectDerivatives((...xs) => einsum(equation, ...xs), operands, random);
      }),
      { seed: 2, numRuns: 40 },
    );
  });

  const random = Random.fromSeed(3);
  const [a, b] = [normal(random, [2, 3, 4]), normal(random, [3, 4, 5])];

  it("broadcasts the axes of an ellipsis from the right", () => {
    const column = normal(random, [3, 4]);
    const matrices = normal(random, [2, 1, 6, 4]);
    const y = einsum("...j, ...ij -> ...i", column, matrices);
    expect(y.shape).toEqual([2, 3, 6]);
    const loop = direct("pj,qij->qpi", [column, tensor(matrices.data, [2, 6, 4])]);
    expectClose(y, loop);
    expect(einsum("...", a).data).toEqual(a.data);
    expect(einsum("i...->i", a).toArray()).toEqual(sum(a, [1, 2]).toArray());
  });

  it("stretches an axis of length 1 even when it is summed", () => {
    const [x, y] = [normal(random, [1, 2]), normal(random, [3, 2])];
    expectClose(einsum("...i,...i->", x, y), direct("i,pi->", [tensor(x.data, [2]), y]));
  });

  it("orders an implicit output alphabetically and sums repeated labels", () => {
    expectClose(einsum("bij,ijk", a, b), direct("bij,ijk->bk", [a, b]));
    expect(einsum("ba", tensor([[1, 2, 3]])).shape).toEqual([3, 1]);
    expect(
      einsum(
        "ii",
        tensor([
          [1, 2],
          [3, 4],
        ]),
      ).item(),
    ).toBe(5);
    expect(einsum("Ba,aB", tensor([[1]]), tensor([[1]])).shape).toEqual([]);
  });

  it("multiplies int32 exactly", () => {
    const x = tensor([1, 2, 3, 4], [2, 2], "int32");
    expect(einsum("ij,jk->ik", x, x).toArray()).toEqual([
      [7, 10],
      [15, 22],
    ]);
  });

  it("contracts a chain in the cheap order, as matrix products of rank two", () => {
    const shapes = [
      [50, 2],
      [2, 50],
      [50, 2],
    ];
    const inputs = shapes.map((shape, i) => placeholder({ shape, dtype: "float32" }, `${i}`));
    const graph = graphOf(inputs, [einsum("ij,jk,kl->il", ...inputs)]);
    const products = graph.values.filter(
      (value) => value.kind === "application" && value.primitive.name === "matmul",
    );
    expect(products.map(({ shape }) => shape)).toEqual([
      [2, 2],
      [50, 2],
    ]);
  });

  it("applies a weight to the last axis without moving one", () => {
    const inputs = [
      placeholder({ shape: [3, 4], dtype: "float32" }, "weight"),
      placeholder({ shape: [2, 5, 3], dtype: "float32" }, "x"),
    ];
    const graph = graphOf(inputs, [einsum("io,bzi->bzo", ...inputs)]);
    const names = graph.values.map((value) =>
      value.kind === "application" ? value.primitive.name : value.kind,
    );
    expect(names).toEqual(["input", "input", "reshape", "matmul", "reshape"]);
  });

  it("says what it cannot read", () => {
    const x = tensor([[1, 2, 3]]);
    expect(() => einsum("ij,jk->ik", x)).toThrow(
      'einsum: expected an equation of 1 operands, got "ij,jk->ik"',
    );
    expect(() => einsum("i1", x)).toThrow(
      'einsum: expected letters and at most one "..." in each term, got "i1"',
    );
    expect(() => einsum("ij->->i", x)).toThrow('einsum: expected one arrow, got "ij->->i"');
    expect(() => einsum("ij->ii", x)).toThrow(
      'einsum: expected distinct labels in the output, got "ij->ii"',
    );
    expect(() => einsum("ij->k", x)).toThrow(
      'einsum: expected output label "k" to be a label of an operand, got "ij->k"',
    );
    expect(() => einsum("i", x)).toThrow("einsum: expected operand 0 (i) of 1 axes, got [1, 3]");
    expect(() => einsum("...ijk", x)).toThrow(
      "einsum: expected operand 0 (...ijk) of at least 3 axes, got [1, 3]",
    );
    expect(() => einsum("ij,jk", x, x)).toThrow(
      'einsum: expected axis "j" to have one length in "ij,jk", got [1, 3] and [1, 3]',
    );
    expect(() => einsum("...,...", x, tensor([1, 2]))).toThrow(
      'einsum: expected the axes of ... to have one length in "...,...", got [1, 3] and [2]',
    );
    expect(() => einsum("ij,ij", x, tensor(x.data, x.shape, "float64"))).toThrow(
      "einsum: expected operands of one element type of numbers, got float32, float64; use cast",
    );
    expect(() => einsum("")).toThrow("einsum: expected at least one operand, got none");
  });
});
