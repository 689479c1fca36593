import { equal, mul, reciprocal, select, sqrt, square, sum, type Tensor } from "@erlangen/tensor";

/** Vectors by length and direction. */
export interface UnitVectors {
  /** `[..., 1]` */
  readonly length: Tensor;
  /** `[..., 3]`, zeros for the zero vector. */
  readonly unit: Tensor;
}

/**
 * Lengths and directions of vectors; at the zero vector all derivatives are 0 instead of undefined.
 *
 * Shapes: [..., 3] -> [..., 1] and [..., 3].
 */
export function unitVectors(vectors: Tensor): UnitVectors {
  const squares = sum(square(vectors), -1, { keepAxes: true });
  const isZero = equal(squares, 0);
  // The argument is replaced too: the derivative of the branch not taken would still be 0 · ∞.
  const root = sqrt(select(isZero, 1, squares));
  return {
    length: select(isZero, 0, root),
    unit: mul(vectors, select(isZero, 0, reciprocal(root))),
  };
}
