import type { LieGroup } from "../group/lie-group.ts";
import type { Representation } from "../group/representation.ts";
import { identityMatrix } from "./identity-matrix.ts";
import type { MatrixGroup } from "./matrix-group.ts";
import { requireCoordinates, requireSquareMatrix } from "./require-matrix.ts";

/**
 * The representation of a matrix group by its own matrices, such as vectors for O(n) and four-vectors
 * for the Lorentz group.
 *
 * ```ts
 * import { definingRepresentation, properLorentzGroup } from "@erlangen/groups";
 *
 * definingRepresentation(properLorentzGroup()).dim; // => 4
 * ```
 */
export function definingRepresentation(group: MatrixGroup): Representation<Float64Array> {
  return Object.freeze<Representation<Float64Array>>({
    group,
    dim: group.size,
    matrix(g) {
      requireSquareMatrix("definingRepresentation.matrix", "g", g, group.size);
      return g.slice();
    },
    algebraMatrix(x) {
      requireCoordinates("definingRepresentation.algebraMatrix", "x", x, group.dim);
      const matrix = new Float64Array(group.size * group.size);
      group.algebra.forEach((basis, i) =>
        basis.forEach((entry, at) => {
          matrix[at] += x[i] * entry;
        }),
      );
      return matrix;
    },
  });
}

/**
 * The representation of a Lie group on its own algebra, X -> g X g^-1; its derivative is X -> [Y, X].
 *
 * ```ts
 * import { adjointRepresentation, su2 } from "@erlangen/groups";
 *
 * [...adjointRepresentation(su2).matrix(Float64Array.of(-1, 0, 0, 0))]; // => [1, 0, 0, 0, 1, 0, 0, 0, 1]
 * ```
 */
export function adjointRepresentation<Element>(group: LieGroup<Element>): Representation<Element> {
  return Object.freeze<Representation<Element>>({
    group,
    dim: group.dim,
    matrix: (g) => group.adjoint(g),
    algebraMatrix(x) {
      requireCoordinates("adjointRepresentation.algebraMatrix", "x", x, group.dim);
      return bracketWith(group, x);
    },
  });
}

/**
 * The Killing form B(X, Y) = tr(ad X ad Y) of a Lie group, which the adjoint preserves. It is
 * negative definite for compact semisimple groups, such as -2 times the dot product for SO(3).
 *
 * @returns [dim, dim] in the basis `group.algebra`, symmetric.
 *
 * Source: Hall (2015), «Lie groups, Lie algebras, and representations», section 7.6.
 *
 * ```ts
 * import { killingForm, so3 } from "@erlangen/groups";
 *
 * [...killingForm(so3)]; // => [-2, 0, 0, 0, -2, 0, 0, 0, -2]
 * ```
 */
export function killingForm<Element>(group: LieGroup<Element>): Float64Array {
  const { dim } = group;
  const unit = identityMatrix(dim);
  const adjoints = Array.from({ length: dim }, (_, i) =>
    bracketWith(group, unit.subarray(i * dim, (i + 1) * dim)),
  );
  const form = new Float64Array(dim * dim);
  for (let i = 0; i < dim; i++) {
    for (let j = 0; j < dim; j++) {
      let trace = 0;
      for (let at = 0; at < dim * dim; at++) {
        trace += adjoints[i][at] * adjoints[j][(at % dim) * dim + Math.floor(at / dim)];
      }
      form[i * dim + j] = trace;
    }
  }
  return form;
}

/** The matrix of X -> [x, X]. */
function bracketWith<Element>(group: LieGroup<Element>, x: ArrayLike<number>): Float64Array {
  const { dim } = group;
  const unit = identityMatrix(dim);
  const columns = Array.from({ length: dim }, (_, i) =>
    group.bracket(x, unit.subarray(i * dim, (i + 1) * dim)),
  );
  return Float64Array.from(
    { length: dim * dim },
    (_, at) => columns[at % dim][Math.floor(at / dim)] + 0,
  );
}
