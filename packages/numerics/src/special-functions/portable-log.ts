/**
 * The natural logarithm of a positive normal number, in additions, multiplications and one division.
 *
 * `Math.log` may differ in the last bit from engine to engine; this one gives the same bits everywhere, so that
 * random draws built on it do too. Error below 1 ulp.
 *
 * With x = 2^k (1 + f) and sqrt(2)/2 < 1 + f < sqrt(2): log x = k log 2 + 2 artanh(f / (2 + f)), the series of
 * artanh replaced by a minimax polynomial.
 *
 * Source: the method and the coefficients of `e_log.c` in fdlibm 5.3 (Sun Microsystems, 1993).
 */
export function portableLog(x: number): number {
  real[0] = x;
  const shifted = words[high] + (0x3ff00000 - 0x3fe6a09e);
  const k = (shifted >>> 20) - 0x3ff;
  words[high] = (shifted & 0xfffff) + 0x3fe6a09e;
  const f = real[0] - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even =
    w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const half = 0.5 * f * f;
  return s * (half + even + odd) + k * log2Low - half + f + k * log2High;
}

/** log 2 in two parts, the high one short enough that k times it is exact. */
const log2High = 6.9314718036912381649e-1;
const log2Low = 1.90821492927058770002e-10;

const real = new Float64Array(1);
const words = new Uint32Array(real.buffer);
/** Which of the two words holds the exponent: 1 on little-endian machines. */
const high = new Uint8Array(Uint32Array.of(1).buffer)[0];
