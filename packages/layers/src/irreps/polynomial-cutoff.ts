import { ArgumentError } from "@erlangen/numerics";
import { less, mul, select, sub, type Tensor } from "@erlangen/tensor";

/**
 * A polynomial that falls from 1 at 0 to 0 at the cutoff, and stays there.
 *
 * f(u) = 1 - (p+1)(p+2)/2 u^p + p(p+2) u^(p+1) - p(p+1)/2 u^(p+2), u = r / cutoff. Value, first and second derivative
 * vanish at the cutoff.
 *
 * @param r - Distances >= 0, any shape.
 * @param cutoff - Where it reaches 0, > 0, in the unit of `r`.
 * @param p - Integer >= 2; default 6. The first p - 1 derivatives vanish at 0.
 *
 * Source: Gasteiger, Groß, Günnemann (2020), «Directional message passing for molecular graphs», eq. (8); p = 6 as in
 * Batzner et al. (2022).
 *
 * ```ts
 * import { polynomialCutoff } from "@erlangen/layers";
 * import { tensor } from "@erlangen/tensor";
 *
 * polynomialCutoff(tensor([0, 1, 2, 3]), 2).toArray(); // => [1, 0.85546875, 0, 0]
 * ```
 */
export function polynomialCutoff(r: Tensor, cutoff: number, p = 6): Tensor {
  if (!(cutoff > 0)) {
    throw new ArgumentError(`polynomialCutoff: expected cutoff > 0, got ${cutoff}`);
  }
  if (!Number.isInteger(p) || p < 2) {
    throw new ArgumentError(`polynomialCutoff: expected p an integer >= 2, got ${p}`);
  }
  const u = mul(r, 1 / cutoff);
  const inside = less(u, 1);
  // Powers of far distances would overflow in the branch not taken.
  const near = select(inside, u, 0);
  const square = mul(near, near);
  let power = p % 2 === 0 ? square : mul(square, near);
  for (let k = p % 2 === 0 ? 2 : 3; k < p; k += 2) power = mul(power, square);
  const bend = sub(
    (p + 1) * (p + 2) * 0.5,
    mul(near, sub(p * (p + 2), mul(near, p * (p + 1) * 0.5))),
  );
  return select(inside, sub(1, mul(power, bend)), 0);
}
