import { ArgumentError } from "@erlangen/numerics";

/**
 * A group that acts on rows without changing distances, in the form in which orbits are compared.
 *
 * The distance of two orbits is min_g ‖g y - z‖; it is enough to move one of the two points.
 */
export interface Isometries {
  /** What it is, for messages and reports. */
  readonly name: string;
  /** Dimension of the group as a manifold: 0 for finite groups. */
  readonly dimension: number;
  /** Whether the minimum runs over the whole group, up to rounding; else distances come out too large. */
  readonly exact: boolean;
  readonly orbits: FiniteOrbits | QuotientMap | AlignedPairs;
  /** @throws ArgumentError when the group does not act on rows of `columns` numbers. */
  requireColumns(where: string, columns: number): void;
}

/** A finite group: every image of a row is searched for. */
export interface FiniteOrbits {
  readonly kind: "finite";
  readonly order: number;
  /** Writes element `g` applied to a row. */
  act(g: number, source: RowPlace, target: RowTarget): void;
}

/** A group whose space of orbits lies in a Euclidean space (or flat torus) with the same distances. */
export interface QuotientMap {
  readonly kind: "quotient";
  /** Numbers in a reduced row. */
  width(columns: number): number;
  reduce(source: RowPlace, target: RowTarget): void;
  /** The columns that the reduced row keeps as they are, for periods; undefined where it keeps none. */
  keeps?(columns: number): readonly number[];
}

/** A group whose best element for two rows has a closed form. */
export interface AlignedPairs {
  readonly kind: "pairs";
  /** min_g ‖g y - z‖², possibly with the rounding of differences of squared norms. */
  squaredDistance(y: RowPlace, z: RowPlace, columns: number): number;
  /** The same as Σ (g y - z)² with the best g, which keeps its digits for small distances. */
  alignedSquaredDistance(y: RowPlace, z: RowPlace, columns: number): number;
  /** For denoising, where the integral has a closed form. */
  readonly mean?: OrbitMean;
}

/**
 * Writes the mean of g y over the group with the weight exp(-‖x - g y‖² / (2σ²)), and returns the logarithm of the mean
 * of that weight by Haar measure.
 */
export type OrbitMean = (
  x: RowPlace,
  y: RowPlace,
  target: RowTarget & { readonly sigma: number },
) => number;

/** A row inside a flat array. */
export interface RowPlace {
  readonly rows: ArrayLike<number>;
  readonly at: number;
}

/** Where a row of `columns` numbers, moved or reduced, is to be written. */
export interface RowTarget {
  readonly rows: Float64Array;
  readonly at: number;
  /** Numbers in the row that it comes from. */
  readonly columns: number;
}

/** A check that rows have exactly, or a multiple of, so many columns. */
export function columnsCheck(
  name: string,
  fits: (columns: number) => boolean,
  expected: string,
): (where: string, columns: number) => void {
  return (where, columns) => {
    if (fits(columns)) return;
    throw new ArgumentError(
      `${where}: expected columns to be ${expected} for the group ${name}, got ${columns}`,
    );
  };
}
