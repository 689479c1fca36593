/** A / scale with scale = max |A_ij| (1 for a zero matrix), so that squares of entries neither overflow nor vanish. */
export function scaleToOne(matrix: ArrayLike<number>): {
  readonly scaled: Float64Array;
  readonly scale: number;
} {
  const scaled = Float64Array.from(matrix);
  const scale = scaled.reduce((largest, entry) => Math.max(largest, Math.abs(entry)), 0) || 1;
  for (let i = 0; i < scaled.length; i++) scaled[i] /= scale;
  return { scaled, scale };
}
