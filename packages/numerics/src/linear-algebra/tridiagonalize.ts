import type { BlockReflector } from "./block-reflector.ts";
import { blockReflector, reflectBlock } from "./block-reflector.ts";
import { addProduct } from "./products/add-product.ts";
import { mirrorLower } from "./products/cross-product.ts";
import { matrixMemory, type MatrixMemory } from "./products/row-sums.ts";
import { makeReflector } from "./reflector.ts";

/** A symmetric tridiagonal T, and the orthogonal Q with A = Q T Qᵀ. */
export interface Tridiagonal {
  /** [n] */
  readonly diagonal: Float64Array;
  /** [n]; entry i couples i and i + 1, the last is 0. */
  readonly offDiagonal: Float64Array;
  /** Q is the product of these, in order. */
  readonly reflectors: readonly BlockReflector[];
}

/** Columns that are reduced before the rest of the matrix is brought up to date. */
const panelWidth = 32;

/**
 * Householder reduction of a symmetric matrix.
 *
 * With p = tau A v and w = p - (tau/2)(pᵀv) v, a reflection on both sides is A - v wᵀ - w vᵀ. Of a panel of columns,
 * only the next one is brought up to date each time; the rest follows in one product A - V Wᵀ - W Vᵀ, so that half of
 * the work is matrix products.
 *
 * Source: Dongarra, Sorensen, Hammarling (1989), «Block reduction of matrices to condensed forms for eigenvalue
 * computations».
 */
export function tridiagonalize(matrix: Float64Array, n: number): Tridiagonal {
  const diagonal = new Float64Array(n);
  const offDiagonal = new Float64Array(n);
  const reflectors: BlockReflector[] = [];
  const memory = matrixMemory(matrix, n);
  let last: Panel | undefined;
  for (let start = 0; start + 1 < n; start += panelWidth) {
    const width = Math.min(panelWidth, n - 1 - start);
    const panel = new Panel(memory, n, start, width);
    for (let j = 0; j < width; j++) {
      const { entry, alpha } = panel.reduceColumn(j);
      diagonal[start + j] = entry;
      offDiagonal[start + j] = alpha;
    }
    panel.updateRest();
    // Two panels make one reflector: what follows has fewer, larger products.
    if (last !== undefined) reflectors.push(joinPanels(last, panel));
    last = last === undefined ? panel : undefined;
  }
  if (last !== undefined) reflectors.push(blockReflector(last.start + 1, last.v, last.taus));
  diagonal[n - 1] = memory.values[n * n - 1];
  return { diagonal, offDiagonal, reflectors };
}

/** A ← Qᵀ A for a flat row-major A with as many rows as Q. */
export function rotateToTridiagonal(
  matrix: Float64Array,
  columns: number,
  reflectors: readonly BlockReflector[],
): void {
  for (const reflector of reflectors) reflectBlock(matrix, columns, reflector, true);
}

/** Q [n, n]. */
export function basisOf(n: number, reflectors: readonly BlockReflector[]): Float64Array {
  const q = new Float64Array(n * n);
  for (let i = 0; i < n; i++) q[i * n + i] = 1;
  for (const reflector of reflectors.toReversed()) reflectBlock(q, n, reflector, false);
  return q;
}

function joinPanels(first: Panel, second: Panel): BlockReflector {
  const [a, b] = [first.taus.length, second.taus.length];
  const rows = first.v.length / a;
  const v = new Float64Array(rows * (a + b));
  for (let i = 0; i < rows; i++) {
    v.set(first.v.subarray(i * a, (i + 1) * a), i * (a + b));
    // The second panel begins as many rows later as the first has columns.
    if (i >= a) v.set(second.v.subarray((i - a) * b, (i - a + 1) * b), i * (a + b) + a);
  }
  return blockReflector(first.start + 1, v, [...first.taus, ...second.taus]);
}

/** Some columns of the reduction; vectors start in the row below the first of them. */
class Panel {
  readonly taus: number[] = [];
  /** [rows, width], rows from `start` + 1 on. */
  readonly v: Float64Array;
  readonly #w: Float64Array;
  readonly #memory: MatrixMemory;
  readonly #a: Float64Array;
  readonly #n: number;
  readonly start: number;
  readonly #width: number;
  readonly #rows: number;

