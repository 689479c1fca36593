import type { Representation } from "../group/representation.ts";
import { requireCoordinates } from "../lie/require-matrix.ts";
import { sl2r } from "../lie/sl2r.ts";
import { assertDegree } from "../rotation/degree.ts";
import { formGenerators } from "./form-generators.ts";
import { inducedMatrix } from "./induced-matrix.ts";

/**
 * The irrep of SL(2,R) on binary forms of degree d: (g p)(x, y) = p(g^-1 (x, y)), on coefficients of
 * y^d, x y^(d-1), ..., x^d.
 *
 * A left action, as representations are; {@link substitute} is the right action by g itself. Of
 * dimension d+1, irreducible, not orthogonal; every finite-dimensional representation of SL(2,R) is
 * a sum of these.
 *
 * @param d - Degree, an integer >= 0.
 * @throws ArgumentError when d is no degree.
 *
 * Source: Lawrence, Harris (2024), «Learning polynomial problems with SL(2,R)-equivariance»,
 * section 2.
 *
 * ```ts
 * import { binaryFormRepresentation } from "@erlangen/groups";
 *
 * const quadratics = binaryFormRepresentation(2);
 * quadratics.dim; // => 3
 * // x^2 becomes (x - y)^2.
 * [...quadratics.matrix(Float64Array.of(1, 1, 0, 1))]; // => [1, -1, 1, 0, 1, -2, 0, 0, 1]
 * ```
 */
export function binaryFormRepresentation(d: number): Representation<Float64Array> {
  assertDegree("binaryFormRepresentation", "d", d);
  const width = d + 1;
  const derivatives = formGenerators(d);
  return Object.freeze<Representation<Float64Array>>({
    group: sl2r,
    dim: width,
    matrix(g) {
      const powers = inducedMatrix(sl2r.inverse(g), d);
      return Float64Array.from(
        { length: width * width },
        (_, i) => powers[(i % width) * width + Math.floor(i / width)],
      );
    },
    algebraMatrix(x) {
      requireCoordinates("binaryFormRepresentation.algebraMatrix", "x", x, 3);
      // The algebra of SL(2,R) lists [[0, 1], [0, 0]], which is y d/dx, before its transpose.
      const [diagonal, raising, lowering] = [0, 2, 1].map((k) =>
        derivatives.subarray(k * width * width, (k + 1) * width * width),
      );
      return diagonal.map(
        (entry, i) => -(x[0] * entry + x[1] * raising[i] + x[2] * lowering[i]) + 0,
      );
    },
  });
}
