import type { RealIrrep } from "../group/representation.ts";
import { so3Generators } from "../rotation/generators.ts";
import type { ComplexMatrix } from "../rotation/real-to-complex.ts";
import { wignerD } from "../rotation/wigner-d.ts";
import { identityMatrix } from "./identity-matrix.ts";
import type { ProductTerm } from "./irrep-product.ts";
import { requireCoordinates } from "./require-matrix.ts";
import { su2, su2ToSo3 } from "./su2.ts";
import { requireSpin, su2Matrix } from "./su2-matrix.ts";
import { su2Product } from "./su2-product.ts";

/** A real irrep of SU(2). */
export interface Su2Irrep extends RealIrrep<Float64Array> {
  /** The spin j, half an integer. */
  readonly spin: number;
  /** The irreps in the tensor product with another, by spin. */
  product(other: Su2Irrep): readonly ProductTerm<Su2Irrep>[];
}

/**
 * The real irrep of SU(2) of spin j.
 *
 * For integer j it is of real type and dimension 2j+1: the {@link wignerD} of the rotation, in the
 * real basis. Otherwise it is of quaternionic type and dimension 2(2j+1): the complex vectors z of
 * {@link su2Matrix} as (re z, im z).
 *
 * @param j - Spin, half an integer from 0 to 100.
 * @throws ArgumentError when it is not.
 *
 * Source: Bröcker, tom Dieck (1985), «Representations of compact Lie groups», sections II.5 and II.6.
 *
 * ```ts
 * import { su2Irrep } from "@erlangen/groups";
 *
 * const spinor = su2Irrep(1 / 2);
 * [spinor.dim, spinor.type]; // => [4, "quaternionic"]
 * spinor.product(spinor).map(({ irrep, multiplicity }) => [irrep.name, multiplicity]); // => [["0", 4], ["1", 4]]
 * ```
 */
export function su2Irrep(j: number): Su2Irrep {
  requireSpin("su2Irrep", "j", j);
  const isInteger = Number.isInteger(j);
  const width = 2 * j + 1;
  const dim = isInteger ? width : 2 * width;
  const irrep: Su2Irrep = Object.freeze<Su2Irrep>({
    group: su2,
    name: isInteger ? String(j) : `${2 * j}/2`,
    spin: j,
    type: isInteger ? "real" : "quaternionic",
    dim,
    get endomorphisms(): readonly Float64Array[] {
      return isInteger ? [identityMatrix(dim)] : quaternionsOn(width);
    },
    matrix(g) {
      return isInteger ? wignerD(j, su2ToSo3(g)) : realForm(su2Matrix(j, g), width);
    },
    algebraMatrix(x) {
      requireCoordinates("su2Irrep.algebraMatrix", "x", x, 3);
      if (!isInteger) return realForm(spinDerivative(j, x), width);
      const generators = so3Generators(j);
      const size = dim * dim;
      return Float64Array.from(
        { length: size },
        (_, i) =>
          x[0] * generators[i] + x[1] * generators[size + i] + x[2] * generators[2 * size + i],
      );
    },
    product(other) {
      return su2Product(j, other.spin).map(({ spin, multiplicity, coefficients }) => ({
        irrep: su2Irrep(spin),
        multiplicity,
        coefficients,
      }));
    },
  });
  return irrep;
}

/** The derivative of spin j along x K_x + y K_y + z K_z = -i x J_y + i y J_z + i z J_x. */
function spinDerivative(j: number, v: ArrayLike<number>): ComplexMatrix {
  const [x, y, z] = Array.from(v);
  const width = 2 * j + 1;
  const [re, im] = [new Float64Array(width * width), new Float64Array(width * width)];
  for (let a = 0; a < width; a++) {
    im[a * width + a] = y * (a - j);
    if (a === 0) continue;
    // Half of the ladder coefficient between m - 1 and m.
    const step = Math.sqrt(a * (width - a)) / 2;
    re[a * width + a - 1] = -x * step;
    re[(a - 1) * width + a] = x * step;
    im[a * width + a - 1] = z * step;
    im[(a - 1) * width + a] = z * step;
  }
  return { re, im };
}

/** [[re, -im], [im, re]] */
function realForm({ re, im }: ComplexMatrix, width: number): Float64Array {
  const real = new Float64Array(4 * width * width);
  for (let i = 0; i < width; i++) {
    for (let k = 0; k < width; k++) {
      const [a, b] = [re[i * width + k], im[i * width + k]];
      real[i * 2 * width + k] = a;
      real[i * 2 * width + width + k] = -b + 0;
      real[(width + i) * 2 * width + k] = b;
      real[(width + i) * 2 * width + width + k] = a;
    }
  }
  return real;
}

/** 1, multiplication by i, time reversal z_m -> (-1)^(j-m) conj(z_(-m)), and their product. */
function quaternionsOn(width: number): readonly Float64Array[] {
  const dim = 2 * width;
  const [i, j, k] = [0, 1, 2].map(() => new Float64Array(dim * dim));
  for (let a = 0; a < width; a++) {
    i[a * dim + width + a] = -1;
    i[(width + a) * dim + a] = 1;
    // a = j + m, so that (-1)^(j-m) = (-1)^(2j-a).
    const [sign, mirror] = [(width - 1 - a) % 2 === 0 ? 1 : -1, width - 1 - a];
    j[a * dim + mirror] = sign;
    j[(width + a) * dim + width + mirror] = -sign;
    k[a * dim + width + mirror] = sign;
    k[(width + a) * dim + mirror] = sign;
  }
  return [identityMatrix(dim), i, j, k];
}
