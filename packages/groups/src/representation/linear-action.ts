import { ArgumentError } from "@erlangen/numerics";

/**
 * A matrix that takes each unit vector to a unit vector, up to sign: e_j ↦ sign[j] e_image[j]. What
 * elements of finite groups do in most representations.
 */
export interface MonomialAction {
  readonly kind: "monomial";
  readonly dim: number;
  /** Row of the entry of each column, [dim]. */
  readonly image: Int32Array;
  /** 1 or -1 for each column, [dim]. */
  readonly sign: Int8Array;
}

/** A matrix by its entries. */
export interface DenseAction {
  readonly kind: "dense";
  readonly dim: number;
  /** Row-major [dim, dim]. */
  readonly entries: Float64Array;
}

/**
 * A matrix built of smaller ones and never written out: their Kronecker product (`product`), their
 * direct sum (`sum`), or Σ_i 1 ⊗ ... X_i ... ⊗ 1, by which a Lie algebra acts on a tensor product
 * (`derivation`).
 */
export interface CompositeAction {
  readonly kind: "product" | "sum" | "derivation";
  readonly dim: number;
  readonly parts: readonly LinearAction[];
}

/** A square matrix in the form in which it is cheapest to apply. */
export type LinearAction = MonomialAction | DenseAction | CompositeAction;

/** An axis of a flat array: `left` indices before it and `right` after it, [left, dim, right]. */
export interface Axis {
  readonly left: number;
  readonly right: number;
}

/** Up to here products of monomial matrices are multiplied out: 5 bytes for each index. */
const largestMonomial = 2 ** 28;
/** Up to here matrices are written out: 2 GiB. */
const largestMatrix = 2 ** 14;
/** Entries as near to 0, 1 or -1 count as these. */
const rounding = 1e-13;

/** The matrix with these entries; monomial where it is one up to rounding. */
export function matrixAction(entries: Float64Array, dim: number): LinearAction {
  const image = new Int32Array(dim).fill(-1);
  const sign = new Int8Array(dim);
  const used = new Uint8Array(dim);
  for (let i = 0; i < dim; i++) {
    for (let j = 0; j < dim; j++) {
      const size = Math.abs(entries[i * dim + j]);
      if (size <= rounding) continue;
      if (Math.abs(size - 1) > rounding || image[j] !== -1 || used[i] === 1) {
        return { kind: "dense", dim, entries };
      }
      image[j] = i;
      used[i] = 1;
      sign[j] = entries[i * dim + j] > 0 ? 1 : -1;
    }
  }
  return image.includes(-1) ? { kind: "dense", dim, entries } : monomialAction(image, sign);
}

/** The monomial matrix of a permutation, with all signs 1 unless they are given. */
export function monomialAction(
  image: Int32Array,
  sign: Int8Array = new Int8Array(image.length).fill(1),
): MonomialAction {
  return { kind: "monomial", dim: image.length, image, sign };
}

/** The Kronecker product; the last factor has the fastest index. */
export function productAction(parts: readonly LinearAction[]): LinearAction {
  const dim = parts.reduce((product, part) => product * part.dim, 1);
  const monomials = parts.filter((part) => part.kind === "monomial");
  if (monomials.length < parts.length || dim > largestMonomial) {
    return { kind: "product", dim, parts };
  }
  let [image, sign] = [Int32Array.of(0), Int8Array.of(1)];
  for (const part of monomials) {
    const [nextImage, nextSign] = [
      new Int32Array(image.length * part.dim),
      new Int8Array(image.length * part.dim),
    ];
    for (let i = 0, at = 0; i < image.length; i++) {
      for (let j = 0; j < part.dim; j++, at++) {
        nextImage[at] = image[i] * part.dim + part.image[j];
        nextSign[at] = sign[i] * part.sign[j];
      }
    }
    [image, sign] = [nextImage, nextSign];
  }
  return monomialAction(image, sign);
}

/** The direct sum, block-diagonal in the order of the parts. */
export function sumAction(parts: readonly LinearAction[]): LinearAction {
  const dim = parts.reduce((sum, part) => sum + part.dim, 0);
  if (!parts.every((part) => part.kind === "monomial")) return { kind: "sum", dim, parts };
  const [image, sign] = [new Int32Array(dim), new Int8Array(dim)];
  let offset = 0;
  for (const part of parts) {
    for (let j = 0; j < part.dim; j++) image[offset + j] = offset + part.image[j];
    sign.set(part.sign, offset);
    offset += part.dim;
  }
  return monomialAction(image, sign);
}

/** Σ_i 1 ⊗ ... X_i ... ⊗ 1. */
export function derivationAction(parts: readonly LinearAction[]): CompositeAction {
  const dim = parts.reduce((product, part) => product * part.dim, 1);
  return { kind: "derivation", dim, parts };
}

/** `factor` times the transpose, where `factor` is 1 or -1 (the latter for Lie algebras alone). */
export function transposed(action: LinearAction, factor: 1 | -1 = 1): LinearAction {
  switch (action.kind) {
    case "monomial": {
      const [image, sign] = [new Int32Array(action.dim), new Int8Array(action.dim)];
      for (let j = 0; j < action.dim; j++) {
        image[action.image[j]] = j;
        sign[action.image[j]] = factor * action.sign[j];
      }
      return monomialAction(image, sign);
    }
    case "dense": {
      const { dim, entries } = action;
      const flipped = new Float64Array(dim * dim);
      for (let i = 0; i < dim; i++) {
        for (let j = 0; j < dim; j++) flipped[j * dim + i] = factor * entries[i * dim + j];
      }
      return { kind: "dense", dim, entries: flipped };
    }
    case "product":
      return {
        ...action,
        parts: action.parts.map((part, i) => transposed(part, i === 0 ? factor : 1)),
      };
    case "sum":
    case "derivation":
      return { ...action, parts: action.parts.map((part) => transposed(part, factor)) };
  }
}

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
