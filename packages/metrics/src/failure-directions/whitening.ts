/** How embeddings become the rows that are separated. */
export interface Whitening {
  /** Mean of each dimension over the training embeddings, [features]. */
  readonly mean: Float64Array;
  /** One over the standard deviation of each dimension, 0 where it is constant, [features]. */
  readonly inverseScale: Float64Array;
  /** Whether rows are then divided by their norm. */
  readonly normalize: boolean;
}

/**
 * Fits a whitening: mean and standard deviation of each dimension, the latter unbiased.
 *
 * Numerics: sums are of differences from the first row, so that a constant dimension has a deviation of exactly 0.
 */
export function fitWhitening(
  embeddings: ArrayLike<number>,
  features: number,
  normalize: boolean,
): Whitening {
  const samples = embeddings.length / features;
  const mean = new Float64Array(features);
  for (let i = 0; i < embeddings.length; i += features) {
    for (let k = 0; k < features; k++) mean[k] += embeddings[i + k] - embeddings[k];
  }
  for (let k = 0; k < features; k++) mean[k] = embeddings[k] + mean[k] / samples;
  const squares = new Float64Array(features);
  for (let i = 0; i < embeddings.length; i += features) {
    for (let k = 0; k < features; k++) squares[k] += (embeddings[i + k] - mean[k]) ** 2;
  }
  const inverseScale = squares.map((sum) => (sum === 0 ? 0 : Math.sqrt((samples - 1) / sum)));
  return { mean, inverseScale, normalize };
}

/**
 * Whitens the given rows of embeddings, [rows, features]: z = (e - mean) / scale, divided by its norm. A row at the mean
 * has no direction and stays 0.
 */
export function whitenRows(
  { mean, inverseScale, normalize }: Whitening,
  embeddings: ArrayLike<number>,
  rows: ArrayLike<number>,
): Float64Array {
  const features = mean.length;
  const whitened = new Float64Array(rows.length * features);
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i] * features;
    const to = i * features;
    let square = 0;
    for (let k = 0; k < features; k++) {
      const z = (embeddings[from + k] - mean[k]) * inverseScale[k];
      whitened[to + k] = z;
      square += z * z;
    }
    if (!normalize || square === 0) continue;
    const norm = Math.sqrt(square);
    for (let k = 0; k < features; k++) whitened[to + k] /= norm;
  }
  return whitened;
}
