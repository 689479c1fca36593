import { gulpPopulation } from "@erlangen/metrics";
import type { ExperimentResult } from "../experiment.ts";
import { between, within } from "../run-experiment.ts";

/**
 * The closed forms for populations.
 *
 * @yields A row for each form.
 */
export function* closedFormResults(): Generator<ExperimentResult> {
  const a = [0.4, 0.3, 0.2, 0.1];
  const lambda = 0.05;
  const phi = diagonal(a);
  const distance = (psi: readonly number[], cross: readonly number[]): number =>
    gulpPopulation({ phi, psi, cross }, { lambda, squared: true });
  const shrunk = (x: number): number => x / (x + lambda);

  const c = 1.5;
  const scaled = distance(diagonal(a.map((x) => c * c * x)), diagonal(a.map((x) => c * x)));
  const scaledForm = sum(a, (x) => (shrunk(x) - shrunk(c * c * x)) ** 2);
  yield within("2.3 psi = 1.5 phi", scaledForm, scaled, 1e-12);

  const b = [0.7, 0.3];
  const none = Array.from({ length: a.length * b.length }, () => 0);
  const independentForm = sum([...a, ...b], (x) => shrunk(x) ** 2);
  yield within("2.3 psi independent of phi", independentForm, distance(diagonal(b), none), 1e-12);
  const bound = Math.min(a.length + b.length, 2 / (4 * lambda));
  yield between("2.3 the same, below min(k + l, 2 / (4 lambda))", independentForm, { most: bound });

  const extra = [0.25, 0.05];
  const wide = a.length + extra.length;
  const padded = a.flatMap((x, i) => Array.from({ length: wide }, (_, j) => (i === j ? x : 0)));
  const extendedForm = sum(extra, (x) => shrunk(x) ** 2);
  const extended = distance(diagonal([...a, ...extra]), padded);
  yield within("2.3 psi = (phi, xi)", extendedForm, extended, 1e-12);

  const noise = 0.1;
  const noisyForm = sum(
    a,
    (x) =>
      shrunk(x) ** 2 + shrunk(x + noise) ** 2 - (2 * x * x) / ((x + lambda) * (x + noise + lambda)),
  );
  const noisy = distance(diagonal(a.map((x) => x + noise)), phi);
  yield within("2.3 psi = phi + noise", noisyForm, noisy, 1e-12);
}

function sum(values: readonly number[], term: (x: number) => number): number {
  return values.reduce((total, x) => total + term(x), 0);
}

function diagonal(entries: readonly number[]): number[] {
  return entries.flatMap((entry, i) => entries.map((_, j) => (i === j ? entry : 0)));
}
