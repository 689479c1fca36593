import { availableParallelism } from "node:os";
import { native } from "@erlangen/backends/native";
import { embedDistances, gulp, gulpMatrix, type Features } from "@erlangen/metrics";
import { pointMap, type ReportSection } from "@erlangen/training/report";
import type { Experiment, ExperimentContext, ExperimentResult } from "../experiment.ts";
import { between, within } from "../run-experiment.ts";
import { readDigits, turned, type Digits } from "./digits.ts";
import { trainNetwork, type TrainedNetwork } from "./small-network.ts";

const lambda = 0.01;

/** How much is trained: the design of the experiment, and a look within seconds. */
const sizes = {
  full: { widths: [16, 64, 256], seeds: 3, train: 8000, test: 2000, steps: 400 },
  small: { widths: [16, 48], seeds: 2, train: 2000, test: 500, steps: 200 },
} as const;

/** GULP distances between small networks trained here on MNIST, plain and invariant to quarter turns. */
export const gulpNetworksExperiment: Experiment = {
  id: "gulp-networks",
  title: "GULP distances of plain and invariant networks trained on MNIST, as a map",
  paper:
    "Boix-Adserà, Lawrence, Stepaniants, Rigollet, «GULP: a prediction-based metric between representations», NeurIPS 2022, arXiv 2210.06545, the comparison of trained networks",
  seed: 0,
  async *run(context) {
    const size = sizes[context.quick ? "small" : "full"];
    const digits = await readDigits(size.train + size.test);
    if (digits === undefined) {
      yield {
        name: "A4 networks on MNIST",
        predicted: "invariant and plain networks lie apart",
        measured: "not measured: set ERLANGEN_DATA to a folder that holds mnist",
        holds: true,
      };
      return;
    }
    const networks = await trainAll(context, digits, size);
    yield* accuracyResults(networks, context.quick);
    yield* turnResults(networks);
    yield* distanceResults(networks, context);
  },
};

async function trainAll(
  { random, signal, log }: ExperimentContext,
  digits: Digits,
  { widths, seeds, train, test, steps }: (typeof sizes)["full" | "small"],
): Promise<readonly TrainedNetwork[]> {
  const upright = part(digits, train, train + test);
  const turnedDigits = { ...upright, images: turned(upright.images) };
  const engine = await native({ threads: availableParallelism() });
  const networks: TrainedNetwork[] = [];
  try {
    for (const invariant of [false, true]) {
      for (const width of widths) {
        for (let seed = 0; seed < seeds; seed++) {
          const name = `${invariant ? "invariant" : "plain"} ${width} #${seed}`;
          const network = await trainNetwork({
            name,
            engine,
            invariant,
            width,
            steps,
            signal,
            random: random.split(name),
            train: part(digits, 0, train),
            test: { upright, turned: turnedDigits },
          });
          log(`${name}: ${(100 * network.accuracy).toFixed(1)} % of unseen digits are right`);
          networks.push(network);
        }
      }
    }
  } finally {
    engine.dispose();
  }
  return networks;
}

function part({ images, labels, count }: Digits, from: number, to: number): Digits {
  const width = images.length / count;
  return {
    count: to - from,
    images: images.slice(from * width, to * width),
    labels: labels.slice(from, to),
  };
}

function* accuracyResults(
  networks: readonly TrainedNetwork[],
  quick: boolean,
): Generator<ExperimentResult> {
  for (const invariant of [false, true]) {
    const group = networks.filter((network) => network.invariant === invariant);
    const accuracy = mean(group.map((network) => network.accuracy));
    // An invariant network cannot tell a 6 from a 9, and sees four pictures for one; chance is 0.1.
    const least = quick ? 0.5 : invariant ? 0.8 : 0.9;
    yield between(`accuracy of the ${kindOf(group[0])} networks`, accuracy, { least });
  }
}

/**
 * Quarter turns of the digits do not move an invariant network, and move a plain one far.
 *
 * @yields A row for each kind.
 */
function* turnResults(networks: readonly TrainedNetwork[]): Generator<ExperimentResult> {
  const moves = (invariant: boolean): number[] =>
    networks
      .filter((network) => network.invariant === invariant)
      .map(({ upright, turned: after }) => gulp(upright, after, { lambda }));
  // The features are float32.
  const farthest = Math.max(...moves(true));
  yield within("largest d(upright, turned) of an invariant network", 0, farthest, 1e-4);
  const nearest = Math.min(...moves(false));
  yield between("smallest d(upright, turned) of a plain network", nearest, { least: 1 });
}

function* distanceResults(
  networks: readonly TrainedNetwork[],
  { section }: ExperimentContext,
): Generator<ExperimentResult> {
  const features: Readonly<Record<string, Features>> = Object.fromEntries(
    networks.map(({ name, upright }) => [name, upright]),
  );
  const { values } = gulpMatrix(features, { lambda });
  const count = networks.length;
  const pairs = networks.flatMap((a, i) =>
    networks.slice(0, i).map((b, j) => ({ a, b, distance: values[i * count + j] })),
  );
  const average = (choose: (a: TrainedNetwork, b: TrainedNetwork) => boolean): number =>
    mean(pairs.filter(({ a, b }) => choose(a, b)).map(({ distance }) => distance));
  const seeds = average((a, b) => a.invariant === b.invariant && a.width === b.width);
  const kinds = average((a, b) => a.invariant !== b.invariant && a.width === b.width);
  yield between("mean d of another seed over d of another kind, equal widths", seeds / kinds, {
    most: 0.95,
  });
  const widths = average((a, b) => a.invariant === b.invariant && a.width !== b.width);
  yield between("mean d of another seed over d of another width, equal kinds", seeds / widths, {
    most: 0.95,
  });
  const alike = networks.map(({ invariant }, i) => {
    const others = networks.map((_, j) => (j === i ? Infinity : values[i * count + j]));
    return networks[others.indexOf(Math.min(...others))].invariant === invariant ? 1 : 0;
  });
  yield between("networks whose nearest is of their kind", mean(alike), { least: 0.9 });
  section(mapSection(networks, values));
  section(tableSection(networks, values));
}

function mapSection(networks: readonly TrainedNetwork[], values: Float64Array): ReportSection {
  const count = networks.length;
  const { coordinates, shares } = embedDistances(values, count);
  return {
    heading: "Networks as points",
    text: `GULP distances at λ = ${lambda} between the last hidden layers on ${networks[0].upright.rows} digits that no network was trained on. Beside each point is the width of its network; those of one width differ by their seed.`,
    charts: [
      pointMap({
        title: "GULP distances of networks trained on MNIST",
        points: networks.map(({ width }, i) => ({
          name: String(width),
          x: coordinates[2 * i],
          y: coordinates[2 * i + 1],
          group: kindOf(networks[i]),
        })),
        caption: `Classical multidimensional scaling; the two axes hold ${(100 * (shares[0] + shares[1])).toFixed(0)} % of the spread.`,
      }),
    ],
  };
}

function tableSection(networks: readonly TrainedNetwork[], values: Float64Array): ReportSection {
  const count = networks.length;
  return {
    heading: "All distances",
    table: {
      columns: ["", "accuracy", ...networks.map(({ name }) => name)],
      rows: networks.map(({ name, accuracy }, i) =>
        rowOf([name, accuracy], values.subarray(i * count, (i + 1) * count)),
      ),
    },
  };
}

function rowOf(
  head: readonly [string, number],
  values: Float64Array,
): readonly (string | number)[] {
  return [...head, ...values];
}

function kindOf({ invariant }: { readonly invariant: boolean }): string {
  return invariant ? "invariant" : "plain";
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
