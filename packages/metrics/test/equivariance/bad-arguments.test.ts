import { equivarianceError } from "@erlangen/metrics";
import { ArgumentError, Random, ShapeError } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";

describe("equivarianceError", () => {
  const random = Random.fromSeed(5);
  let calls = 0;
  type Both = { readonly a: Float64Array; readonly b: Float64Array };
  const identity = (x: Float64Array) => x;
  const plain = { input: "1o", output: "1o", random };
  it.each<[string, () => Promise<unknown>, new (message: string) => Error, string]>([
    [
      "elements",
      () => equivarianceError(identity, { ...plain, elements: 0 }),
      ArgumentError,
      "equivarianceError: expected elements to be an integer >= 1, got 0",
    ],
    [
      "the group",
      () => equivarianceError(identity, { ...plain, group: "SU(2)" as "SO(3)" }),
      ArgumentError,
      'expected group to be one of SO(3), O(3), SE(3), E(3), got "SU(2)"',
    ],
    [
      "the distance",
      () => equivarianceError(identity, { ...plain, distance: -1 }),
      ArgumentError,
      "expected distance >= 0, got -1",
    ],
    [
      "irreps of dimension 0",
      () => equivarianceError(identity, { ...plain, output: "" }),
      ArgumentError,
      'expected output of dimension >= 1, got ""',
    ],
    [
      "no irreps",
      () => equivarianceError(identity, { ...plain, input: {} as "1o" }),
      ArgumentError,
      "expected input to be irreps, or irreps by name, got {}",
    ],
    [
      "the length of the input",
      () => equivarianceError(identity, { ...plain, inputs: () => new Float64Array(4) }),
      ShapeError,
      "expected input of shape [..., 3] for 1x1o, flat with a multiple of 3 numbers, got 4",
    ],
    [
      "the length of the output",
      () => equivarianceError(() => new Float64Array(5), plain),
      ShapeError,
      "expected output of shape [..., 3] for 1x1o, flat with a multiple of 3 numbers, got 5",
    ],
    [
      "a length that depends on the input",
      () => equivarianceError((x) => x.slice(3 * calls++), plain),
      ShapeError,
      'expected f to keep the length 24 of output "output", got 21 on the moved input',
    ],
    [
      "an output that is no array",
      () => equivarianceError(() => [1] as unknown as Float64Array, plain),
      ArgumentError,
      "expected output as a Float64Array, got an object of type Array",
    ],
    [
      "a missing output",
      () =>
        equivarianceError((x) => ({ a: x }) as unknown as Both, {
          ...plain,
          output: { a: "1o", b: "1o" },
        }),
      ArgumentError,
      'expected output "b" as a Float64Array, got undefined',
    ],
    [
      "one output for several",
      () =>
        equivarianceError((x) => x as unknown as Both, { ...plain, output: { a: "1o", b: "1o" } }),
      ArgumentError,
      "expected output as Float64Arrays by name (a, b), got an object of type Float64Array",
    ],
    [
      "an output without irreps",
      () => equivarianceError((x) => ({ a: x, b: x }), { ...plain, output: { a: "1o" } }),
      ArgumentError,
      "expected output arrays a, got also b; give it irreps, such as 0e",
    ],
    [
      "NaN",
      () => equivarianceError((x) => x.map(() => Number.NaN), plain),
      ArgumentError,
      "expected output to hold finite numbers, got NaN at index 0",
    ],
    [
      "translated scalars",
      () =>
        equivarianceError(identity, {
          ...plain,
          group: "E(3)",
          input: "1x0e+1x1o",
          translates: ["input"],
        }),
      ArgumentError,
      'expected translates to name arrays of 1o vectors among input, output, got "input" with 1x0e+1x1o',
    ],
    [
      "translated names that are not there",
      () => equivarianceError(identity, { ...plain, group: "E(3)", translates: ["points"] }),
      ArgumentError,
      'got "points"',
    ],
    [
      "points that are not told from velocities",
      () =>
        equivarianceError(({ x }) => x, {
          ...plain,
          group: "SE(3)",
          input: { x: "1o", v: "1o" },
          inputs: () => ({ x: new Float64Array(3), v: new Float64Array(3) }),
        }),
      ArgumentError,
      "expected translates to name the inputs that are positions ([] for none), got nothing and 2 inputs that are 1o",
    ],
  ])("refuses %s", async (_, run, kind, message) => {
    const failure = await run().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(kind);
    expect((failure as Error).message).toContain(message);
  });
});
