import { requireInteger } from "../group/require-integer.ts";
import type { RealIrrep } from "../group/representation.ts";
import { identityMatrix } from "./identity-matrix.ts";
import { coefficientsOf } from "./irrep-product.ts";
import type { BilinearMap, ProductTerm } from "./irrep-product.ts";
import { o2, planeRotation } from "./low-dimensional-rotations.ts";
import { requireCoordinates } from "./require-matrix.ts";
import { angleOf, frequenciesOfProduct, largestFrequency, trivialOf } from "./so2-irrep.ts";

/** A real irrep of O(2). */
export interface O2Irrep extends RealIrrep<Float64Array> {
  /** 1 where the flip f = diag(1, -1) does not act trivially, else 0. */
  readonly flip: 0 | 1;
  /** The frequency k >= 0. */
  readonly frequency: number;
  /** The irreps in the tensor product with another, by frequency, then flip. */
  product(other: O2Irrep): readonly ProductTerm<O2Irrep>[];
}

/**
 * The irrep of O(2) with a flip and a frequency: (0, 0) is trivial, (1, 0) the determinant, and (1,
 * k) takes R(t) f^j to R(k t) diag(1, (-1)^j). All are of real type.
 *
 * @param flip - 0 or 1; 0 only with k = 0.
 * @param k - Frequency, an integer from 0 to 1,000,000, and 0 for flip 0.
 * @throws ArgumentError when they are not.
 *
 * Source: basis and order of escnn (Cesa, Lang, Weiler 2022, «A program to build E(n)-equivariant
 * steerable CNNs»).
 *
 * ```ts
 * import { o2Irrep } from "@erlangen/groups";
 *
 * [...o2Irrep(1, 3).matrix(Float64Array.of(1, 0, 0, -1))]; // => [1, 0, 0, -1]
 * o2Irrep(1, 1).product(o2Irrep(1, 1)).map(({ irrep }) => irrep.name); // => ["(0,0)", "(1,0)", "(1,2)"]
 * ```
 */
export function o2Irrep(flip: 0 | 1, k: number): O2Irrep {
  requireInteger("o2Irrep", "flip", flip, { least: 0, most: 1 });
  requireInteger("o2Irrep", "k", k, { least: 0, most: flip === 0 ? 0 : largestFrequency });
  const irrep: O2Irrep = Object.freeze<O2Irrep>({
    group: o2,
    name: `(${flip},${k})`,
    flip,
    frequency: k,
    type: "real",
    dim: k === 0 ? 1 : 2,
    get endomorphisms(): readonly Float64Array[] {
      return [identityMatrix(irrep.dim)];
    },
    matrix(g) {
      if (flip === 0) return trivialOf(o2, g);
      const angle = angleOf(o2, g);
      const sign = g[0] * g[3] - g[1] * g[2] < 0 ? -1 : 1;
      if (k === 0) return Float64Array.of(sign);
      const [a, b, c, d] = planeRotation(k * angle);
      return Float64Array.of(a, sign * b, c, sign * d).map((entry) => entry + 0);
    },
    algebraMatrix(x) {
      requireCoordinates("o2Irrep.algebraMatrix", "x", x, 1);
      return k === 0 ? Float64Array.of(0) : Float64Array.of(0, -k * x[0] + 0, k * x[0], 0);
    },
    product(other) {
      return termsOf(irrep, other).map(({ label: [f, frequency], map }) => ({
        irrep: o2Irrep(f, frequency),
        multiplicity: 1,
        coefficients: coefficientsOf(
          [irrep.dim, other.dim],
          map,
          irrep.dim * other.dim === 4 ? Math.SQRT1_2 : 1,
        ),
      }));
    },
  });
  return irrep;
}

/** An irrep in a product, and the bilinear map to it before normalisation. */
interface Term {
  readonly label: readonly [0 | 1, number];
  readonly map: BilinearMap;
}

function termsOf(first: O2Irrep, second: O2Irrep): Term[] {
  const [k, m] = [first.frequency, second.frequency];
  if (k === 0 && m === 0) {
    const flip = first.flip === second.flip ? 0 : 1;
    return [{ label: [flip, 0], map: (x, y) => [[x[0] * y[0]]] }];
  }
  const products = frequenciesOfProduct(k, m);
  if (k === 0 || m === 0) {
    const [{ map }] = products;
    const twisted = (k === 0 ? first : second).flip === 1;
    // A quarter turn makes up for the sign of the flip.
    return [
      {
        label: [1, k + m],
        map: twisted ? (x, y) => map(x, y).map((copy) => [-copy[1], copy[0]]) : map,
      },
    ];
  }
  return products.flatMap(({ frequency, map }): Term[] =>
    frequency === 0
      ? ([0, 1] as const).map((flip) => ({
          label: [flip, 0],
          map: (x, y) => [map(x, y)[flip]],
        }))
      : [{ label: [1, frequency], map }],
  );
}
