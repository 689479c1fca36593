import { ArgumentError } from "@erlangen/numerics";
import type { CompositeAction, LinearAction } from "./linear-action.ts";

/** An axis of a flat array: `left` indices before it and `right` after it, [left, dim, right]. */
export interface Axis {
  readonly left: number;
  readonly right: number;
}

/** Up to here matrices are written out: 2 GiB. */
const largestMatrix = 2 ** 14;

/**
 * Applies a matrix along one axis of an array.
 *
 * Shapes: x [left, dim, right] → [left, dim, right], a fresh array (which shares nothing with `x`).
 */
export function applyAction(
  action: LinearAction,
  x: Float64Array,
  { left, right }: Axis = { left: 1, right: 1 },
): Float64Array {
  const { dim } = action;
  switch (action.kind) {
    case "monomial": {
      const y = new Float64Array(x.length);
      const { image, sign } = action;
      for (let a = 0, from = 0; a < left; a++) {
        for (let j = 0; j < dim; j++) {
          const s = sign[j];
          const to = (a * dim + image[j]) * right;
          for (let b = 0; b < right; b++) y[to + b] = s * x[from++];
        }
      }
      return y;
    }
    case "dense": {
      const y = new Float64Array(x.length);
      for (let a = 0; a < left; a++)
        multiplyInto(y, action.entries, x, { dim, right, at: a * dim * right });
      return y;
    }
    case "sum":
      return applySum(action, x, { left, right });
    case "product": {
      let y = x;
      let before = left;
      let after = dim * right;
      for (const part of action.parts) {
        after /= part.dim;
        y = applyAction(part, y, { left: before, right: after });
        before *= part.dim;
      }
      return y === x ? x.slice() : y;
    }
    case "derivation": {
      const y = new Float64Array(x.length);
      let before = left;
      let after = dim * right;
      for (const part of action.parts) {
        after /= part.dim;
        const term = applyAction(part, x, { left: before, right: after });
        for (let i = 0; i < y.length; i++) y[i] += term[i];
        before *= part.dim;
      }
      return y;
    }
  }
}

/**
 * All entries, row-major [dim, dim].
 *
 * @throws ArgumentError when they would fill more than 2 GiB.
 */
export function actionMatrix(action: LinearAction): Float64Array {
  const { dim } = action;
  if (dim > largestMatrix) {
    throw new ArgumentError(
      `matrix: expected a dimension up to ${largestMatrix}, got ${dim}; apply the action instead: applyAction(actionOf(representation, g), x)`,
    );
  }
  const unit = new Float64Array(dim * dim);
  for (let i = 0; i < dim; i++) unit[i * dim + i] = 1;
  return action.kind === "dense"
    ? action.entries.slice()
    : applyAction(action, unit, { left: 1, right: dim });
}

/** The sum of the diagonal entries. */
export function actionTrace(action: LinearAction): number {
  switch (action.kind) {
    case "monomial":
      return action.image.reduce((sum, i, j) => (i === j ? sum + action.sign[j] : sum), 0);
    case "dense":
      return action.entries.reduce(
        (sum, entry, at) => (at % (action.dim + 1) === 0 ? sum + entry : sum),
        0,
      );
    case "product":
      return action.parts.reduce((product, part) => product * actionTrace(part), 1);
    case "sum":
      return action.parts.reduce((sum, part) => sum + actionTrace(part), 0);
    case "derivation":
      return action.parts.reduce(
        (sum, part) => sum + (actionTrace(part) * action.dim) / part.dim,
        0,
      );
  }
}

function applySum(action: CompositeAction, x: Float64Array, { left, right }: Axis): Float64Array {
  const y = new Float64Array(x.length);
  let offset = 0;
  for (const part of action.parts) {
    const width = part.dim * right;
    for (let a = 0; a < left; a++) {
      const start = a * action.dim * right + offset;
      const block = applyAction(part, x.subarray(start, start + width), { left: 1, right });
      y.set(block, start);
    }
    offset += width;
  }
  return y;
}

/** The block y [dim, right] at offset `at` becomes `entries` [dim, dim] times that of x. */
function multiplyInto(
  y: Float64Array,
  entries: Float64Array,
  x: Float64Array,
  { dim, right, at }: { readonly dim: number; readonly right: number; readonly at: number },
): void {
  for (let i = 0; i < dim; i++) {
    const row = at + i * right;
    if (right === 1) {
      let sum = 0;
      for (let j = 0, entry = i * dim; j < dim; j++, entry++) sum += entries[entry] * x[at + j];
      y[row] = sum;
      continue;
    }
    for (let j = 0; j < dim; j++) {
      const factor = entries[i * dim + j];
      if (factor === 0) continue;
      const from = at + j * right;
      for (let b = 0; b < right; b++) y[row + b] += factor * x[from + b];
    }
  }
}
