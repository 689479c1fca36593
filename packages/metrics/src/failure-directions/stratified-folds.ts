/**
 * Assigns samples to folds such that each fold has its share of both outcomes: those of one outcome that appear first
 * belong to the first fold, and so on, without shuffling.
 *
 * The outcome that appears first counts as the first; what does not divide evenly goes round the folds from one outcome
 * to the next, so that folds differ by one sample at most.
 *
 * @param outcomes - 1 or -1, [samples].
 * @returns The fold of each sample, [samples].
 *
 * Source: the stratified folds of scikit-learn 1.x without shuffling.
 */
export function stratifiedFolds(outcomes: Float64Array, folds: number): Int32Array {
  const assigned = new Int32Array(outcomes.length);
  let dealt = 0;
  for (const outcome of [outcomes[0], -outcomes[0]]) {
    const rows = Array.from(outcomes.keys()).filter((i) => outcomes[i] === outcome);
    // Fold f gets as many as there are numbers from `dealt` on, one for each row, that leave f on division by `folds`.
    const sizes = Array.from({ length: folds }, (_, f) => {
      const first = (((f - dealt) % folds) + folds) % folds;
      return Math.ceil((rows.length - first) / folds);
    });
    let at = 0;
    sizes.forEach((size, fold) => {
      for (const row of rows.slice(at, at + size)) assigned[row] = fold;
      at += size;
    });
    dealt += rows.length;
  }
  return assigned;
}
