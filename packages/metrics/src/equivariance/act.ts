import { Irreps } from "@erlangen/groups";
import type { EuclideanElement } from "./euclidean-group.ts";

/** How the rows of one array transform. */
export interface RowAction {
  readonly irreps: Irreps;
  /** Whether each 1o vector of a row is a point, so that it is translated too. */
  readonly translates: boolean;
}

/**
 * Applies a motion to every row: rho(matrix) x, and for points + translation.
 *
 * One block of the representation is multiplied at a time, so that the cost is (2l+1) for each number.
 *
 * Shapes: rows [..., dim], flat -> the same.
 */
export function actOnRows(
  element: EuclideanElement,
  rows: Float64Array,
  { irreps, translates }: RowAction,
): Float64Array {
  const { matrix, translation } = element;
  const result = new Float64Array(rows.length);
  for (const { multiplicity, irrep, offset } of irreps.blocks) {
    if (multiplicity === 0) continue;
    const width = irrep.dim;
    const d = Irreps.fromBlocks([{ multiplicity: 1, irrep }]).matrix(matrix);
    for (let row = 0; row < rows.length; row += irreps.dim) {
      for (let copy = 0; copy < multiplicity; copy++) {
        const start = row + offset + copy * width;
        for (let i = 0; i < width; i++) {
          let sum = translates ? translation[i] : 0;
          for (let j = 0; j < width; j++) sum += d[i * width + j] * rows[start + j];
          result[start + i] = sum;
        }
      }
    }
  }
  return result;
}
