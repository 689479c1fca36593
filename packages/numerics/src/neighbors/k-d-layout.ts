/** Points of a leaf; measured: 8 to 16 is best for three columns and a million points. */
const leafSize = 12;

/**
 * A balanced k-d tree without pointers.
 *
 * The children of node i are 2i + 1 and 2i + 2. A node that holds the places [low, high) gives its first half to the
 * first child, so that ranges need no memory; all leaves lie at the same depth.
 */
export interface KdLayout {
  readonly columns: number;
  /** Points in the order of the leaves, flat [points, columns]. */
  readonly points: Float64Array;
  /** The index, in the order given by the caller, of the point at each place. */
  readonly order: Int32Array;
  /** Number of inner nodes: 2^depth - 1. */
  readonly innerNodes: number;
  /** The column on which an inner node splits, and where. */
  readonly splitColumn: Int32Array;
  readonly splitValue: Float64Array;
  /** The smallest box around all points. */
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
}

/** Splits at the median of the widest column, until leaves are small. O(n log n). */
export function buildKdLayout(source: ArrayLike<number>, columns: number): KdLayout {
  const rows = source.length / columns;
  const depth = Math.max(0, Math.ceil(Math.log2(rows / leafSize)));
  const innerNodes = 2 ** depth - 1;
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  const splitColumn = new Int32Array(innerNodes);
  const splitValue = new Float64Array(innerNodes);
  const keys = new Float64Array(rows);

  const split = (node: number, low: number, high: number): void => {
    if (node >= innerNodes) return;
    const column = widestColumn(source, order, { columns, low, high });
    for (let i = low; i < high; i++) keys[i] = source[order[i] * columns + column];
    const middle = (low + high) >> 1;
    selectPlace(keys, order, { low, high: high - 1, place: middle });
    splitColumn[node] = column;
    splitValue[node] = keys[middle];
    split(2 * node + 1, low, middle);
    split(2 * node + 2, middle, high);
  };
  split(0, 0, rows);

  const points = new Float64Array(source.length);
  const lowest = new Float64Array(columns).fill(Infinity);
  const highest = new Float64Array(columns).fill(-Infinity);
  for (let i = 0; i < rows; i++) {
    for (let a = 0; a < columns; a++) {
      const value = source[order[i] * columns + a];
      points[i * columns + a] = value;
      if (value < lowest[a]) lowest[a] = value;
      if (value > highest[a]) highest[a] = value;
    }
  }
  return { columns, points, order, innerNodes, splitColumn, splitValue, lowest, highest };
}

/** The places [low, high) of a node. */
interface Stretch {
  readonly columns: number;
  readonly low: number;
  readonly high: number;
}

function widestColumn(
  source: ArrayLike<number>,
  order: Int32Array,
  { columns, low, high }: Stretch,
): number {
  let widest = 0;
  let extent = -1;
  for (let a = 0; a < columns; a++) {
    let least = Infinity;
    let most = -Infinity;
    for (let i = low; i < high; i++) {
      const value = source[order[i] * columns + a];
      if (value < least) least = value;
      if (value > most) most = value;
    }
    if (most - least > extent) {
      extent = most - least;
      widest = a;
    }
  }
  return widest;
}

/**
 * Reorders `keys` and `order` on [low, high] so that the key at `place` is the one that sorting would put there, with no
 * larger key before it and no smaller one after it.
 *
 * Source: Hoare (1961), «Algorithm 65: find».
 */
function selectPlace(
  keys: Float64Array,
  order: Int32Array,
  { low, high, place }: { readonly low: number; readonly high: number; readonly place: number },
): void {
  let [left, right] = [low, high];
  while (left < right) {
    const pivot = medianOfThree(keys[left], keys[(left + right) >> 1], keys[right]);
    let [i, j] = [left, right];
    while (i <= j) {
      while (keys[i] < pivot) i++;
      while (keys[j] > pivot) j--;
      if (i > j) break;
      const key = keys[i];
      keys[i] = keys[j];
      keys[j] = key;
      const index = order[i];
      order[i] = order[j];
      order[j] = index;
      i++;
      j--;
    }
    if (place <= j) right = j;
    else if (place >= i) left = i;
    else return;
  }
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
