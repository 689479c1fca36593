import type { ProductTerm, RealIrrep } from "@erlangen/groups";
import { expect } from "vitest";
import { expectClose, multiply, transpose } from "../closeness.ts";

/** The Kronecker product of two square matrices. */
function kronecker(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  [n, m]: readonly [number, number],
): Float64Array {
  const size = n * m;
  return Float64Array.from({ length: size * size }, (_, at) => {
    const [row, column] = [Math.floor(at / size), at % size];
    return (
      first[Math.floor(row / m) * n + Math.floor(column / m)] * second[(row % m) * m + (column % m)]
    );
  });
}

/** A block-diagonal matrix, and its size. */
export function blockDiagonal(
  blocks: readonly { readonly matrix: ArrayLike<number>; readonly dim: number }[],
): Float64Array {
  const size = blocks.reduce((sum, { dim }) => sum + dim, 0);
  const result = new Float64Array(size * size);
  let offset = 0;
  for (const { matrix, dim } of blocks) {
    for (let i = 0; i < dim * dim; i++) {
      result[(offset + Math.floor(i / dim)) * size + offset + (i % dim)] = matrix[i];
    }
    offset += dim;
  }
  return result;
}

type Irrep = RealIrrep<Float64Array>;

/** Asserts that all terms of a product together are orthogonal and intertwine at some elements. */
export function expectDecomposes<Kind extends Irrep>(
  [first, second]: readonly [Kind, Kind],
  terms: readonly ProductTerm<Kind>[],
  elements: readonly Float64Array[],
): void {
  const size = first.dim * second.dim;
  const columns: Float64Array[] = [];
  for (const { irrep, multiplicity, coefficients } of terms) {
    const width = multiplicity * irrep.dim;
    expect(coefficients.length).toBe(size * width);
    for (let c = 0; c < width; c++) {
      columns.push(Float64Array.from({ length: size }, (_, row) => coefficients[row * width + c]));
    }
  }
  expect(columns.length).toBe(size);
  const change = Float64Array.from(
    { length: size * size },
    (_, at) => columns[at % size][Math.floor(at / size)],
  );
  const unit = Float64Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? 1 : 0));
  expectClose(multiply(transpose(change, size), change, size), unit);
  for (const g of elements) {
    const blocks = terms.flatMap(({ irrep, multiplicity }) =>
      Array.from({ length: multiplicity }, () => ({ matrix: irrep.matrix(g), dim: irrep.dim })),
    );
    const product = kronecker(first.matrix(g), second.matrix(g), [first.dim, second.dim]);
    expectClose(multiply(product, change, size), multiply(change, blockDiagonal(blocks), size));
  }
}

/** Asserts what every real irrep owes: homomorphism, orthogonality, derivative, endomorphisms. */
export function expectIrrep(irrep: Irrep, elements: readonly Float64Array[]): void {
  const { dim, group, endomorphisms } = irrep;
  const unit = Float64Array.from({ length: dim * dim }, (_, i) => (i % (dim + 1) === 0 ? 1 : 0));
  const minus = unit.map((entry) => -entry);
  elements.forEach((g, i) => {
    const h = elements[(i + 1) % elements.length];
    const matrix = irrep.matrix(g);
    expectClose(irrep.matrix(group.compose(g, h)), multiply(matrix, irrep.matrix(h), dim));
    expectClose(multiply(matrix, transpose(matrix, dim), dim), unit);
    for (const endomorphism of endomorphisms) {
      expectClose(multiply(endomorphism, matrix, dim), multiply(matrix, endomorphism, dim));
    }
  });
  expectClose(endomorphisms[0], unit, 0);
  for (const endomorphism of endomorphisms.slice(1)) {
    expectClose(multiply(endomorphism, endomorphism, dim), minus);
    expectClose(
      transpose(endomorphism, dim),
      endomorphism.map((entry) => -entry),
    );
  }
  expect(endomorphisms.length).toBe({ real: 1, complex: 2, quaternionic: 4 }[irrep.type]);
}
