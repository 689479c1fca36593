/** log₂ of a positive integer of any size, to float precision. */
export function log2Of(count: bigint): number {
  const value = Number(count);
  if (Number.isFinite(value)) return Math.log2(value);
  const bits = 4 * (count.toString(16).length - 16);
  return Math.log2(Number(count >> BigInt(bits))) + bits;
}
