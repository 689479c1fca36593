import { afterAll, describe, expect, it } from "vitest";
import { Random } from "@erlangen/numerics";
import {
  argMax,
  argsort,
  cumsum,
  conv,
  gather,
  graphOf,
  interpretOnHost,
  matmul,
  max,
  mul,
  placeholder,
  scatterAdd,
  segmentMax,
  sum,
  tensor,
  transpose,
  type Tensor,
} from "@erlangen/tensor";
import { findGraphics } from "./graphics.ts";

const { engine, note } = await findGraphics();
/** Relative to the scale of the result. */
const tolerance = 2e-5;

afterAll(() => engine?.dispose());

const random = Random.fromSeed(11);
const normal = (...shape: readonly number[]): Tensor =>
  tensor(random.normal(shape.reduce((a, b) => a * b, 1)), shape, "float32");
/** Integers, whose sums are exact in float32. */
const whole = (...shape: readonly number[]): Tensor =>
  tensor(
    Float32Array.from(
      random.uniform(shape.reduce((a, b) => a * b, 1)),
      (u) => Math.floor(9 * u) - 4,
    ),
    shape,
  );
const indices = (count: number, length: number): Tensor =>
  tensor(Int32Array.from(random.uniform(count), (u) => Math.floor(u * length)));

/** Runs a function on the device and on the host. */
async function both(
  f: (...inputs: readonly Tensor[]) => Tensor,
  inputs: readonly Tensor[],
): Promise<{ actual: Tensor; expected: Tensor }> {
  const places = inputs.map((input, i) => placeholder(input, `${i}`));
  const graph = graphOf(places, [f(...places)]);
  const [expected] = interpretOnHost(graph, inputs);
  const executable = await engine!.compile(graph);
  const [actual] = await executable.run(inputs);
  executable.dispose();
  return { actual, expected };
}

function expectClose({ actual, expected }: { actual: Tensor; expected: Tensor }): void {
  expect(actual.shape).toEqual(expected.shape);
  let scale = 1;
  for (const value of expected.data) scale = Math.max(scale, Math.abs(value));
  let worst = 0;
  expected.data.forEach((value, i) => {
    worst = Math.max(worst, Math.abs(value - actual.data[i]));
  });
  expect(worst / scale).toBeLessThan(tolerance);
}

function expectSame({ actual, expected }: { actual: Tensor; expected: Tensor }): void {
  expect(actual.shape).toEqual(expected.shape);
  expect(actual.data).toEqual(expected.data);
}

describe.skipIf(engine === undefined)(
  `kernels of webgpu on sizes that need several workgroups${note}`,
  () => {
    it("multiplies tiles that do not divide the matrices", async () => {
      expectClose(await both((a, b) => matmul(a, b), [normal(67, 61), normal(61, 45)]));
    });

    it("multiplies tiles that fit, read as vectors", async () => {
      expectClose(await both((a, b) => matmul(a, b), [normal(64, 64), normal(64, 64)]));
    });

    it("multiplies many tiles of the middle size", async () => {
      expectClose(await both((a, b) => matmul(a, b), [normal(66, 48, 17), normal(66, 17, 52)]));
    });

    it("multiplies in the largest tiles", async () => {
      expectClose(await both((a, b) => matmul(a, b), [normal(1024, 12), normal(12, 1000)]));
    });

    it("multiplies transposed factors where they lie", async () => {
      expectClose(
        await both(
          (a, b) => matmul(transpose(a, [1, 0]), transpose(b, [1, 0])),
          [normal(72, 68), normal(44, 72)],
        ),
      );
    });

    it("sums a long product in portions, the same on every run", async () => {
      const inputs = [normal(8, 5000), normal(5000, 12)];
      const first = await both((a, b) => matmul(a, b), inputs);
      expectClose(first);
      expectSame({ ...first, expected: (await both((a, b) => matmul(a, b), inputs)).actual });
    });

    it("multiplies vectors by matrices", async () => {
      expectClose(await both((a, b) => matmul(a, b), [normal(1, 300), normal(300, 700)]));
      expectClose(await both((a, b) => matmul(a, b), [normal(700, 300), normal(300, 1)]));
    });

    it("convolves in tiles", async () => {
      expectClose(
        await both(
          (x, k) => conv(x, k, { padding: "same", layout: "channels-first" }),
          [normal(2, 8, 20, 20), normal(12, 8, 3, 3)],
        ),
      );
    });

    it("sums long lines along and across memory, in one pass or two", async () => {
      const x = whole(70_000);
      expectSame(await both((a) => sum(a), [x]));
      expectSame(await both((a) => sum(mul(a, a), 0), [whole(300, 70)]));
      expectSame(await both((a) => sum(a, 1), [whole(70, 300)]));
      expectSame(await both((a) => max(a, [0, 2]), [whole(40, 9, 50)]));
    });

    it("finds the first maximum of long lines", async () => {
      expectSame(await both((a) => argMax(a, 1), [whole(5, 900)]));
      expectSame(await both((a) => argMax(a, 0), [whole(900, 5)]));
    });

    it("sums running lines of several blocks, from either end", async () => {
      const x = whole(2, 2500);
      expectSame(await both((a) => cumsum(a, 1), [x]));
      expectSame(await both((a) => cumsum(a, 1, { reverse: true, exclusive: true }), [x]));
      expectSame(await both((a) => cumsum(a, 0, { exclusive: true }), [whole(700, 3)]));
    });

    it("sorts lines within a workgroup and beyond, stably, with NaN last", async () => {
      const x = whole(3, 100);
      x.data[7] = Number.NaN;
      x.data[8] = -0;
      x.data[9] = -Infinity;
      expectSame(await both((a) => argsort(a, 1), [x]));
      expectSame(await both((a) => argsort(a, 0), [whole(5000, 2)]));
    });

    it("scatters many rows to the bits of the host, whatever their order", async () => {
      const rows = whole(1000, 6);
      const places = indices(1000, 40);
      expectSame(await both((x, i) => scatterAdd(x, i, 40), [rows, places]));
      expectSame(await both((x, i) => segmentMax(x, i, 41), [rows, places]));
      expectSame(await both((x, i) => scatterAdd(x, i, 2), [whole(1000), indices(1000, 2)]));
    });

    it("gathers from parts of something larger", async () => {
      expectSame(
        await both((x, i) => gather(transpose(x, [1, 0]), i), [whole(9, 30), indices(400, 30)]),
      );
    });
  },
);
