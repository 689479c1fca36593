import { ArgumentError, cholesky, inverse, matmul, transpose } from "@erlangen/numerics";
import type { CompactGroup, Group } from "../group/group.ts";
import type { Representation } from "../group/representation.ts";
import { actionMatrix } from "./apply-action.ts";
import type { LinearAction } from "./linear-action.ts";
import { actionOf, algebraActionOf, structured } from "./structured-representation.ts";
import type { StructuredRepresentation } from "./structured-representation.ts";

/** An orthogonal representation, and how it came about. */
export interface Orthogonalized<Element> {
  /** L ρ(g) L⁻¹, orthogonal. */
  readonly representation: StructuredRepresentation<Element>;
  /** L, row-major [dim, dim]: new coordinates from old ones. */
  readonly changeOfBasis: Float64Array;
}

/**
 * An orthogonal representation that is equivalent to a given one of a compact group.
 *
 * The mean H = ∫ ρ(g)ᵀ ρ(g) dg is an inner product that the group preserves; with H = Lᵀ L, the
 * matrices L ρ(g) L⁻¹ are orthogonal.
 *
 * @param degree - For infinite groups: the mean must be exact for products of two matrix entries of
 * ρ, whose degrees add up to at most this; needless for finite groups.
 * @throws ArgumentError when the group is not compact, or `degree` is too small.
 */
export function orthogonalized<Element>(
  representation: Representation<Element>,
  degree: number = 0,
): Orthogonalized<Element> {
  const { group, dim } = representation;
  if (!isCompact(group)) {
    throw new ArgumentError(
      `orthogonalized: expected a compact group, got ${group.name}, which has no haarRule`,
    );
  }
  const cube = { rows: dim, inner: dim, columns: dim };
  const mean = new Float64Array(dim * dim);
  const { elements, weights } = group.haarRule(degree);
  elements.forEach((g, node) => {
    const matrix = actionMatrix(actionOf(representation, g));
    const square = matmul(transpose(matrix, dim, dim), matrix, cube);
    for (let i = 0; i < mean.length; i++) mean[i] += weights[node] * square[i];
  });
  const forward = transpose(cholesky(mean, dim), dim, dim);
  const back = inverse(forward, dim);
  const conjugate = (action: LinearAction): LinearAction => ({
    kind: "dense",
    dim,
    entries: matmul(matmul(forward, actionMatrix(action), cube), back, cube),
  });
  return {
    representation: structured({
      group,
      dim,
      action: (g) => conjugate(actionOf(representation, g)),
      algebraAction: (x) => conjugate(algebraActionOf(representation, x)),
    }),
    changeOfBasis: forward,
  };
}

function isCompact<Element>(group: Group<Element>): group is CompactGroup<Element> {
  return "haarRule" in group;
}
