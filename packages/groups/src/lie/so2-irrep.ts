import { ArgumentError } from "@erlangen/numerics";
import { requireInteger } from "../group/require-integer.ts";
import type { RealIrrep } from "../group/representation.ts";
import { identityMatrix } from "./identity-matrix.ts";
import { coefficientsOf } from "./irrep-product.ts";
import type { BilinearMap, ProductTerm } from "./irrep-product.ts";
import { planeRotation, so2 } from "./low-dimensional-rotations.ts";
import type { MatrixGroup } from "./matrix-group.ts";
import { requireCoordinates } from "./require-matrix.ts";

/** The largest frequency: beyond, angles lose their digits. */
export const largestFrequency = 1e6;

/** A real irrep of SO(2). */
export interface So2Irrep extends RealIrrep<Float64Array> {
  /** The frequency k >= 0. */
  readonly frequency: number;
  /** The irreps in the tensor product with another, by frequency. */
  product(other: So2Irrep): readonly ProductTerm<So2Irrep>[];
}

/**
 * The irrep of SO(2) of frequency k: for k > 0 the rotation by k times the angle, of complex type;
 * for k = 0 the trivial one.
 *
 * @param k - Frequency, an integer from 0 to 1,000,000.
 * @throws ArgumentError when it is not.
 *
 * Source: basis and order of escnn (Cesa, Lang, Weiler 2022, «A program to build E(n)-equivariant
 * steerable CNNs»).
 *
 * ```ts
 * import { planeRotation, so2Irrep } from "@erlangen/groups";
 *
 * so2Irrep(2).matrix(planeRotation(Math.PI / 4)); // => [0.000000000000, -1.000000000000, 1.000000000000, 0.000000000000]
 * so2Irrep(1).product(so2Irrep(1)).map(({ irrep, multiplicity }) => [irrep.name, multiplicity]); // => [["(0)", 2], ["(2)", 1]]
 * ```
 */
export function so2Irrep(k: number): So2Irrep {
  requireInteger("so2Irrep", "k", k, { least: 0, most: largestFrequency });
  const irrep: So2Irrep = Object.freeze<So2Irrep>({
    group: so2,
    name: `(${k})`,
    frequency: k,
    type: k === 0 ? "real" : "complex",
    dim: k === 0 ? 1 : 2,
    get endomorphisms(): readonly Float64Array[] {
      return k === 0 ? [identityMatrix(1)] : [identityMatrix(2), Float64Array.of(0, -1, 1, 0)];
    },
    matrix(g) {
      return k === 0 ? trivialOf(so2, g) : planeRotation(k * angleOf(so2, g));
    },
    algebraMatrix(x) {
      requireCoordinates("so2Irrep.algebraMatrix", "x", x, 1);
      return k === 0 ? Float64Array.of(0) : Float64Array.of(0, -k * x[0] + 0, k * x[0], 0);
    },
    product(other) {
      return frequenciesOfProduct(k, other.frequency).map(({ frequency, multiplicity, map }) => ({
        irrep: so2Irrep(frequency),
        multiplicity,
        coefficients: coefficientsOf(
          [irrep.dim, other.dim],
          map,
          multiplicity === 2 || k * other.frequency > 0 ? Math.SQRT1_2 : 1,
        ),
      }));
    },
  });
  return irrep;
}

/** The products of complex numbers that turn with the sum and the difference of two frequencies. */
export function frequenciesOfProduct(
  k: number,
  m: number,
): { readonly frequency: number; readonly multiplicity: number; readonly map: BilinearMap }[] {
  if (k === 0 || m === 0) {
    return [
      {
        frequency: k + m,
        multiplicity: 1,
        map: (x, y) => [k === 0 ? y.map((b) => x[0] * b) : x.map((a) => a * y[0])],
      },
    ];
  }
  // conj(x) y turns with m - k, x conj(y) with k - m.
  const sign = m < k ? -1 : 1;
  const difference: BilinearMap = ([a, b], [c, d]) => [[a * c + b * d, sign * (a * d - b * c)]];
  return [
    k === m
      ? { frequency: 0, multiplicity: 2, map: scalarProducts }
      : { frequency: Math.abs(k - m), multiplicity: 1, map: difference },
    { frequency: k + m, multiplicity: 1, map: complexProduct },
  ];
}

const complexProduct: BilinearMap = ([a, b], [c, d]) => [[a * c - b * d, a * d + b * c]];

const scalarProducts: BilinearMap = ([a, b], [c, d]) => [[a * c + b * d], [a * d - b * c]];

/** The angle t of an element R(t), or R(t) f with f = diag(1, -1). */
export function angleOf(group: MatrixGroup, g: Float64Array): number {
  requireElementOf(group, g);
  return Math.atan2(g[2], g[0]);
}

/** The matrix [1] of the trivial representation. */
export function trivialOf(group: MatrixGroup, g: Float64Array): Float64Array {
  requireElementOf(group, g);
  return Float64Array.of(1);
}

function requireElementOf(group: MatrixGroup, g: Float64Array): void {
  if (!group.contains(g)) {
    throw new ArgumentError(
      `matrix: expected g to be an element of ${group.name}, got a matrix that is not`,
    );
  }
}
