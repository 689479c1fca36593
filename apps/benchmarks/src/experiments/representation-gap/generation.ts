import {
  deterministicSamples,
  idealDenoiser,
  matrixIsometries,
  optimalQuantizer,
  predictGap,
  representationGap,
} from "@erlangen/metrics";
import type { Random } from "@erlangen/numerics";
import type { ExperimentContext, ExperimentResult } from "../experiment.ts";
import { between, within } from "../run-experiment.ts";
import { pause } from "./trials.ts";

/** Quarter turns of the plane. */
const quarterTurns = matrixIsometries(
  [
    [1, 0, 0, 1],
    [0, -1, 1, 0],
    [-1, 0, 0, -1],
    [0, 1, -1, 0],
  ],
  { name: "C4" },
);

/** Training points, and no two points of their orbits nearer than this. */
const trainingSize = 8;
const separation = 0.5;

/**
 * A6: what the ideal equivariant denoiser generates is the orbit of its training points.
 *
 * @yields Its rows.
 */
export async function* idealGeneration({
  random,
  signal,
  log,
}: ExperimentContext): AsyncGenerator<ExperimentResult> {
  const columns = 2;
  const data = separatedPoints(random.split("data"));
  const denoiser = idealDenoiser(data, { columns, group: quarterTurns });
  const count = 500;
  log(`${count} samples of the ideal denoiser of ${trainingSize} points under C4`);
  await pause(signal);
  const samples = deterministicSamples(denoiser, { count, random: random.split("noise") });
  const found = await representationGap(samples, data, { columns, group: quarterTurns });
  const farthest = Math.sqrt(Math.max(...found.squaredDistances));
  yield between(
    "A6 farthest sample from the orbits, over the distance of atoms",
    farthest / separation,
    {
      most: 0.01,
    },
  );
  const atoms = new Set(Array.from(found.nearest, (z, i) => `${z} ${found.elements?.[i]}`));
  yield within("A6 atoms that are reached", 4 * trainingSize, atoms.size, 0);

  const test = random
    .split("test")
    .normal(2 * 4000)
    .map((x) => 2 * x);
  const ofOrbits = await representationGap(test, data, { columns, group: quarterTurns });
  const ofSamples = await representationGap(test, samples, { columns });
  yield within(
    "A6 gap of the samples over that of the orbits",
    1,
    ofSamples.gap / ofOrbits.gap,
    0.01,
  );
}

/** Points whose orbits under quarter turns keep apart. */
function separatedPoints(random: Random): Float64Array {
  const atoms: (readonly [number, number])[] = [];
  const points: number[] = [];
  while (points.length < 2 * trainingSize) {
    const [x, y] = random.normal(2).map((value) => 2 * value);
    const images = [
      [x, y],
      [-y, x],
      [-x, -y],
      [y, -x],
    ] as const;
    const near = [...atoms, ...images.slice(1)].some(
      ([a, b]) => Math.hypot(a - x, b - y) < separation,
    );
    if (near) continue;
    atoms.push(...images);
    points.push(x, y);
  }
  return Float64Array.from(points);
}

/**
 * The gap between the two sides of a generalisation error, for a polygon through points of a curve.
 *
 * @yields Its rows.
 */
export async function* generalization(
  context: ExperimentContext,
): AsyncGenerator<ExperimentResult> {
  const [truth, knots] = [(x: number): number => Math.sin(6 * x), 16];
  const polygon = (x: number): number => {
    const place = Math.min(knots - 2, Math.floor(x * (knots - 1)));
    const share = x * (knots - 1) - place;
    const [left, right] = [truth(place / (knots - 1)), truth((place + 1) / (knots - 1))];
    return left + share * (right - left);
  };
  const points = context.quick ? 4000 : 20_000;
  const { gap } = await representationGap(graph(truth, points / 4), graph(polygon, 20 * points), {
    columns: 2,
  });
  let error = 0;
  let slope = 0;
  for (let i = 0; i < points; i++) {
    const x = (i + 0.5) / points;
    error += (truth(x) - polygon(x)) ** 2 / points;
    slope = Math.max(slope, Math.abs(polygon(x + 0.4 / points) - polygon(x)) / (0.4 / points));
  }
  yield between("error of a polygon over its gap, at least 1, at most 1 + L^2", error / gap, {
    least: 1,
    most: 1 + slope ** 2,
  });
}

/** Points of the graph of f over [0, 1], [count, 2]. */
function graph(f: (x: number) => number, count: number): Float64Array {
  return Float64Array.from({ length: 2 * count }, (_, i) => {
    const x = (Math.floor(i / 2) + 0.5) / count;
    return i % 2 === 0 ? x : f(x);
  });
}

/**
 * Nearly optimal outputs come close to the hexagonal lattice.
 *
 * @yields Its rows.
 */
export async function* optimalOutputs({
  random,
  quick,
  signal,
  log,
}: ExperimentContext): AsyncGenerator<ExperimentResult> {
  const size = quick ? 64 : 256;
  log(`the best ${size} outputs for the unit square`);
  await pause(signal);
  const { gap } = await optimalQuantizer((stream, count) => stream.uniform(2 * count), {
    columns: 2,
    size,
    random: random.split("quantizer"),
    samples: 150,
    restarts: quick ? 1 : 3,
  });
  const best = predictGap({ dimension: 2, count: size, volume: 1, outputs: "optimal" });
  yield between(`gap of the best ${size} outputs of the unit square over Zador's`, gap.gap / best, {
    least: 1,
    most: 1.1,
  });
}
