import { ShapeError } from "@erlangen/numerics";
import type { FiniteGroup } from "../group/finite-group.ts";
import { matrixAction, monomialAction } from "./linear-action.ts";
import type { LinearAction } from "./linear-action.ts";
import { cosetsOf } from "./permutation-representation.ts";
import { requireInteger } from "./require-argument.ts";
import { structured } from "./structured-representation.ts";
import type { StructuredRepresentation } from "./structured-representation.ts";

/** What `inducedRepresentation` starts from: a representation σ of a subgroup H. */
export interface InducedRepresentationOptions {
  /** The elements of H in the large group. */
  readonly subgroup: readonly number[];
  /** Dimension of σ. */
  readonly dim: number;
  /** σ(h), row-major [dim, dim], for an element h of H, given as an element of the large group. */
  readonly matrix: (h: number) => Float64Array;
}

/**
 * The representation induced by one of a subgroup: fields of type σ on the homogeneous space G/H.
 *
 * With representatives r_x of the cosets, g r_x = r_y h, and ρ(g) takes the fibre over x to that
 * over y by σ(h).
 *
 * Shapes: dim = |G|/|H| dim(σ), [cosets, dim(σ)].
 *
 * @throws ArgumentError when `subgroup` is none; ShapeError when a matrix has another size.
 *
 * Source: Serre (1977), «Linear representations of finite groups», section 3.3.
 *
 * ```ts
 * import { cyclicGroup, inducedRepresentation } from "@erlangen/groups";
 *
 * const sign = (h: number) => Float64Array.of(h === 0 ? 1 : -1);
 * inducedRepresentation(cyclicGroup(4), { subgroup: [0, 2], dim: 1, matrix: sign }).dim; // => 2
 * ```
 */
export function inducedRepresentation(
  group: FiniteGroup,
  { subgroup, dim, matrix }: InducedRepresentationOptions,
): StructuredRepresentation<number> {
  const where = "inducedRepresentation";
  requireInteger(where, "dim", dim, { least: 1 });
  const cosets = cosetsOf(where, group, subgroup);
  const { representatives, size } = cosets;
  const fibre = (h: number): LinearAction => {
    const entries = matrix(h);
    if (entries?.length !== dim * dim) {
      throw new ShapeError(
        `${where}: expected matrix(h) of shape [dim, dim] = [${dim}, ${dim}], got ${entries?.length} numbers`,
      );
    }
    return matrixAction(entries, dim);
  };
  return structured({
    group,
    dim: size * dim,
    action: (g) => {
      const moved = representatives.map((r) => group.multiply(g, r));
      const targets = moved.map((element) => cosets.cosetOf(element));
      const fibres = moved.map((element, x) =>
        fibre(group.multiply(group.inverse(representatives[targets[x]]), element)),
      );
      return assemble(targets, fibres, dim);
    },
  });
}

/** The matrix of blocks that takes the fibre over x to that over targets[x]. */
function assemble(
  targets: readonly number[],
  fibres: readonly LinearAction[],
  dim: number,
): LinearAction {
  const size = targets.length * dim;
  const monomials = fibres.filter((fibre) => fibre.kind === "monomial");
  if (monomials.length === fibres.length) {
    const [image, sign] = [new Int32Array(size), new Int8Array(size)];
    monomials.forEach((fibre, x) => {
      for (let j = 0; j < dim; j++) image[x * dim + j] = targets[x] * dim + fibre.image[j];
      sign.set(fibre.sign, x * dim);
    });
    return monomialAction(image, sign);
  }
  const entries = new Float64Array(size * size);
  fibres.forEach((fibre, x) => {
    for (let i = 0; i < dim; i++) {
      for (let j = 0; j < dim; j++) {
        const value =
          fibre.kind === "dense"
            ? fibre.entries[i * dim + j]
            : fibre.kind === "monomial" && fibre.image[j] === i
              ? fibre.sign[j]
              : 0;
        entries[(targets[x] * dim + i) * size + x * dim + j] = value;
      }
    }
  });
  return { kind: "dense", dim: size, entries };
}
