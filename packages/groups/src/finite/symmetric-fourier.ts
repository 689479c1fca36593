import { partitionName, partitions } from "./partition.ts";
import type { Partition } from "./partition.ts";
import { permutationRank } from "./permutation-rank.ts";
import { YoungForm } from "./young-form.ts";

/** Young's form for a partition, and where its restriction to one point less is block-diagonal. */
interface Level {
  readonly form: YoungForm;
  /** The partitions with one box less, by index among those of n - 1, in the order of the blocks. */
  readonly smaller: readonly { readonly index: number; readonly offset: number }[];
}

/** The levels of all partitions of m, for m = 0 to n. */
const chains = new Map<number, readonly (readonly Level[])[]>();

/**
 * Σ_g f(g) ρ(g) for all irreps of S_n, along the chain S_1 < S_2 < ... < S_n.
 *
 * S_m is the union of the cosets t_i S_(m-1), where t_i = (i i+1) ... (m-1 m) takes the last point
 * to i. On S_(m-1) Young's form is block-diagonal, and each t_i is a product of sparse factors. Cost
 * O(n! n³) instead of n!².
 *
 * Source: Clausen (1989), «Fast generalized Fourier transforms».
 */
export function symmetricFourier(n: number, f: ArrayLike<number>): Float64Array[] {
  const chain = chainOf(n);
  const points = Int32Array.from({ length: n }, (_, i) => i);
  const forward = (m: number, prefix: Int32Array): Float64Array[] => {
    if (m === 0) return [Float64Array.of(f[permutationRank(prefix)])];
    const sums = chain[m].map(({ form }) => new Float64Array(form.dim * form.dim));
    for (let i = 0; i < m; i++) {
      const parts = forward(m - 1, prefixed(prefix, i, m));
      chain[m].forEach(({ form, smaller }, index) => {
        const block = new Float64Array(form.dim * form.dim);
        for (const part of smaller) {
          copyBlock(parts[part.index], block, { ...part, width: form.dim, extract: false });
        }
        for (let k = m - 2; k >= i; k--) form.swapRows(block, form.dim, k);
        for (let e = 0; e < block.length; e++) sums[index][e] += block[e];
      });
    }
    return sums;
  };
  return forward(n, points);
}

/** The function on S_n with these transforms: the adjoint of each step, from the top down. */
export function symmetricFourierInverse(
  n: number,
  blocks: readonly ArrayLike<number>[],
): Float64Array {
  const chain = chainOf(n);
  const order = Array.from({ length: n }, (_, i) => i + 1).reduce((a, b) => a * b, 1);
  const f = new Float64Array(order);
  const backward = (m: number, prefix: Int32Array, spectrum: readonly Float64Array[]): void => {
    if (m === 0) {
      [f[permutationRank(prefix)]] = spectrum[0];
      return;
    }
    for (let i = 0; i < m; i++) {
      const parts = chain[m - 1].map(({ form }) => new Float64Array(form.dim * form.dim));
      chain[m].forEach(({ form, smaller }, index) => {
        const block = spectrum[index].slice();
        for (let k = i; k <= m - 2; k++) form.swapRows(block, form.dim, k);
        for (const part of smaller) {
          const { dim } = chain[m - 1][part.index].form;
          const inside = new Float64Array(dim * dim);
          copyBlock(inside, block, { ...part, width: form.dim, extract: true });
          const weight = form.dim / (m * dim);
          for (let e = 0; e < inside.length; e++) parts[part.index][e] += weight * inside[e];
        }
      });
      backward(m - 1, prefixed(prefix, i, m), parts);
    }
  };
  backward(
    n,
    Int32Array.from({ length: n }, (_, i) => i),
    blocks.map((block) => Float64Array.from(block)),
  );
  return f;
}

/** The prefix followed by t_i, which takes the last of m points to i and moves those between up. */
function prefixed(prefix: Int32Array, i: number, m: number): Int32Array {
  return prefix.map((image, x) => {
    if (x < i || x >= m) return image;
    return x === m - 1 ? prefix[i] : prefix[x + 1];
  });
}

function chainOf(n: number): readonly (readonly Level[])[] {
  const known = chains.get(n);
  if (known !== undefined) return known;
  const chain = Array.from({ length: n + 1 }, (_, m) => {
    const below = new Map(partitions(Math.max(m - 1, 0)).map((mu, i) => [partitionName(mu), i]));
    return partitions(m).map((partition) => levelOf(partition, below));
  });
  chains.set(n, chain);
  return chain;
}

function levelOf(partition: Partition, below: ReadonlyMap<string, number>): Level {
  let offset = 0;
  const smaller = partition.flatMap((part, row) => {
    if (part === partition[row + 1]) return [];
    const less = partition.with(row, part - 1).filter((rest) => rest > 0);
    const block = { index: below.get(partitionName(less)) ?? 0, offset };
    offset += new YoungForm(less).dim;
    return [block];
  });
  return { form: new YoungForm(partition), smaller };
}

/** Copies a square matrix to, or from, the diagonal block of a larger one at an offset. */
function copyBlock(
  inner: Float64Array,
  outer: Float64Array,
  {
    offset,
    width,
    extract,
  }: { readonly offset: number; readonly width: number; readonly extract: boolean },
): void {
  const size = Math.round(Math.sqrt(inner.length));
  for (let i = 0; i < size; i++) {
    const start = (offset + i) * width + offset;
    if (extract) inner.set(outer.subarray(start, start + size), i * size);
    else outer.set(inner.subarray(i * size, (i + 1) * size), start);
  }
}
