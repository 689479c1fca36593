import type { Experiment, ExperimentContext, ExperimentResult } from "../experiment.ts";
import { between, within } from "../run-experiment.ts";
import { convergence } from "./convergence.ts";
import { closedFormResults } from "./closed-forms.ts";
import {
  biasResults,
  hatMatrixResults,
  limitResults,
  metricResults,
  type Part,
} from "./identities.ts";
import { randomLabelOrders } from "./random-labels.ts";

/** The GULP distance: its identities, limits and closed forms, its convergence, and what it predicts. */
export const gulpExperiment: Experiment = {
  id: "gulp",
  title: "GULP distance: identities, closed forms, plug-in convergence, order by random labels",
  paper:
    "Boix-Adserà, Lawrence, Stepaniants, Rigollet, «GULP: a prediction-based metric between representations», NeurIPS 2022, arXiv 2210.06545",
  seed: 0,
  async *run(context) {
    const { random, quick, signal } = context;
    const part = (name: string): Part => ({
      random: random.split(name),
      quick,
      pause: () => pause(signal),
    });
    yield* hatMatrixResults(part("hat"));
    yield* closedFormResults();
    yield* limitResults(part("limits"));
    yield* biasResults(part("bias"));
    yield* metricResults(part("metric"));
    yield* convergenceResults(context, part("convergence"));
    yield* randomLabelResults(context, part("labels"));
  },
};

async function* convergenceResults(
  { log }: ExperimentContext,
  { random, quick, pause: rest }: Part,
): AsyncGenerator<ExperimentResult> {
  log("plug-in convergence");
  const sizes = Array.from({ length: quick ? 7 : 9 }, (_, i) => 100 * 2 ** i);
  const found = await convergence({
    lambdas: [1e-2, 0.1, 1, 10],
    sizes,
    trials: quick ? 40 : 100,
    random,
    pause: rest,
  });
  for (const { lambda, slope, errors } of found) {
    // A slope from fewer trials scatters more.
    yield within(`A3 slope of the error, lambda ${lambda}`, -0.5, slope, quick ? 0.15 : 0.1);
    const relative = errors[sizes.indexOf(6400)];
    yield between(`A3 relative error at n = 6400, lambda ${lambda}`, relative, { most: 0.01 });
  }
}

async function* randomLabelResults(
  { log }: ExperimentContext,
  { random, quick, pause: rest }: Part,
): AsyncGenerator<ExperimentResult> {
  log("ridge regression on random labels");
  const orders = await randomLabelOrders({
    samples: quick ? 600 : 2000,
    representations: quick ? 10 : 20,
    trials: 10,
    lambdas: [1e-3, 1e-2, 0.1, 1],
    random,
    pause: rest,
  });
  for (const [lambda, order] of orders) {
    const of = (metric: string): number =>
      order.find((entry) => entry.metric === metric)?.correlation ?? NaN;
    const best = order.reduce((a, b) => (b.correlation > a.correlation ? b : a));
    const matched = `GULP ${lambda}`;
    yield between(`A4 rank correlation, regression with lambda ${lambda}`, of(matched), {
      least: 0.75,
    });
    yield {
      name: `A4 best metric, regression with lambda ${lambda}`,
      predicted: matched,
      measured: best.metric,
      holds: best.metric === matched,
    };
    const lead = of(matched) - of("CCA");
    yield between(`A4 lead over CCA, regression with lambda ${lambda}`, lead, { least: 0.3 });
  }
}

/** Lets the signal of an interrupt arrive. */
async function pause(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}
