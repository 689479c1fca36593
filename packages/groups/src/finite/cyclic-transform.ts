import { primeDivisors } from "./prime-field.ts";

/** Complex numbers as two arrays of one length. */
export interface ComplexArray {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/**
 * Σ_x f(x) exp(2πi Σ_a k_a x_a / n_a): the Fourier transform with a positive sign along every axis
 * of an array [n_1, n_2, ...].
 */
export function transformAxes(values: ComplexArray, shape: readonly number[]): ComplexArray {
  const [real, imaginary] = [values.real.slice(), values.imaginary.slice()];
  let stride = real.length;
  for (const length of shape) {
    stride /= length;
    for (let start = 0; start < real.length; start++) {
      if (Math.floor(start / stride) % length !== 0) continue;
      const line = transform({ real, imaginary }, { start, stride, length });
      for (let k = 0; k < length; k++) {
        real[start + k * stride] = line.real[k];
        imaginary[start + k * stride] = line.imaginary[k];
      }
    }
  }
  return { real, imaginary };
}

/**
 * The transform of f(start), f(start + stride), ...: by the smallest prime q of the length, q
 * transforms of length / q (Cooley and Tukey). Cost O(length * sum of its primes).
 */
function transform(
  values: ComplexArray,
  line: { readonly start: number; readonly stride: number; readonly length: number },
): ComplexArray {
  const { start, stride, length } = line;
  const real = new Float64Array(length);
  const imaginary = new Float64Array(length);
  if (length === 1) {
    [real[0], imaginary[0]] = [values.real[start], values.imaginary[start]];
    return { real, imaginary };
  }
  const [parts] = primeDivisors(length);
  const size = length / parts;
  for (let part = 0; part < parts; part++) {
    const inner = transform(values, {
      start: start + part * stride,
      stride: stride * parts,
      length: size,
    });
    for (let k = 0; k < length; k++) {
      const angle = (2 * Math.PI * ((part * k) % length)) / length;
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const [a, b] = [inner.real[k % size], inner.imaginary[k % size]];
      real[k] += c * a - s * b;
      imaginary[k] += c * b + s * a;
    }
  }
  return { real, imaginary };
}
