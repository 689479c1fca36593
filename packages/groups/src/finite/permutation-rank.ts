/**
 * The permutations of n points as integers: their place in lexicographic order, 0 for the identity.
 * Exact for n <= 18, whose n! is below 2^53.
 */
export function permutationRank(image: ArrayLike<number>): number {
  let [rank, used] = [0, 0];
  for (let i = 0; i < image.length; i++) {
    const below = image[i] - bitCount(used & ((1 << image[i]) - 1));
    rank = rank * (image.length - i) + below;
    used |= 1 << image[i];
  }
  return rank;
}

/** The permutation of n points at a place of the lexicographic order, [n]. */
export function permutationAtRank(rank: number, n: number): Int32Array {
  const image = new Int32Array(n);
  let rest = rank;
  for (let i = n - 1; i >= 0; i--) {
    const size = n - i;
    image[i] = rest % size;
    rest = Math.floor(rest / size);
  }
  // Digit i counts the unused points below: later ones at or above it move up by one.
  for (let i = n - 2; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) if (image[j] >= image[i]) image[j]++;
  }
  return image;
}

/** Whether a permutation is a product of an odd number of transpositions. */
export function isOddPermutation(image: ArrayLike<number>): boolean {
  let [odd, seen] = [false, 0];
  for (let i = 0; i < image.length; i++) {
    for (let j = i; (seen & (1 << j)) === 0; j = image[j]) {
      seen |= 1 << j;
      if (image[j] !== i) odd = !odd;
    }
  }
  return odd;
}

/** Cycles in the usual notation, points from 1, such as `(1 2 3)(4 5)`; `()` for the identity. */
export function cycleText(image: ArrayLike<number>): string {
  let text = "";
  const seen = new Set<number>();
  for (let i = 0; i < image.length; i++) {
    const cycle: number[] = [];
    for (let j = i; !seen.has(j); j = image[j]) {
      seen.add(j);
      cycle.push(j + 1);
    }
    if (cycle.length > 1) text += `(${cycle.join(" ")})`;
  }
  return text === "" ? "()" : text;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