  constructor(memory: MatrixMemory, n: number, start: number, width: number) {
    this.#memory = memory;
    this.#a = memory.values;
    this.#n = n;
    this.start = start;
    this.#width = width;
    this.#rows = n - start - 1;
    this.v = new Float64Array(this.#rows * width);
    this.#w = new Float64Array(this.#rows * width);
  }

  /** Takes column j of the panel to (entry, alpha, 0, ...). */
  reduceColumn(j: number): { readonly entry: number; readonly alpha: number } {
    const width = this.#width;
    // Row j - 1 of v and w belongs to matrix row start + j.
    const column = this.#currentColumn(j);
    const vector = column.subarray(1);
    const { alpha, tau } = makeReflector(vector);
    this.taus.push(tau);
    if (tau === 0) return { entry: column[0], alpha };
    for (let i = 0; i < vector.length; i++) this.v[(j + i) * width + j] = vector[i];

    const w = this.#memory.apply(this.start + j + 1, vector);
    this.#subtractPanel(w, vector, j);
    let overlap = 0;
    for (let i = 0; i < w.length; i++) {
      w[i] *= tau;
      overlap += w[i] * vector[i];
    }
    for (let i = 0; i < w.length; i++) {
      this.#w[(j + i) * width + j] = w[i] - 0.5 * tau * overlap * vector[i];
    }
    return { entry: column[0], alpha };
  }

  /** A ← A - V Wᵀ - W Vᵀ on the rows and columns behind the panel. */
  updateRest(): void {
    const width = this.#width;
    const first = this.start + width;
    const size = this.#n - first;
    const both = new Float64Array(2 * size * width);
    const other = new Float64Array(2 * size * width);
    for (let i = 0; i < size; i++) {
      const row = (first - this.start - 1 + i) * width;
      for (let j = 0; j < width; j++) {
        both[2 * i * width + j] = this.v[row + j];
        both[(2 * i + 1) * width + j] = this.#w[row + j];
        other[2 * i * width + j] = -this.#w[row + j];
        other[(2 * i + 1) * width + j] = -this.v[row + j];
      }
    }
    const rest = { values: this.#a, offset: first * this.#n + first, stride: this.#n };
    addProduct(
      rest,
      { values: both, offset: 0, rowStride: 2 * width, columnStride: 1 },
      { values: other, offset: 0, rowStride: 1, columnStride: 2 * width },
      { rows: size, inner: 2 * width, columns: size, lower: true },
    );
    mirrorLower(rest, size);
  }

  /** Column start + j from its diagonal entry down, as the reflections so far leave it. */
  #currentColumn(j: number): Float64Array {
    const [n, width] = [this.#n, this.#width];
    const k = this.start + j;
    const column = Float64Array.from({ length: n - k }, (_, i) => this.#a[k * n + k + i]);
    if (j === 0) return column;
    const own = (j - 1) * width;
    for (let i = 0; i < column.length; i++) {
      const row = (j - 1 + i) * width;
      let sum = 0;
      for (let p = 0; p < j; p++) {
        sum += this.v[row + p] * this.#w[own + p] + this.#w[row + p] * this.v[own + p];
      }
      column[i] -= sum;
    }
    return column;
  }

  /** y ← y - V (Wᵀ x) - W (Vᵀ x) by the reflections before column j. */
  #subtractPanel(y: Float64Array, x: Float64Array, j: number): void {
    const width = this.#width;
    const [onW, onV] = [new Float64Array(j), new Float64Array(j)];
    for (let i = 0; i < x.length; i++) {
      const row = (j + i) * width;
      for (let p = 0; p < j; p++) {
        onW[p] += this.#w[row + p] * x[i];
        onV[p] += this.v[row + p] * x[i];
      }
    }
    for (let i = 0; i < x.length; i++) {
      const row = (j + i) * width;
      let sum = 0;
      for (let p = 0; p < j; p++) sum += this.v[row + p] * onW[p] + this.#w[row + p] * onV[p];
      y[i] -= sum;
    }
  }
}
