import { flatTorus, unitSphere } from "@erlangen/data";
import {
  exactCircleGap,
  exactHopfGap,
  exactIntervalGap,
  exactRotationGap,
  exactSphereGap,
  planeRotations,
  predictGap,
} from "@erlangen/metrics";
import type { Random } from "@erlangen/numerics";
import type { ExperimentContext, ExperimentResult } from "../experiment.ts";
import { within } from "../run-experiment.ts";
import { averageGap, withinThreeErrors } from "./trials.ts";

const interval = (random: Random, count: number): Float64Array => random.uniform(count);

/** Rotations as rows of nine numbers. */
function rotations(random: Random, count: number): Float64Array {
  const rows = new Float64Array(9 * count);
  for (let i = 0; i < count; i++) rows.set(random.rotation(), 9 * i);
  return rows;
}

/**
 * A1: the gap of random outputs against the formulas for finite n.
 *
 * @yields Its rows.
 */
export async function* exactValues(context: ExperimentContext): AsyncGenerator<ExperimentResult> {
  const { random, quick, signal, log } = context;
  const common = { trials: quick ? 100 : 300, testSize: 200, signal };
  const [circle, sphere, hopf] = [flatTorus(1), unitSphere(2), unitSphere(3)];
  log("gaps of random outputs with exact values");
  for (const count of [16, 64, 256]) {
    const about = { ...common, count, random: random.split(count) };
    const onCircle = await averageGap(circle.sample, { ...about, columns: 1, periods: [1] });
    yield withinThreeErrors(`A1 circle, n = ${count}`, exactCircleGap(count), onCircle);
    const onInterval = await averageGap(interval, { ...about, columns: 1 });
    yield withinThreeErrors(`A1 interval, n = ${count}`, exactIntervalGap(count), onInterval);
    const onSphere = await averageGap(sphere.sample, { ...about, columns: 3 });
    yield withinThreeErrors(`A1 sphere S2, n = ${count}`, exactSphereGap(2, count), onSphere);
  }
  const fewer = { ...common, trials: quick ? 60 : 300, random: random.split("lie") };
  const group = planeRotations([
    [0, 1],
    [2, 3],
  ]);
  const phases = await averageGap(hopf.sample, { ...fewer, count: 10, columns: 4, group });
  yield withinThreeErrors("A1 sphere S3 under phases, n = 10", exactHopfGap(10), phases);
  const turns = await averageGap(rotations, { ...fewer, count: 20, columns: 9 });
  yield withinThreeErrors("A1 rotations SO(3), n = 20", exactRotationGap(20), turns);
}

/**
 * A2: the leading coefficient on flat tori, for uniform points and for a density that varies.
 *
 * @yields Its rows.
 */
export async function* torusPrefactors(
  context: ExperimentContext,
): AsyncGenerator<ExperimentResult> {
  const { random, quick, signal, log } = context;
  const count = 4096;
  log(`leading coefficients on flat tori, ${count} outputs`);
  for (const dimension of [1, 2, 3, 4]) {
    const torus = flatTorus(dimension);
    const { gap } = await averageGap(torus.sample, {
      columns: dimension,
      periods: torus.periods,
      count,
      testSize: 4000,
      trials: (quick ? 4 : 20) * (dimension === 1 ? 3 : 1),
      random: random.split(dimension),
      signal,
    });
    const predicted = predictGap({ dimension, count: 1, volume: 1 });
    const scaled = gap * count ** (2 / dimension);
    const tolerance = (dimension === 1 ? 0.05 : 0.02) * predicted;
    yield within(`A2 n^(2/d) R on the torus T${dimension}`, predicted, scaled, tolerance);
  }
  const { gap } = await averageGap(wave, {
    columns: 2,
    periods: [1, 1],
    count,
    testSize: 4000,
    trials: quick ? 6 : 20,
    random: random.split("wave"),
    signal,
  });
  const plane = predictGap({ dimension: 2, count: 1, volume: 1 });
  yield within("A2 n R on T2, density 1 + 0.9 sin 2πx", plane, gap * count, 0.03 * plane);
}

/** Points of the torus T2 with the density 1 + 0.9 sin 2πx, by rejection. */
function wave(random: Random, count: number): Float64Array {
  const rows = new Float64Array(2 * count);
  for (let i = 0; i < count;) {
    const [x, y, u] = random.uniform(3);
    if (1.9 * u >= 1 + 0.9 * Math.sin(2 * Math.PI * x)) continue;
    rows[2 * i] = x;
    rows[2 * i + 1] = y;
    i++;
  }
  return rows;
}
