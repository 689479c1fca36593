import {
  cliffordTorus,
  embedded,
  flatTorus,
  swissRoll,
  unitSphere,
  type Manifold,
} from "@erlangen/data";
import {
  gapCurve,
  independentRotations,
  intrinsicDimension,
  matrixIsometries,
  translations,
  type DimensionEstimate,
  type GapCurveOptions,
  type Isometries,
} from "@erlangen/metrics";
import { linearRegression } from "@erlangen/numerics";
import type { Engine } from "@erlangen/tensor";
import type { ExperimentContext, ExperimentResult } from "../experiment.ts";
import { between, within } from "../run-experiment.ts";
import { averageGap, pause } from "./trials.ts";

/** Every size twice the one before. */
function doubling(from: number, to: number): number[] {
  const sizes: number[] = [];
  for (let size = from; size <= to; size *= 2) sizes.push(size);
  return sizes;
}

async function dimensionOf(
  manifold: Manifold,
  { random, ...options }: Omit<GapCurveOptions, "columns" | "periods">,
  signal: AbortSignal,
): Promise<DimensionEstimate> {
  const { columns, periods } = manifold;
  await pause(signal);
  const curve = await gapCurve(manifold.sample, {
    ...options,
    columns,
    random: random.split(manifold.name),
    ...(periods === undefined ? {} : { periods }),
  });
  return intrinsicDimension(curve, { random: random.split("bootstrap") });
}

/**
 * A3: dimensions of known manifolds, turned into twenty columns.
 *
 * @yields Its rows.
 */
export async function* manifoldDimensions(
  { random, quick, signal, log }: ExperimentContext,
  engine: Engine,
): AsyncGenerator<ExperimentResult> {
  const spheres = (quick ? [1, 2, 3] : [1, 2, 3, 5, 8]).map(unitSphere);
  const tori = (quick ? [2] : [2, 3, 5]).map(cliffordTorus);
  const size = quick
    ? { sizes: doubling(128, 2048), trials: 4, testSize: 1000 }
    : { sizes: doubling(256, 8192), trials: 5, testSize: 4000 };
  for (const manifold of [...spheres, ...tori, swissRoll()]) {
    const wide = embedded(manifold, { columns: 20, random: random.split("turn") });
    log(`gap curve of ${manifold.name} in R20`);
    const { dimension } = await dimensionOf(wide, { ...size, random, engine }, signal);
    const d = manifold.dimension;
    const name = `A3 dimension of ${manifold.name} in R20`;
    if (d >= 8) yield between(name, dimension, { least: 0.92 * d, most: d });
    else {
      const share = (d <= 3 ? 0.03 : 0.06) * (quick ? 2 : 1);
      yield within(name, d, dimension, share * d);
    }
  }
}

/**
 * A4: a group of translations takes its dimension away.
 *
 * @yields Its rows.
 */
export async function* quotientDimensions({
  random,
  quick,
  signal,
  log,
}: ExperimentContext): AsyncGenerator<ExperimentResult> {
  const torus = flatTorus(3);
  const sizes = doubling(256, quick ? 2048 : 8192);
  for (const k of [0, 1, 2]) {
    log(`gap curve of the torus T3 under translations of ${k} coordinates`);
    const group = k === 0 ? {} : { group: translations([0, 1].slice(0, k)) };
    const { dimension } = await dimensionOf(
      torus,
      { ...group, sizes, trials: quick ? 15 : 40, testSize: 1000, random: random.split(k) },
      signal,
    );
    const d = 3 - k;
    const tolerance = (quick ? 0.06 : 0.03) * d;
    yield within(
      `A4 dimension of T3 under translations of dimension ${k}`,
      d,
      dimension,
      tolerance,
    );
  }
}

/**
 * A5: a finite group counts as so many more outputs and leaves the slope; fixed points break the power law.
 *
 * @yields Its rows.
 */
export async function* finiteGroups({
  random,
  quick,
  signal,
  log,
}: ExperimentContext): AsyncGenerator<ExperimentResult> {
  const sphere = unitSphere(2);
  for (const m of [1, 2, 4, 8]) {
    log(`the sphere S2 under rotations by 1/${m} of a turn`);
    const group = turns(m);
    const about = { columns: 3, group, random: random.split(m), signal };
    const { gap } = await averageGap(sphere.sample, {
      ...about,
      count: 1024,
      testSize: quick ? 1500 : 4000,
      trials: quick ? 8 : 20,
    });
    yield within(`A5 R n m / 4 on S2 under C${m}, n = 1024`, 1, (gap * 1024 * m) / 4, 0.03);
    const { dimension } = await dimensionOf(
      sphere,
      {
        group,
        sizes: doubling(128, quick ? 1024 : 4096),
        trials: quick ? 8 : 20,
        testSize: quick ? 1000 : 2000,
        random: random.split(m),
      },
      signal,
    );
    const tolerance = quick ? 0.1 : 0.06;
    yield within(`A5 dimension of S2 under C${m}`, 2, dimension, tolerance);
  }

  log("the sphere S2 under all rotations about an axis, which fix the poles");
  const sizes = doubling(64, quick ? 1024 : 4096);
  const { gaps } = await gapCurve(sphere.sample, {
    columns: 3,
    group: independentRotations([[0, 1]]),
    sizes,
    trials: quick ? 60 : 300,
    testSize: 1000,
    random: random.split("axis"),
  });
  const { slopes } = linearRegression(
    sizes.map((n) => Math.log(n)),
    gaps.map((gap, j) => gap * sizes[j] ** 2),
  );
  const growth = slopes[0].value / slopes[0].standardError;
  yield between("A5 R n^2 on S2 / SO(2) grows with log n, in standard errors", growth, {
    least: 3,
  });
}

/** Rotations about the third axis by multiples of 1/m of a turn. */
function turns(m: number): Isometries {
  const matrices = Array.from({ length: m }, (_, k) => {
    const [c, s] = [Math.cos((2 * Math.PI * k) / m), Math.sin((2 * Math.PI * k) / m)];
    return [c, -s, 0, s, c, 0, 0, 0, 1];
  });
  return matrixIsometries(matrices, { name: `C${m}` });
}
