import { ShapeError } from "@erlangen/numerics";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { div, mul, sub } from "./arithmetic.ts";
import { stack } from "./concatenate.ts";
import { norm } from "./norm.ts";
import { requireFloat } from "./operands.ts";
import { sum } from "./reductions.ts";
import { slice } from "./slice.ts";

/**
 * Orthonormal vectors that span the same flag: q_i is v_i less its parts along q_0 ... q_(i-1), normalised.
 *
 * Commutes with rotations of the vectors. Shapes: `[..., count, dim]` → `[..., count, dim]`.
 *
 * Numerics: the modified order of subtractions; vectors that depend on one another give NaN or noise.
 *
 * @param vectors - `count` <= `dim` independent vectors in the rows.
 * @throws ShapeError when there are more vectors than dimensions.
 *
 * ```ts
 * import { gramSchmidt, tensor } from "@erlangen/tensor";
 *
 * gramSchmidt(tensor([[2, 0], [1, 3]])).toArray(); // => [[1, 0], [0, 1]]
 * ```
 */
export function gramSchmidt(vectors: Tensor): Tensor {
  requireFloat("gramSchmidt", "vectors", vectors);
  const { rank, shape } = vectors;
  if (rank < 2 || shape[rank - 2] > shape[rank - 1]) {
    throw new ShapeError(
      `gramSchmidt: expected vectors of shape [..., count, dim] with count <= dim, got ${formatShape(shape)}`,
    );
  }
  const basis: Tensor[] = [];
  for (let i = 0; i < shape[rank - 2]; i++) {
    let rest = slice(vectors, ["...", i, [0]]);
    for (const q of basis) rest = sub(rest, mul(q, sum(mul(q, rest), -1, { keepAxes: true })));
    basis.push(div(rest, norm(rest, -1, { keepAxes: true })));
  }
  return basis.length === 0 ? vectors : stack(basis, -2);
}
