/** The numbers of 16-bit IEEE words, exactly. */
export function widenHalves(words: Uint16Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(words, halfToNumber);
}

/** The nearest 16-bit IEEE words, ties to even; what is too large becomes an infinity. */
export function narrowToHalves(values: Float32Array): Uint16Array<ArrayBuffer> {
  return Uint16Array.from(values, numberToHalf);
}

function halfToNumber(word: number): number {
  const sign = word & 0x8000 ? -1 : 1;
  const exponent = (word >> 10) & 31;
  const fraction = word & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0
    ? sign * fraction * 2 ** -24
    : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

function numberToHalf(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(value);
  if (magnitude >= 65520) return sign | 0x7c00;
  const exponent = magnitude < 2 ** -14 ? -14 : exponentOf(magnitude);
  // A carry out of the fraction lands in the exponent, where it belongs.
  const steps = roundToEven(magnitude * 2 ** (10 - exponent));
  return sign | (((exponent + 14) << 10) + steps);
}

/** floor(log2(magnitude)) of a normal single. */
function exponentOf(magnitude: number): number {
  return ((new Uint32Array(Float32Array.of(magnitude).buffer)[0] >>> 23) & 255) - 127;
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}
