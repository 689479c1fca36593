import {
  failureDirections,
  gulpOfMoments,
  representationGap,
  streamMoments,
  type FeatureStream,
} from "@erlangen/metrics";
import type { Random } from "@erlangen/numerics";
import type { Engine } from "@erlangen/tensor";
import type { TimedCase } from "./timed-case.ts";

/** Sizes of {@link metricCases} relative to those of the limits; below 1 for a look. */
export interface MetricSizes {
  readonly scale: number;
  /** Computes the products of distances and of features. */
  readonly engine: Engine;
}

/** The measures of models and data at the sizes of real ones. */
export function metricCases({ scale, engine }: MetricSizes): readonly TimedCase[] {
  const sized = (count: number): number => Math.max(8, Math.round(count * scale));
  return [
    gulpCase(sized(10_000), sized(2048), engine),
    gapCase("low rank", { points: sized(60_000), columns: 784, engine }),
    gapCase("independent", { points: sized(60_000), columns: 784, engine }),
    spatialGapCase(sized(1_000_000)),
    failuresCase(sized(50_000), sized(512)),
  ];
}

/** Two noisy views of the same signals. Right when d² falls as lambda grows and is bounded by the effective dimensions. */
function gulpCase(rows: number, columns: number, engine: Engine): TimedCase {
  const lambdas = [1e-3, 1e-2, 0.1, 1, 10, 100, 1000];
  return {
    name: `GULP of two ${rows} x ${columns}, ${lambdas.length} lambdas`,
    limitMs: 20_000,
    rounds: 1,
    prepare: (random) => {
      const [phi, psi] = ["phi", "psi"].map((name) =>
        Float32Array.from(random.split(name).normal(rows * columns)),
      );
      return {
        run: async () =>
          gulpOfMoments(
            await streamMoments(inBlocks(phi, columns), inBlocks(psi, columns), { engine }),
            {
              lambdas,
              squared: true,
            },
          ),
        isRight: (result) =>
          result instanceof Float64Array &&
          result.length === lambdas.length &&
          result.every(
            (squared, i) =>
              squared >= 0 &&
              squared <= 1 / (2 * lambdas[i]) &&
              (i === 0 || squared <= result[i - 1]),
          ),
      };
    },
  };
}

/** Right when some gaps agree with distances by the definition. */
function gapCase(
  kind: "low rank" | "independent",
  {
    points,
    columns,
    engine,
  }: { readonly points: number; readonly columns: number; readonly engine: Engine },
): TimedCase {
  return {
    name: `gap of ${points} against ${points} points, ${columns} columns, ${kind}`,
    limitMs: 60_000,
    rounds: 1,
    prepare: (random) => {
      const draw = (name: string): Float32Array =>
        kind === "low rank"
          ? lowRank(random.split("plane"), random.split(name), { points, columns, rank: 14 })
          : Float32Array.from(random.split(name).normal(points * columns));
      const [test, outputs] = [draw("test"), draw("outputs")];
      const probes = Array.from({ length: 5 }, () => random.integer(points));
      return {
        run: () => representationGap(test, outputs, { columns, engine }),
        isRight: (result) =>
          probes.every((row) => isNearest(result, { test, outputs, columns, row })),
      };
    },
  };
}

function spatialGapCase(points: number): TimedCase {
  return {
    name: `gap of ${points} against ${points} points in space`,
    limitMs: 20_000,
    rounds: 1,
    prepare: (random) => {
      const [test, outputs] = ["test", "outputs"].map((name) =>
        random.split(name).uniform(3 * points),
      );
      const probes = Array.from({ length: 5 }, () => random.integer(points));
      return {
        run: () => representationGap(test, outputs, { columns: 3 }),
        isRight: (result) =>
          probes.every((row) => isNearest(result, { test, outputs, columns: 3, row })),
      };
    },
  };
}

/** Ten classes with a planted minority that fails. Right when every class has a direction better than chance. */
function failuresCase(samples: number, columns: number): TimedCase {
  const classes = 10;
  return {
    name: `failure directions of ${samples} x ${columns}, ${classes} classes`,
    limitMs: 60_000,
    rounds: 1,
    prepare: (random) => {
      const embeddings = Float32Array.from(random.split("noise").normal(samples * columns));
      const labels = Int32Array.from({ length: samples }, (_, i) => i % classes);
      const correct = new Uint8Array(samples);
      const draws = random.split("outcomes").uniform(2 * samples);
      for (let i = 0; i < samples; i++) {
        const minority = draws[2 * i] < 0.5;
        embeddings[i * columns] += minority ? -2 : 2;
        correct[i] = draws[2 * i + 1] < (minority ? 0.5 : 0.95) ? 1 : 0;
      }
      return {
        run: () => failureDirections({ embeddings, labels, correct }),
        isRight: (result) => {
          const { classes: found = [] } = (result ?? {}) as {
            readonly classes?: readonly { readonly cvScore: number }[];
          };
          return found.length === classes && found.every(({ cvScore }) => cvScore > 0.55);
        },
      };
    },
  };
}

/** Features in blocks of 1,000 rows, as they come from a file. */
function inBlocks(data: Float32Array, columns: number): FeatureStream {
  const length = 1000 * columns;
  const count = Math.ceil(data.length / length);
  return {
    columns,
    blocks: Array.from({ length: count }, (_, n) => data.subarray(n * length, (n + 1) * length)),
  };
}

/** Rows of a random plane of the given rank, with a little noise around it. */
function lowRank(
  plane: Random,
  random: Random,
  {
    points,
    columns,
    rank,
  }: { readonly points: number; readonly columns: number; readonly rank: number },
): Float32Array {
  const basis = plane.normal(rank * columns);
  const rows = random
    .split("noise")
    .normal(points * columns)
    .map((value) => 0.1 * value);
  const weights = random.split("weights").normal(points * rank);
  for (let point = 0; point < points; point++) {
    for (let axis = 0; axis < rank; axis++) {
      const weight = weights[point * rank + axis];
      for (let column = 0; column < columns; column++) {
        rows[point * columns + column] += weight * basis[axis * columns + column];
      }
    }
  }
  return Float32Array.from(rows);
}

function isNearest(
  result: unknown,
  {
    test,
    outputs,
    columns,
    row,
  }: {
    readonly test: ArrayLike<number>;
    readonly outputs: ArrayLike<number>;
    readonly columns: number;
    readonly row: number;
  },
): boolean {
  const { squaredDistances } = (result ?? {}) as { readonly squaredDistances?: ArrayLike<number> };
  if (squaredDistances === undefined) return false;
  let least = Infinity;
  for (let other = 0; other < outputs.length / columns; other++) {
    let sum = 0;
    for (let column = 0; column < columns && sum < least; column++) {
      const difference = test[row * columns + column] - outputs[other * columns + column];
      sum += difference * difference;
    }
    least = Math.min(least, sum);
  }
  return Math.abs(squaredDistances[row] - least) <= 1e-9 * least;
}
