import { ArgumentError } from "@erlangen/numerics";
import {
  add,
  cos,
  div,
  less,
  matmul,
  mul,
  reshape,
  select,
  sin,
  square,
  tensor,
  type Tensor,
} from "@erlangen/tensor";

/** Which radial functions. */
export interface BesselBasisOptions {
  /** Number of functions, an integer >= 1; default 8. */
  readonly count?: number;
  /** Where all of them vanish, > 0, in the unit of `r`. */
  readonly cutoff: number;
}

/** Below this angle the series of sin(u)/u is used: seven terms leave an error below 1e-16. */
const seriesBelow = 0.5;
/** Coefficients of u^0, u^2, ..., u^12 in sin(u)/u. */
const series = [1, -1 / 6, 1 / 120, -1 / 5040, 1 / 362_880, -1 / 39_916_800, 1 / 6_227_020_800];

/**
 * Radial functions b_n(r) = sqrt(2/c) sin(nπr/c) / r, n = 1..count: the spherical waves that vanish at the cutoff c.
 *
 * Shapes: r [...] -> [..., count]. Orthonormal on [0, c] with weight r².
 *
 * Numerics: computed as π/c sqrt(2/c) · sin(u)/u · sin(nu)/sin(u), u = πr/c, where the last quotient is a sum of cosines and
 * the first a series near 0: values and derivatives of every order are right at r = 0 too.
 *
 * Source: Gasteiger, Groß, Günnemann (2020), «Directional message passing for molecular graphs», eq. (7).
 *
 * ```ts
 * import { besselBasis } from "@erlangen/layers";
 * import { tensor } from "@erlangen/tensor";
 *
 * besselBasis(tensor([0, 0.5]), { count: 2, cutoff: 2 }).toArray(); // => [[1.5708, 3.1416], [1.4142, 2.0000]]
 * ```
 */
export function besselBasis(r: Tensor, { count = 8, cutoff }: BesselBasisOptions): Tensor {
  if (!(cutoff > 0)) throw new ArgumentError(`besselBasis: expected cutoff > 0, got ${cutoff}`);
  if (!Number.isInteger(count) || count < 1) {
    throw new ArgumentError(`besselBasis: expected count an integer >= 1, got ${count}`);
  }
  const column = mul(reshape(r, [r.size, 1]), Math.PI / cutoff);
  const orders = tensor(
    Float64Array.from({ length: count }, (_, k) => k),
    [count],
    r.dtype,
  );
  const scale = (Math.PI / cutoff) * Math.sqrt(2 / cutoff);
  const quotients = matmul(
    cos(mul(column, orders)),
    tensor(cosineCoefficients(count, scale), [count, count], r.dtype),
  );
  return reshape(mul(quotients, sinc(column)), [...r.shape, count]);
}

/** sin(u)/u with the right derivatives of every order at 0. */
function sinc(u: Tensor): Tensor {
  const isSmall = less(square(u), seriesBelow ** 2);
  const smallSquare = square(select(isSmall, u, 0));
  const last = series.length - 1;
  let sum: Tensor | number = series[last];
  for (let k = last - 1; k >= 0; k--) sum = add(mul(sum, smallSquare), series[k]);
  const large = select(isSmall, 1, u);
  return select(isSmall, sum, div(sin(large), large));
}

/** Column n - 1 holds sin(nu)/sin(u) = Σ_k a_k cos(ku): 2 for k = n-1, n-3, ... down to 1, and 1 for k = 0. */
function cosineCoefficients(count: number, scale: number): Float64Array {
  const matrix = new Float64Array(count * count);
  for (let n = 1; n <= count; n++) {
    for (let k = n - 1; k >= 0; k -= 2) matrix[k * count + n - 1] = scale * (k === 0 ? 1 : 2);
  }
  return matrix;
}
