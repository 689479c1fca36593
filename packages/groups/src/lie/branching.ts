import { matmul } from "@erlangen/numerics";
import { assertDegree } from "../rotation/degree.ts";
import { requireInteger } from "../group/require-integer.ts";
import { wignerD } from "../rotation/wigner-d.ts";
import { identityMatrix } from "./identity-matrix.ts";
import type { O2Irrep } from "./o2-irrep.ts";
import { so2Irrep } from "./so2-irrep.ts";
import type { So2Irrep } from "./so2-irrep.ts";

/** An irrep seen by a subgroup: rho(h) = Q (sum of the irreps at h) Q^T. */
export interface Branching<Label> {
  /** The irreps of the subgroup, in the order of the columns of Q. */
  readonly irreps: readonly Label[];
  /** The orthogonal Q, [dim, dim], row-major. */
  readonly changeOfBasis: Float64Array;
}

/** An irrep of the dihedral group D_n, in escnn's naming. */
export interface DihedralLabel {
  /** 1 where the flip acts. */
  readonly flip: 0 | 1;
  /** Frequency, from 0 to n/2. */
  readonly frequency: number;
}

/**
 * How an irrep of SO(2) splits for the cyclic group C_n of rotations by multiples of 2 pi / n.
 *
 * @param irrep - Frequency k.
 * @param n - Order, an integer from 1 to 1,000,000.
 * @returns Frequencies from 0 to n/2: those of `cyclicGroup(n).irreps()`. k and n-k give the same,
 * mirrored; multiples of n/2 split in two.
 * @throws ArgumentError when n is no such integer.
 *
 * Source: conventions of escnn (Cesa, Lang, Weiler 2022).
 *
 * ```ts
 * import { branchSo2ToCyclic, so2Irrep } from "@erlangen/groups";
 *
 * branchSo2ToCyclic(so2Irrep(2), 4).irreps; // => [2, 2]
 * ```
 */
export function branchSo2ToCyclic(irrep: So2Irrep, n: number): Branching<number> {
  requireInteger("branchSo2ToCyclic", "n", n, { least: 1, most: 1e6 });
  const rest = irrep.frequency % n;
  if (irrep.dim === 1) return { irreps: [0], changeOfBasis: identityMatrix(1) };
  if (2 * rest === n || rest === 0) {
    return { irreps: [rest, rest], changeOfBasis: identityMatrix(2) };
  }
  return 2 * rest < n
    ? { irreps: [rest], changeOfBasis: identityMatrix(2) }
    : { irreps: [n - rest], changeOfBasis: Float64Array.of(1, 0, 0, -1) };
}

/**
 * How an irrep of O(2) splits for the dihedral group D_n of those rotations and n flips.
 *
 * @param irrep - Flip and frequency.
 * @param n - Half the order, an integer from 1 to 1,000,000.
 * @throws ArgumentError when n is no such integer.
 *
 * Source: conventions of escnn (Cesa, Lang, Weiler 2022).
 *
 * ```ts
 * import { branchO2ToDihedral, o2Irrep } from "@erlangen/groups";
 *
 * branchO2ToDihedral(o2Irrep(1, 2), 4).irreps; // => [{ flip: 0, frequency: 2 }, { flip: 1, frequency: 2 }]
 * ```
 */
export function branchO2ToDihedral(irrep: O2Irrep, n: number): Branching<DihedralLabel> {
  const { flip, frequency } = irrep;
  if (irrep.dim === 1) {
    requireInteger("branchO2ToDihedral", "n", n, { least: 1, most: 1e6 });
    return { irreps: [{ flip, frequency: 0 }], changeOfBasis: identityMatrix(1) };
  }
  const { irreps, changeOfBasis } = branchSo2ToCyclic(so2Irrep(frequency), n);
  // The first axis is fixed by the flip, the second changes sign.
  const labels: DihedralLabel[] =
    irreps.length === 2
      ? [
          { flip: 0, frequency: irreps[0] },
          { flip: 1, frequency: irreps[1] },
        ]
      : [{ flip: 1, frequency: irreps[0] }];
  return { irreps: labels, changeOfBasis };
}

/**
 * How an irrep of O(2) splits for SO(2): it does not.
 *
 * @param irrep - Flip and frequency.
 *
 * ```ts
 * import { branchO2ToSo2, o2Irrep } from "@erlangen/groups";
 *
 * branchO2ToSo2(o2Irrep(1, 3)).irreps.map(({ name }) => name); // => ["(3)"]
 * ```
 */
export function branchO2ToSo2(irrep: O2Irrep): Branching<So2Irrep> {
  return { irreps: [so2Irrep(irrep.frequency)], changeOfBasis: identityMatrix(irrep.dim) };
}

/**
 * How the irrep of degree l of SO(3) splits for the rotations about an axis: once into each
 * frequency 0, ..., l.
 *
 * Block k > 0 has the columns of the components m = k and m = -k of the harmonics whose polar axis
 * is the given one.
 *
 * @param l - Degree, an integer >= 0.
 * @param rotation - Takes the polar axis y to the axis in question, [3, 3]; default the identity.
 * @throws ShapeError or ArgumentError when an argument is outside its range.
 *
 * ```ts
 * import { branchSo3ToSo2 } from "@erlangen/groups";
 *
 * branchSo3ToSo2(2).irreps.map(({ frequency }) => frequency); // => [0, 1, 2]
 * ```
 */
export function branchSo3ToSo2(
  l: number,
  rotation: ArrayLike<number> = identityMatrix(3),
): Branching<So2Irrep> {
  assertDegree("branchSo3ToSo2", "l", l);
  const width = 2 * l + 1;
  const polar = new Float64Array(width * width);
  for (let k = 0; k <= l; k++) {
    // Column 2k-1 is component m = k, column 2k is m = -k.
    if (k > 0) polar[(l + k) * width + 2 * k - 1] = 1;
    polar[(l - k) * width + 2 * k] = 1;
  }
  const turned = matmul(wignerD(l, rotation), polar, { rows: width, inner: width, columns: width });
  return {
    irreps: Array.from({ length: width - l }, (_, k) => so2Irrep(k)),
    changeOfBasis: turned,
  };
}
