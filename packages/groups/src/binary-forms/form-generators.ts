import { assertDegree } from "../rotation/degree.ts";

/**
 * How the Lie algebra sl(2,R) acts on the coefficients of forms of degree d by derivatives:
 * x d/dx - y d/dy, x d/dy, y d/dx.
 *
 * They are the derivatives at t = 0 of p(exp(t X) (x, y)), the action of {@link substitute}, along X
 * = [[1, 0], [0, -1]], [[0, 0], [1, 0]], [[0, 1], [0, 0]]: coefficient k is multiplied by 2k-d, or
 * moves to k+1 with factor d-k, or to k-1 with factor k.
 *
 * @param d - Degree, an integer >= 0.
 * @returns [3, d+1, d+1], row-major: each takes the coefficients of p to those of the derivative.
 * @throws ArgumentError when d is no degree.
 *
 * ```ts
 * import { formGenerators } from "@erlangen/groups";
 *
 * [...formGenerators(1)]; // => [-1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0]
 * ```
 */
export function formGenerators(d: number): Float64Array {
  assertDegree("formGenerators", "d", d);
  const width = d + 1;
  const generators = new Float64Array(3 * width * width);
  for (let k = 0; k <= d; k++) {
    generators[k * width + k] = 2 * k - d;
    if (k < d) generators[(width + k + 1) * width + k] = d - k;
    if (k > 0) generators[(2 * width + k - 1) * width + k] = k;
  }
  return generators;
}
