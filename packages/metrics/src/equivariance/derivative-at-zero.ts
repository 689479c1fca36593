/** A derivative with an estimate of how far it may be off. */
export interface EstimatedDerivative {
  readonly value: Float64Array;
  /** Estimated largest error of a component. */
  readonly accuracy: number;
}

/** Each step is this much smaller than the one before. */
const shrinkage = 1.4;
const mostSteps = 10;

/**
 * The derivative of a curve at 0, from central differences with shrinking steps, extrapolated to step 0. The step is
 * controlled by itself: of all extrapolations the one whose estimated error is smallest is taken.
 *
 * @param curve - Smooth near 0; where it has kinks, a small `step` keeps them out.
 * @param step - The first, largest step, > 0.
 *
 * Source: Ridders (1982), «Accurate computation of F'(x) and F'(x) F''(x)».
 */
export async function derivativeAtZero(
  curve: (t: number) => Float64Array | Promise<Float64Array>,
  step: number,
): Promise<EstimatedDerivative> {
  const difference = async (h: number): Promise<Float64Array> => {
    const ahead = (await curve(h)).slice();
    const behind = await curve(-h);
    return ahead.map((value, i) => (value - behind[i]) / (2 * h));
  };
  let before = [await difference(step)];
  let best: EstimatedDerivative = { value: before[0], accuracy: Infinity };
  for (let k = 1; k < mostSteps; k++) {
    const row = [await difference(step / shrinkage ** k)];
    let factor = 1;
    for (let order = 1; order <= k; order++) {
      factor *= shrinkage * shrinkage;
      const [fine, coarse] = [row[order - 1], before[order - 1]];
      const value = fine.map((entry, i) => (entry * factor - coarse[i]) / (factor - 1));
      row.push(value);
      const accuracy = Math.max(distance(value, fine), distance(value, coarse));
      if (accuracy <= best.accuracy) best = { value, accuracy };
    }
    // Rounding has taken over: smaller steps only make it worse.
    if (distance(row[k], before[k - 1]) >= 2 * best.accuracy) break;
    before = row;
  }
  return best;
}

function distance(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}
