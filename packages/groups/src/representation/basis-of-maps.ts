import { ArgumentError, ShapeError } from "@erlangen/numerics";
import type { SignedOrbits } from "./signed-orbits.ts";

/** An orthonormal basis of a space of matrices [rows, columns]; the inner product is Σ A_ij B_ij. */
export interface BasisOfMaps {
  /** Number of basis elements. */
  readonly dimension: number;
  /** dim(repOut). */
  readonly rows: number;
  /** dim(repIn). */
  readonly columns: number;
  /** How it was found, see `equivariantBasis`. */
  readonly method: "orbits" | "dense" | "krylov";
  /**
   * All elements, row-major [dimension, rows, columns].
   *
   * @throws ArgumentError when they would fill more than 1 GiB.
   */
  readonly basis: Float64Array;
  /** Where the method is `orbits`: which entries are equal, so that parameters can be tied. */
  readonly orbits?: SignedOrbits;
  /** One element, row-major [rows, columns]. */
  element(index: number): Float64Array;
  /** Σ_k c_k E_k, row-major [rows, columns]: the map with these coefficients [dimension]. */
  combine(coefficients: ArrayLike<number>): Float64Array;
  /**
   * The coefficients [dimension] of the orthogonal projection of a matrix [rows, columns] on the
   * space.
   */
  coordinates(matrix: ArrayLike<number>): Float64Array;
}

/** Basis elements that live in one block of the matrices. */
export interface BasisBlock {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  /** Number of elements. */
  readonly count: number;
  /** Orthonormal, [count, rows, columns]. */
  readonly vectors: Float64Array;
}

/** Up to here all elements are written out: 1 GiB. */
const largestBasis = 2 ** 27;

/** The basis whose elements are the orbits over the roots of their sizes. */
export function orbitBasis(rows: number, columns: number, orbits: SignedOrbits): BasisOfMaps {
  const { count, labels, signs, sizes } = orbits;
  const scales = Float64Array.from(sizes, (size) => 1 / Math.sqrt(size));
  return basisOfMaps({
    shape: { rows, columns, dimension: count, method: "orbits" },
    orbits,
    add(coefficients) {
      const matrix = new Float64Array(rows * columns);
      for (let i = 0; i < matrix.length; i++) {
        const label = labels[i];
        if (label >= 0) matrix[i] = signs[i] * scales[label] * coefficients[label];
      }
      return matrix;
    },
    project(matrix) {
      const coefficients = new Float64Array(count);
      for (let i = 0; i < labels.length; i++) {
        const label = labels[i];
        if (label >= 0) coefficients[label] += signs[i] * scales[label] * matrix[i];
      }
      return coefficients;
    },
  });
}

/** The basis of all elements of some disjoint blocks. */
export function blockBasis(
  shape: Pick<BasisOfMaps, "rows" | "columns" | "method">,
  blocks: readonly BasisBlock[],
): BasisOfMaps {
  const { rows, columns } = shape;
  const elements = blocks.flatMap((block) =>
    Array.from({ length: block.count }, (_, place) => ({ block, place })),
  );
  return basisOfMaps({
    shape: { ...shape, dimension: elements.length },
    add(coefficients) {
      const matrix = new Float64Array(rows * columns);
      elements.forEach(({ block, place }, index) => {
        const coefficient = coefficients[index];
        if (coefficient === 0) return;
        walk(block, place, columns, (at, value) => {
          matrix[at] += coefficient * value;
        });
      });
      return matrix;
    },
    project(matrix) {
      return Float64Array.from(elements, ({ block, place }) => {
        let sum = 0;
        walk(block, place, columns, (at, value) => {
          sum += matrix[at] * value;
        });
        return sum;
      });
    },
  });
}

/** Visits the entries of one element of a block: place in the matrix, and value. */
function walk(
  block: BasisBlock,
  place: number,
  columns: number,
  visit: (at: number, value: number) => void,
): void {
  let from = place * block.rows * block.columns;
  for (let i = 0; i < block.rows; i++) {
    const start = (block.row + i) * columns + block.column;
    for (let j = 0; j < block.columns; j++) visit(start + j, block.vectors[from++]);
  }
}

interface BasisParts {
  readonly shape: Pick<BasisOfMaps, "rows" | "columns" | "method" | "dimension">;
  readonly orbits?: SignedOrbits;
  readonly add: (coefficients: ArrayLike<number>) => Float64Array;
  readonly project: (matrix: ArrayLike<number>) => Float64Array;
}

function basisOfMaps({ shape, orbits, add, project }: BasisParts): BasisOfMaps {
  const { rows, columns, dimension } = shape;
  const element = (index: number): Float64Array => {
    if (!(Number.isInteger(index) && index >= 0 && index < dimension)) {
      throw new ArgumentError(
        `element: expected index to be an integer from 0 to ${dimension - 1}, got ${String(index)}`,
      );
    }
    const unit = new Float64Array(dimension);
    unit[index] = 1;
    return add(unit);
  };
  return {
    ...shape,
    ...(orbits === undefined ? {} : { orbits }),
    get basis(): Float64Array {
      const size = rows * columns;
      if (dimension * size > largestBasis) {
        throw new ArgumentError(
          `basis: expected at most ${largestBasis} numbers, got ${dimension} matrices [${rows}, ${columns}]; use element(index), combine(coefficients) or coordinates(matrix)`,
        );
      }
      const all = new Float64Array(dimension * size);
      for (let index = 0; index < dimension; index++) all.set(element(index), index * size);
      return all;
    },
    element,
    combine(coefficients) {
      requireLength("combine", "coefficients of shape [dimension]", coefficients, dimension);
      return add(coefficients);
    },
    coordinates(matrix) {
      requireLength("coordinates", "matrix of shape [rows, columns]", matrix, rows * columns);
      return project(matrix);
    },
  };
}

function requireLength(
  where: string,
  what: string,
  values: ArrayLike<number>,
  length: number,
): void {
  if (values?.length === length) return;
  throw new ShapeError(`${where}: expected ${what}, ${length} numbers, got ${values?.length}`);
}
