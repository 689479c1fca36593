import {
  gulpOfMoments,
  gulpPath,
  streamMoments,
  type FeatureStream,
  type Features,
} from "@erlangen/metrics";
import { ArgumentError, Random, ShapeError } from "@erlangen/numerics";
import { hostEngine } from "@erlangen/tensor";
import { expect, test } from "vitest";
import { relatedFeatures } from "./features.ts";

async function* cut(
  { columns, data }: Features,
  rows: number,
): AsyncGenerator<Float32Array | Float64Array> {
  for (let i = 0; i < data.length; i += rows * columns) yield data.subarray(i, i + rows * columns);
}

const [phi, psi] = relatedFeatures(Random.fromSeed(1), 4000, [5, 7]);
const lambdas = [1e-3, 0.1, 10];
const expected = gulpPath(phi, psi, { lambdas, squared: true });

test.each([
  [1, 4000],
  [333, 1000],
  [1536, 5000],
])("blocks of %i and %i rows give the moments of the whole", async (first, second) => {
  const moments = await streamMoments(
    { columns: 5, blocks: cut(phi, first) },
    { columns: 7, blocks: cut(psi, second) },
  );
  expect(moments.rows).toBe(4000);
  const found = gulpOfMoments(moments, { lambdas, squared: true });
  found.forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThan(1e-10));
  expect(gulpOfMoments(moments, { lambdas })).toEqual(found.map(Math.sqrt));
});

test("an engine gives the same moments", async () => {
  const wide = relatedFeatures(Random.fromSeed(2), 300, [260, 3]);
  const streams = (): readonly [FeatureStream, FeatureStream] => [
    { columns: 260, blocks: [wide[0].data] },
    { columns: 3, blocks: [wide[1].data] },
  ];
  const plain = await streamMoments(...streams());
  const engine = await streamMoments(...streams(), { engine: hostEngine });
  for (const name of ["phi", "psi", "cross"] as const) {
    const worst = plain[name].reduce(
      (most, value, i) => Math.max(most, Math.abs(value - engine[name][i])),
      0,
    );
    expect(worst).toBeLessThan(1e-11);
  }
});

test("large means cost no digits", async () => {
  const shifted = { ...phi, data: Float64Array.from(phi.data, (value) => value + 2 ** 26) };
  const moments = await streamMoments(
    { columns: 5, blocks: cut(shifted, 100) },
    { columns: 7, blocks: cut(psi, 100) },
  );
  const found = gulpOfMoments(moments, { lambdas, squared: true });
  // The shift itself rounds each number to 2^-27; sums of squares of 2^26 would leave nothing.
  found.forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThan(1e-6));
});

test("without centring the raw moments come", async () => {
  const one = { columns: 1, data: Float64Array.of(1, 2, 3), rows: 3 };
  const moments = await streamMoments(
    { columns: 1, blocks: cut(one, 2) },
    { columns: 1, blocks: cut(one, 1) },
    { center: false },
  );
  expect(moments).toMatchObject({ rows: 3, columnsOfPhi: 1, columnsOfPsi: 1 });
  expect([...moments.phi, ...moments.cross]).toEqual([14 / 3, 14 / 3]);
});

test("streams that do not fit are refused, and both are closed", async () => {
  let closed = 0;
  async function* watched(rows: number): AsyncGenerator<Float64Array> {
    try {
      for (let i = 0; i < rows; i++) yield Float64Array.of(i);
    } finally {
      closed++;
    }
  }
  const stream = (rows: number): { columns: number; blocks: AsyncGenerator<Float64Array> } => ({
    columns: 1,
    blocks: watched(rows),
  });
  await expect(streamMoments(stream(5), stream(6))).rejects.toThrow(ShapeError);
  await expect(streamMoments(stream(2000), stream(1999))).rejects.toThrow(
    "streamMoments: expected phi and psi to have a row for each of the same inputs, got different numbers of rows after 1536",
  );
  expect(closed).toBe(4);
  await expect(streamMoments(stream(1), stream(1))).rejects.toThrow(
    "expected at least 2 rows, got 1",
  );
  const odd = { columns: 2, blocks: [Float64Array.of(1, 2, 3)] };
  await expect(streamMoments(odd, odd)).rejects.toThrow("whole rows of 2 numbers, got 3");
  const bad = { columns: 2, blocks: [Float64Array.of(1, 2), Float64Array.of(3, NaN)] };
  await expect(streamMoments(bad, bad)).rejects.toThrow(ArgumentError);
  await expect(streamMoments(bad, bad)).rejects.toThrow("got NaN in row 1, column 1");
  await expect(streamMoments({ columns: 0, blocks: [] }, stream(1))).rejects.toThrow(
    "expected phi.columns to be an integer >= 1, got 0",
  );
});
