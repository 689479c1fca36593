import { ShapeError } from "@erlangen/numerics";
import { formatShape } from "../shape.ts";
import { Tensor } from "../tensor.ts";
import { sum } from "./reductions.ts";
import { reshape } from "./reshape.ts";
import { select } from "./select.ts";
import { slice } from "./slice.ts";

/**
 * The diagonal of square matrices: [..., n, n] -> [..., n].
 *
 * @throws ShapeError when the last two axes differ.
 */
export function diagonal(x: Tensor): Tensor {
  const n = squareSize("diagonal", x);
  const rows = reshape(x, [...x.shape.slice(0, -2), n * n]);
  return slice(rows, ["...", [0, n * n, n + 1]]);
}

/**
 * The sum of the diagonal of square matrices: [..., n, n] -> [...].
 *
 * @throws ShapeError when the last two axes differ.
 *
 * ```ts
 * import { matrixTrace, tensor } from "@erlangen/tensor";
 *
 * matrixTrace(tensor([[1, 2], [3, 4]])).item(); // => 5
 * ```
 */
export function matrixTrace(x: Tensor): Tensor {
  squareSize("matrixTrace", x);
  return sum(diagonal(x), -1);
}

/**
 * Keeps the lower triangle of matrices [..., m, n] and puts 0 elsewhere.
 *
 * @param offset - Keeps the elements with column - row <= offset. Default 0: with the diagonal.
 * @throws ShapeError when `x` has fewer than two axes.
 */
export function tril(x: Tensor, offset = 0): Tensor {
  return masked("tril", x, (difference) => difference <= offset);
}

/**
 * Keeps the upper triangle of matrices [..., m, n] and puts 0 elsewhere.
 *
 * @param offset - Keeps the elements with column - row >= offset. Default 0: with the diagonal.
 * @throws ShapeError when `x` has fewer than two axes.
 */
export function triu(x: Tensor, offset = 0): Tensor {
  return masked("triu", x, (difference) => difference >= offset);
}

function squareSize(caller: string, x: Tensor): number {
  const n = x.shape.at(-1);
  if (x.rank < 2 || n === undefined || n !== x.shape.at(-2)) {
    throw new ShapeError(`${caller}: expected x of shape [..., n, n], got ${formatShape(x.shape)}`);
  }
  return n;
}

function masked(caller: string, x: Tensor, keeps: (difference: number) => boolean): Tensor {
  if (x.rank < 2) {
    throw new ShapeError(`${caller}: expected x of shape [..., m, n], got ${formatShape(x.shape)}`);
  }
  const [m, n] = x.shape.slice(-2);
  const mask = Uint8Array.from({ length: m * n }, (_, i) =>
    keeps((i % n) - Math.floor(i / n)) ? 1 : 0,
  );
  return select(new Tensor({ shape: [m, n], dtype: "bool" }, mask), x, 0);
}
