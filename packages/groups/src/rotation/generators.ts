import { assertDegree } from "./degree.ts";
import { RationalRoot } from "./rational-root.ts";
import { wigner3jExact } from "./wigner-3j.ts";

/**
 * The generators K_x, K_y, K_z of the irrep of degree l of SO(3): D(rotation by t about axis a) =
 * exp(t K_a).
 *
 * [K_x, K_y] = K_z and cyclic; each is antisymmetric, and K_y[i, 2l-i] = l-i. For l = 1 they are
 * the cross products with x, y, z. By the theorem of Wigner and Eckart, K_a[i, j] is a multiple of
 * the invariant tensor (l, l, 1), of size sqrt(l (l+1) (2l+1)) because the squares K_a^2 sum to -l
 * (l+1).
 *
 * @param l - Degree, an integer >= 0.
 * @returns [3, 2l+1, 2l+1], row-major; each entry is an exact root rounded once, zeros are exact.
 * @throws ArgumentError when l is no degree.
 *
 * Source: equals `e3nn.o3.so3_generators`.
 *
 * ```ts
 * import { so3Generators } from "@erlangen/groups";
 *
 * [...so3Generators(1).slice(0, 9)]; // => [0, 0, 0, 0, 0, -1, 0, 1, 0]
 * ```
 */
export function so3Generators(l: number): Float64Array {
  assertDegree("so3Generators", "l", l);
  const width = 2 * l + 1;
  const generators = new Float64Array(3 * width * width);
  if (l === 0) {
    return generators;
  }
  const entries = wigner3jExact(l, l, 1);
  // K_y[0, 2l] = l is positive: that fixes the sign of the multiple.
  const corner = entries.find(({ i, j, k }) => i === 0 && j === 2 * l && k === 1);
  const casimir = BigInt(l * (l + 1) * (2 * l + 1));
  for (const { i, j, k, value } of entries) {
    const sign = value.sign === corner?.value.sign ? 1 : -1;
    generators[(k * width + i) * width + j] = new RationalRoot(
      sign,
      value.numerator * casimir,
      value.denominator,
    ).toNumber();
  }
  return generators;
}
