/**
 * The maximum of sum_i alpha_i - |sum_i alpha_i t_i x_i|²/2 over the box and the hyperplane of a support vector machine,
 * by accelerated projected gradients: slow, and nothing like the code under test.
 */
export function dualByProjectedGradient(
  rows: Float64Array,
  targets: Float64Array,
  bounds: Float64Array,
): number {
  const n = targets.length;
  const d = rows.length / n;
  const direction = (alpha: Float64Array): Float64Array =>
    Float64Array.from({ length: d }, (_, k) =>
      alpha.reduce((sum, value, i) => sum + value * targets[i] * rows[i * d + k], 0),
    );
  const norm = rows.reduce((sum, x) => sum + x * x, 1e-9);
  let alpha = new Float64Array(n);
  let look = alpha;
  let momentum = 1;
  for (let step = 0; step < 2500; step++) {
    const w = direction(look);
    const risen = look.map((value, i) => {
      let product = 0;
      for (let k = 0; k < d; k++) product += w[k] * rows[i * d + k];
      return value + (1 - targets[i] * product) / norm;
    });
    const next = project(risen, targets, bounds);
    const grown = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const previous = alpha;
    look = next.map((value, i) => value + ((momentum - 1) / grown) * (value - previous[i]));
    alpha = next;
    momentum = grown;
  }
  const w = direction(alpha);
  return alpha.reduce((a, b) => a + b) - w.reduce((sum, value) => sum + value * value, 0) / 2;
}

/** The nearest point of the box with sum_i alpha_i t_i = 0: shifted along t by bisection. */
function project(
  point: Float64Array,
  targets: Float64Array,
  bounds: Float64Array,
): Float64Array<ArrayBuffer> {
  const shifted = (shift: number): Float64Array<ArrayBuffer> =>
    Float64Array.from(point, (value, i) =>
      Math.min(Math.max(value - shift * targets[i], 0), bounds[i]),
    );
  const balance = (alpha: Float64Array): number =>
    alpha.reduce((sum, value, i) => sum + value * targets[i], 0);
  let [low, high] = [-1e3, 1e3];
  for (let halving = 0; halving < 50; halving++) {
    const middle = (low + high) / 2;
    if (balance(shifted(middle)) > 0) low = middle;
    else high = middle;
  }
  return shifted((low + high) / 2);
}
