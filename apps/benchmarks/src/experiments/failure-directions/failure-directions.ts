import { mean } from "@erlangen/numerics";
import type { Experiment, ExperimentContext, ExperimentResult } from "../experiment.ts";
import { between, within } from "../run-experiment.ts";
import { recoverPlantedFailure, type PlantedFailure, type Recovery } from "./planted-failures.ts";
import { repairs, repairSpuriousCorrelation, type Repair } from "./spurious-correlation.ts";
import { solverResults } from "./solver-results.ts";

/** Accuracies of the two groups in the paper's data on age. */
const groups = { minorityAccuracy: 0.55, majorityAccuracy: 0.905 };

/** The best balanced accuracy when the group is known: the mean of the shares of majority among the right, of minority among the wrong. */
const ceiling =
  (groups.majorityAccuracy / (groups.majorityAccuracy + groups.minorityAccuracy) +
    (1 - groups.minorityAccuracy) / (2 - groups.minorityAccuracy - groups.majorityAccuracy)) /
  2;

/** Failure directions on planted failures, on none, and as a cure of a spurious correlation. */
export const failureDirectionsExperiment: Experiment = {
  id: "failure-directions",
  title: "directions of model failure: planted groups, a null, a spurious correlation, the solver",
  paper:
    "Jain, Lawrence, Moitra, Madry, «Distilling model failures as directions in latent space», ICLR 2023, arXiv 2206.14754",
  seed: 0,
  async *run(context) {
    yield* solverResults();
    yield* plantedResults(context);
    yield* nullResults(context);
    yield* repairResults(context);
  },
};

async function* plantedResults(context: ExperimentContext): AsyncGenerator<ExperimentResult> {
  const three = await recoveries(context, { ...groups, distance: 3 });
  yield within("A1 cross-validated balanced accuracy, distance 3", 0.687, three.cvScore, 0.02);
  yield within("A1 chosen C", 0.1, three.C, 1e-12);
  yield within("A1 precision of the flagged for the minority", 0.85, three.precision, 0.04);
  yield within("A1 recall", 0.9, three.recall, 0.04);
  yield within("A1 area under the curve", 0.969, three.auc, 0.02);
  yield between("A1 cosine with the planted direction", three.cosine, { least: 0.88 });
  yield between("A1 minority among the 100 likeliest failures", three.purity, { least: 0.99 });
  yield within("A3 precision of the errors themselves", 0.726, three.errorPrecision, 0.04);
  yield within("A3 recall of the errors themselves", 0.449, three.errorRecall, 0.04);
  const gained = three.precision - three.errorPrecision;
  yield between("A3 precision gained over the errors", gained, { least: 0.1 });
  const found = three.recall - three.errorRecall;
  yield between("A3 recall gained over the errors", found, { least: 0.3 });

  const four = await recoveries(context, { ...groups, distance: 4 });
  yield within("A2 cross-validated balanced accuracy, distance 4", 0.715, four.cvScore, 0.02);
  yield between("A2 the same, below its ceiling", four.cvScore, {
    most: Number(ceiling.toFixed(3)),
  });
  yield within("A2 precision, distance 4", 0.93, four.precision, 0.04);
  yield within("A2 recall, distance 4", 0.96, four.recall, 0.04);
  const two = await recoveries(context, { ...groups, distance: 2 });
  yield within("A2 cross-validated balanced accuracy, distance 2", 0.631, two.cvScore, 0.02);
  yield within("A2 precision, distance 2", 0.71, two.precision, 0.04);
  yield within("A2 recall, distance 2", 0.78, two.recall, 0.04);
}

async function* nullResults(context: ExperimentContext): AsyncGenerator<ExperimentResult> {
  const planted = { distance: 3, minorityAccuracy: 0.75, majorityAccuracy: 0.75 };
  const none = await recoveries(context, planted);
  yield between("A4 cross-validated balanced accuracy without a failure", none.cvScore, {
    least: 0.48,
    most: 0.55,
  });
  yield between("A4 minority among the 100 likeliest failures", none.purity, { most: 0.5 });
}

/** Means over the trials. */
async function recoveries(
  { quick, random, signal, log }: ExperimentContext,
  planted: PlantedFailure,
): Promise<Recovery> {
  const { distance, minorityAccuracy } = planted;
  log(`groups ${distance} apart, accuracy ${minorityAccuracy} on the minority`);
  const found: Recovery[] = [];
  for (let trial = 0; trial < (quick ? 2 : 5); trial++) {
    await pause(signal);
    found.push(recoverPlantedFailure(planted, random.split("planted").split(trial)));
  }
  const names = Object.keys(found[0]) as readonly (keyof Recovery)[];
  return Object.fromEntries(
    names.map((name) => [name, mean(found.map((recovery) => recovery[name]))]),
  ) as unknown as Recovery;
}

async function* repairResults({
  quick,
  random,
  signal,
  log,
}: ExperimentContext): AsyncGenerator<ExperimentResult> {
  const trials: ReturnType<typeof repairSpuriousCorrelation>[] = [];
  for (let trial = 0; trial < (quick ? 3 : 20); trial++) {
    await pause(signal);
    log(`spurious correlation, trial ${trial + 1}`);
    trials.push(repairSpuriousCorrelation(random.split("spurious").split(trial)));
  }
  const accuracy = (repair: Repair, group: "minority" | "majority"): number =>
    mean(trials.map((trial) => trial[repair][group]));
  const minority = repairs.map((repair) => accuracy(repair, "minority"));
  // A tenth more samples of the same kind changes little; a few trials may show the opposite.
  const slack = quick ? 0.01 : 0;
  for (let k = 1; k < repairs.length; k++) {
    const name = `A5 minority accuracy, ${repairs[k]} minus ${repairs[k - 1]}`;
    yield between(name, minority[k] - minority[k - 1], { least: -slack });
  }
  for (const repair of ["directions", "balanced weights"] as const) {
    const drop = accuracy("base", "majority") - accuracy(repair, "majority");
    yield between(`A5 majority accuracy lost by ${repair}`, drop, { most: 0.04 });
  }
}

/** Lets the signal of an interrupt arrive. */
async function pause(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
  signal.throwIfAborted();
}
