import { Random } from "@erlangen/numerics";
import {
  add,
  concatenate,
  grad,
  graphOf,
  interpretOnHost,
  mul,
  placeholder,
  reshape,
  simplify,
  sin,
  slice,
  sub,
  sum,
  tensor,
  transpose,
  type Graph,
  type Tensor,
} from "@erlangen/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

function programOf(
  f: (x: Tensor) => Tensor,
  shape: readonly number[],
): { plain: Graph; simple: Graph } {
  const x = placeholder({ shape, dtype: "float64" }, "x");
  const plain = graphOf([x], [f(x)]);
  return { plain, simple: simplify(plain) };
}

const applications = (graph: Graph): string[] =>
  graph.values.flatMap((value) => (value.kind === "application" ? [value.primitive.name] : []));

describe("simplification", () => {
  it("removes neutral elements", () => {
    expect(applications(programOf((x) => add(mul(x, 1), 0), [3]).simple)).toEqual([]);
    expect(applications(programOf((x) => sub(x, 0), [3]).simple)).toEqual([]);
  });

  it("shares equal applications", () => {
    expect(applications(programOf((x) => add(sin(x), sin(x)), [3]).simple)).toEqual(["sin", "add"]);
  });

  it("cancels a transposition and its inverse, and merges reshapes", () => {
    expect(
      applications(programOf((x) => transpose(transpose(x, [1, 0]), [1, 0]), [2, 3]).simple),
    ).toEqual([]);
    expect(applications(programOf((x) => reshape(reshape(x, [6]), [3, 2]), [2, 3]).simple)).toEqual(
      ["reshape"],
    );
  });

  it("sees through a concatenation of which one part is used", () => {
    const f = (x: Tensor): Tensor => slice(concatenate([x, sin(x)], 0), [[0, 2]]);
    expect(applications(programOf(f, [2, 3]).simple)).toEqual([]);
  });

  it("puts the gradients of slices side by side instead of adding padded ones", () => {
    const f = (x: Tensor): Tensor => sum(mul(slice(x, [[0, 2]]), sin(slice(x, [[2, 4]]))));
    const names = applications(programOf((x) => grad(f)(x), [4]).simple);
    expect(names).toContain("concatenate");
    expect(names).not.toContain("pad");
  });

  it("keeps the values of random programs and of their second derivatives", () => {
    const steps: readonly ((x: Tensor, y: Tensor) => Tensor)[] = [
      add,
      mul,
      (x, y) => sub(sin(x), y),
      (x, y) => mul(transpose(reshape(x, [2, 3]), [1, 0]), reshape(y, [3, 2])),
      (x, y) =>
        concatenate([slice(reshape(x, [6]), [[0, 2]]), slice(reshape(y, [6]), [[2, 6]])], 0),
      (x) => mul(x, 0.5),
      (x) => add(x, 0),
      (x) => mul(mul(x, 0.5), -1.5),
    ];
    const property = fc.property(
      fc.array(fc.nat(steps.length - 1), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 1000 }),
      (program, seed) => {
        const f = (x: Tensor): Tensor => {
          let [previous, current] = [x, sin(x)];
          for (const step of program) {
            const next = steps[step](reshape(current, [2, 3]), reshape(previous, [2, 3]));
            [previous, current] = [current, next];
          }
          return sum(mul(current, current));
        };
        const slope = grad((x: Tensor) => sum(sin(grad(f)(x))));
        const x = tensor(Random.fromSeed(seed).uniform(6), [2, 3]);
        for (const g of [f, slope]) {
          const { plain, simple } = programOf(g, [2, 3]);
          const [expected] = interpretOnHost(plain, [x]);
          const [got] = interpretOnHost(simple, [x]);
          const scale = Math.max(1, ...expected.data.map(Math.abs));
          expected.data.forEach((value, i) =>
            expect(Math.abs(got.data[i] - value) / scale).toBeLessThan(1e-11),
          );
          expect(simple.values.length).toBeLessThanOrEqual(plain.values.length);
        }
      },
    );
    fc.assert(property, { numRuns: 20, seed: 7 });
  });
});
