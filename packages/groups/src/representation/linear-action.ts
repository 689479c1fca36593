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

/** Up to here products of monomial matrices are multiplied out: 5 bytes for each index. */
const largestMonomial = 2 ** 28;
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
