/** The dual problem: maximise sum_i alpha_i - |w|²/2, w = sum_i alpha_i t_i x_i, 0 <= alpha_i <= bound_i, sum_i alpha_i t_i = 0. */
export interface DualProblem {
  /** x, [samples, features], row-major. */
  readonly rows: Float64Array;
  /** t, each 1 or -1, [samples]. */
  readonly targets: Float64Array;
  /** [samples]. */
  readonly bounds: Float64Array;
}

/** Which multipliers to work on, and how far the whole is from its end. */
export interface WorkingSet {
  /** Distinct indices of samples. */
  readonly indices: Int32Array;
  /** Largest residual t_i - w·x_i of those where alpha_i t_i may rise. */
  readonly top: number;
  /** Smallest residual of those where it may fall; optimal when top <= bottom. */
  readonly bottom: number;
}

/** Multipliers between their bounds that are worked on at once, at most. */
const mostFree = 1024;

/** Multipliers at a bound that are worked on at once, at most, on each side. */
const mostBound = 64;

/**
 * The multipliers strictly between their bounds, and of those at a bound the ones that violate optimality most. The pair
 * that violates it most of all is always among them, which makes the decomposition converge.
 *
 * Source: Joachims (1999), «Making large-scale SVM learning practical», section 3; differs in: all free ones are taken.
 */
export function workingSet(
  { targets, bounds }: DualProblem,
  alpha: Float64Array,
  residuals: Float64Array,
): WorkingSet {
  const rises: number[] = [];
  const falls: number[] = [];
  const free: number[] = [];
  let top = -Infinity;
  let bottom = Infinity;
  for (let i = 0; i < alpha.length; i++) {
    const mayRise = targets[i] > 0 ? alpha[i] < bounds[i] : alpha[i] > 0;
    const mayFall = targets[i] > 0 ? alpha[i] > 0 : alpha[i] < bounds[i];
    if (mayRise) top = Math.max(top, residuals[i]);
    if (mayFall) bottom = Math.min(bottom, residuals[i]);
    if (mayRise && mayFall) free.push(i);
    else if (mayRise) rises.push(i);
    else if (mayFall) falls.push(i);
  }
  const middle = (top + bottom) / 2;
  const excess = (i: number): number => Math.abs(residuals[i] - middle);
  const worst = (candidates: readonly number[], most: number): readonly number[] =>
    candidates.length <= most
      ? candidates
      : candidates.toSorted((i, j) => excess(j) - excess(i)).slice(0, most);
  return {
    indices: Int32Array.from([
      ...worst(free, mostFree),
      ...worst(
        rises.filter((i) => residuals[i] > bottom),
        mostBound,
      ),
      ...worst(
        falls.filter((i) => residuals[i] < top),
        mostBound,
      ),
    ]),
    top,
    bottom,
  };
}
