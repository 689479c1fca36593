import { ShapeError, matmul, transpose } from "@erlangen/numerics";
import type { Representation } from "../group/representation.ts";
import { applyAction } from "./apply-action.ts";
import type { LinearAction } from "./linear-action.ts";
import { actionOf, algebraActionOf, structured } from "./structured-representation.ts";
import type { StructuredRepresentation } from "./structured-representation.ts";

/**
 * The representation on an invariant subspace: B ρ(g) Bᵀ.
 *
 * @param basis - B: orthonormal rows that span the subspace, row-major [rows, dim].
 * @throws ShapeError when the length of `basis` is no multiple of dim, or is 0. It is not checked
 * that the subspace is invariant.
 */
export function subrepresentation<Element>(
  representation: Representation<Element>,
  basis: Float64Array,
): StructuredRepresentation<Element> {
  const full = representation.dim;
  const dim = basis.length / full;
  if (!(Number.isInteger(dim) && dim >= 1)) {
    throw new ShapeError(
      `subrepresentation: expected basis of shape [rows, dim] with dim = ${full}, got ${basis.length} numbers`,
    );
  }
  return structured({
    group: representation.group,
    dim,
    action: (g) => compressed(actionOf(representation, g), basis, dim),
    algebraAction: (x) => compressed(algebraActionOf(representation, x), basis, dim),
  });
}

/** B A Bᵀ for B [dim, full]. */
function compressed(action: LinearAction, basis: Float64Array, dim: number): LinearAction {
  const full = action.dim;
  const moved = applyAction(action, transpose(basis, dim, full), { left: 1, right: dim });
  const entries = matmul(basis, moved, { rows: dim, inner: full, columns: dim });
  return { kind: "dense", dim, entries };
}
