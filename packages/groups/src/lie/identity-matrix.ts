/** The identity, [size, size], row-major. */
export function identityMatrix(size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? 1 : 0));
}
