import { setImmediate as nextTurn } from "node:timers/promises";
import { native } from "@erlangen/backends/native";
import { cyclicPermutations } from "@erlangen/groups";
import {
  csqLowerBound,
  degreeParities,
  frameAveragedFamily,
  gramMonteCarlo,
} from "@erlangen/metrics";
import { binomial } from "@erlangen/numerics";
import type { Experiment, ExperimentContext, ExperimentResult } from "../experiment.ts";
import { between, within } from "../run-experiment.ts";
import { orbitTeacher, randomTeacher } from "./invariant-targets.ts";
import { countsAgainstListing, orbitTables } from "./orbit-tables.ts";
import { planarIntegrals } from "./planar-quadrature.ts";
import { learnSparsePolynomial, type LearnerRun } from "./sparse-polynomials.ts";
import { studentError } from "./student.ts";

/** Parities of degree counts of G(n, 1/2): patterns, collision probability, largest mean beyond the identities. */
const parityTable = [
  [3, 2, 0.5, 0],
  [4, 3, 0.375, 0.5],
  [5, 6, 0.220581, 0.578125],
  [6, 12, 0.148242, 0.713867],
  [7, 24, 0.101211, 0.815369],
] as const;

/** Mean squares of the planar functions. */
const planarMeanSquares = [
  [2, 0.72676],
  [4, 0.116787],
  [6, 0.048306],
  [8, 0.026514],
] as const;

/** Half a unit of the sixth digit. */
const sixDigits = 5e-7;

/** Symmetry does not make learning easy: bounds, orbit counts, hard families, and what training makes of them. */
export const csqHardnessExperiment: Experiment = {
  id: "csq-hardness",
  title: "Hard invariant functions: query bounds, orbit counts, exact families, a training ladder",
  paper:
    "Kiani et al., «On the hardness of learning under symmetries», ICLR 2024, arXiv 2401.01869",
  seed: 0,
  async *run(context) {
    yield* explicitBounds();
    yield* orbitCounts();
    yield* orthonormality(context);
    yield* planarNorms();
    yield* randomGraphParities();
    yield* trainingLadder(context);
    yield* sparsePolynomials(context);
  },
};

function* explicitBounds(): Iterable<ExperimentResult> {
  for (const [dim, tau, predicted, tolerance] of [
    [52488, 0.1, 264.6, 0.05],
    [7712, 0.05, 9.16, 0.005],
    [108, 0.3, 4.4, 0.05],
  ] as const) {
    const { queries } = csqLowerBound({ dim, eps: 0, tau });
    yield within(`queries for D = ${dim}, tau = ${tau}`, predicted, queries, tolerance);
  }
}

function* orbitCounts(): Iterable<ExperimentResult> {
  for (const { name, entries, right } of orbitTables()) {
    yield within(`A1 orbits of ${name}: right entries`, entries, right, 0);
  }
  const { compared, different } = countsAgainstListing();
  yield within(`A1 ${compared} counts against listed orbits, n <= 12: different`, 0, different, 0);
}

function* orthonormality({ random, quick }: ExperimentContext): Iterable<ExperimentResult> {
  const samples = quick ? 20_000 : 200_000;
  // Errors of means grow with one over the root of the number of samples.
  const wider = Math.sqrt(200_000 / samples);
  const members = [
    [0, 1, 2, 3],
    [0, 1, 2, 4],
    [0, 2, 5, 9],
    [0, 1, 8, 9],
    [0, 4, 8, 12],
  ];
  const { gram } = gramMonteCarlo(frameAveragedFamily(cyclicPermutations(16), { k: 4 }), members, {
    samples,
    random: random.split("gram"),
  });
  const size = members.length;
  const isDiagonal = (at: number): boolean => at % (size + 1) === 0;
  const off = Math.max(...gram.filter((_, at) => !isDiagonal(at)).map(Math.abs));
  const diagonal = gram.filter((_, at) => isDiagonal(at));
  yield within("A2 C_16, k = 4: largest correlation of five orbits", 0, off, 0.012 * wider);
  yield within("A2 smallest mean square", 1, Math.min(...diagonal), 0.03 * wider);
  yield within("A2 largest mean square", 1, Math.max(...diagonal), 0.03 * wider);
}

function* planarNorms(): Iterable<ExperimentResult> {
  for (const [k, predicted] of planarMeanSquares) {
    const { meanSquare, lowMoment } = planarIntegrals(k);
    yield within(`A3 planar function, k = ${k}: mean square`, predicted, meanSquare, 1e-5);
    yield within(`A3 k = ${k}: largest Hermite moment of degree < k`, 0, lowMoment, 1e-5);
  }
}

function* randomGraphParities(): Iterable<ExperimentResult> {
  for (const [n, patterns, collision, largestMean] of parityTable) {
    const found = degreeParities(n);
    yield within(`A4 graphs on ${n} nodes: parity patterns`, patterns, found.patterns, 0);
    yield within(`A4 n = ${n}: collision probability`, collision, found.collision, sixDigits);
    yield within(`A4 n = ${n}: largest mean`, largestMean, found.largestMean, sixDigits);
  }
}

async function* trainingLadder({
  random,
  quick,
  signal,
  log,
}: ExperimentContext): AsyncIterable<ExperimentResult> {
  const engine = await native();
  // The quick training is shorter.
  const easy = { most: quick ? 0.05 : 0.02 };
  const rungs = [
    { target: randomTeacher(random.split("teacher")), range: easy },
    { target: orbitTeacher([0, 2]), range: easy },
    { target: orbitTeacher([0, 1, 3, 7]), range: { least: 0.05, most: 0.5 } },
    { target: orbitTeacher([0, 1, 3, 5, 6, 9]), range: { least: 0.9 } },
  ];
  // Those between take the full training.
  const ladder = quick ? [rungs[0], rungs[3]] : rungs;
  try {
    for (const { target, range } of ladder) {
      for (let seed = 0; seed < (quick ? 1 : 2); seed++) {
        log(`training on ${target.name}, seed ${seed}`);
        const error = await studentError(target, {
          engine,
          random: random.split(target.name).split(seed),
          size: quick ? "small" : "full",
          signal,
        });
        yield between(`A5 ${target.name}: test error / variance, seed ${seed}`, error, range);
      }
    }
  } finally {
    engine.dispose();
  }
}

async function* sparsePolynomials({
  random,
  quick,
  signal,
  log,
}: ExperimentContext): AsyncIterable<ExperimentResult> {
  const [seeds, samples, least] = quick ? [2, 50_000, 2] : [8, 200_000, 7];
  const runs: LearnerRun[] = [];
  for (let seed = 0; seed < seeds; seed++) {
    log(`learning a sparse polynomial, seed ${seed}`);
    runs.push(learnSparsePolynomial(random.split("polynomial").split(seed), samples));
    await nextTurn();
    signal.throwIfAborted();
  }
  const exact = runs.filter(({ isExact }) => isExact);
  yield between(
    `A6 12 variables, ${samples} samples: exact supports in ${seeds} runs`,
    exact.length,
    {
      least,
    },
  );
  const residual = Math.max(...exact.map((run) => run.residual));
  yield between("A6 largest residual of these", residual, { most: 1e-3 });
  const monomials = Number(binomial(16, 4));
  yield within(
    "A6 monomials of degree <= 4, the columns of a linear regression",
    1820,
    monomials,
    0,
  );
  const queries = Math.max(...runs.map((run) => run.queries));
  yield between("A6 most queries of a run", queries, { most: monomials });
}
