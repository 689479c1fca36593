const literal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:(?:[eEdD]|\*\^)[+-]?\d+)?$/;
const foreignExponent = /[dD]|\*\^/;

/**
 * The number that a literal stands for, or `undefined` when `text` is no number.
 *
 * Beyond the usual forms: Fortran exponents (`1.5D+02`) and those of Mathematica (`1.5*^2`). A literal too large for
 * a double gives an infinity, which callers refuse; `nan` and `inf` are words, not numbers.
 */
export function parseNumber(text: string): number | undefined {
  if (!literal.test(text)) return undefined;
  const value = Number(text);
  return Number.isNaN(value) ? Number(text.replace(foreignExponent, "e")) : value;
}

/**
 * The shortest literal that reads back as exactly the same double, the sign of zero included.
 *
 * Integers beyond 2^53 keep an exponent, so that readers take them for floating-point numbers.
 */
export function formatNumber(value: number): string {
  if (Object.is(value, -0)) return "-0";
  return Number.isInteger(value) && !Number.isSafeInteger(value)
    ? value.toExponential()
    : String(value);
}
