import type { Float32Blocks } from "./float32-blocks.ts";

/** Half the distance of neighbouring float32 numbers at 1, and the smallest one with full precision. */
const unitRoundoff = 2 ** -24;
const underflow = 2 ** -126;
/** A query this far from points of norm at most 1 is compared with all of them. */
const farAway = 1e15;

/**
 * Finds the groups that may hold one of the `count` nearest points of a query.
 *
 * A group with the maximum s and the error bound e holds a score in [s - e, s + e]. The count-th largest s - e is reached
 * by `count` points at least, so that groups with a smaller s + e hold none of the nearest.
 *
 * @returns A function of the maxima, blocks of [queries, width], the row of the query in them and its norm; the largest
 * maximum comes first.
 */
export function candidateSearch(
  { columns, groupNorms }: Float32Blocks,
  { count, width }: { readonly count: number; readonly width: number },
): (maxima: readonly ArrayLike<number>[], row: number, norm: number) => readonly number[] {
  const terms = columns + 4;
  const groups = groupNorms.length;
  // The bound is norm · slope + rest.
  const slope = groupNorms.map((norm) => terms * unitRoundoff * norm);
  const rest = groupNorms.map((norm) => terms * (unitRoundoff * (norm ** 2 / 2) + underflow));
  const scores = new Float64Array(groups);
  const certain = new Float64Array(count);
  return (maxima, row, norm) => {
    certain.fill(-Infinity);
    for (let b = 0; b < maxima.length; b++) {
      const block = maxima[b];
      const first = b * width;
      const end = Math.min(width, groups - first);
      for (let g = 0; g < end; g++) {
        const score = block[row * width + g];
        scores[first + g] = score;
        const least = score - norm * slope[first + g] - rest[first + g];
        if (least > certain[count - 1] && norm < farAway) insert(certain, least);
      }
    }
    const threshold = certain[count - 1];
    const candidates: number[] = [];
    for (let g = 0; g < groups; g++) {
      // Written so that a score that is no number counts as a candidate.
      if (!(scores[g] + norm * slope[g] + rest[g] < threshold)) candidates.push(g);
    }
    return candidates.length > 1
      ? candidates.toSorted((a, b) => scores[b] - scores[a])
      : candidates;
  };
}

/** Puts a value into a falling list, whose last one drops out. */
function insert(falling: Float64Array, value: number): void {
  let place = falling.length - 1;
  while (place > 0 && falling[place - 1] < value) {
    falling[place] = falling[place - 1];
    place--;
  }
  falling[place] = value;
}
