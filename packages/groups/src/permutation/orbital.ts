import { ArgumentError } from "@erlangen/numerics";

/** Most k-tuples that are coloured. */
const mostTuples = 2 ** 26;

/**
 * The orbits of a group on k-tuples of points (repetitions included), as colours.
 */
export interface TupleOrbits {
  /** Number of orbits. */
  readonly count: number;
  /** The orbit of each tuple, numbered by first appearance, flat [degree, ..., degree] (k axes). */
  readonly colours: Int32Array;
}

/** An orbit on ordered pairs of points. */
export interface Orbital {
  /** Its first pair in row order. */
  readonly representative: readonly [number, number];
  /** Number of pairs. */
  readonly size: number;
  /** Whether its pairs are (x, x). */
  readonly isDiagonal: boolean;
  /** Index of the orbital of the reversed pairs; its own for a symmetric one. */
  readonly paired: number;
}

/**
 * Colours the k-tuples of points by their orbits; breadth first, O(k degree^k generators).
 *
 * @throws ArgumentError when there are more than 2^26 tuples.
 */
export function tupleOrbitsOf(
  generators: readonly Int32Array[],
  degree: number,
  k: number,
): TupleOrbits {
  const size = degree ** k;
  if (size > mostTuples) {
    throw new ArgumentError(
      `PermutationGroup.tupleOrbits: expected at most ${mostTuples} tuples, got ${degree}^${k}; ` +
        "orbits of a stabilizer on points describe orbits on tuples without listing them",
    );
  }
  const colours = new Int32Array(size).fill(-1);
  const queue = new Int32Array(size);
  let count = 0;
  for (let start = 0; start < size; start++) {
    if (colours[start] !== -1) continue;
    colours[start] = count;
    queue[0] = start;
    for (let head = 0, tail = 1; head < tail; head++) {
      for (const images of generators) {
        let image = 0;
        for (let axis = 0, rest = queue[head], scale = 1; axis < k; axis++, scale *= degree) {
          image += images[rest % degree] * scale;
          rest = Math.floor(rest / degree);
        }
        if (colours[image] !== -1) continue;
        colours[image] = count;
        queue[tail++] = image;
      }
    }
    count++;
  }
  return { count, colours };
}

/** The orbits on ordered pairs, in the order of their colours in {@link tupleOrbitsOf}. */
export function orbitalsOf({ count, colours }: TupleOrbits, degree: number): readonly Orbital[] {
  const sizes = new Float64Array(count);
  const first = new Float64Array(count).fill(-1);
  for (let pair = 0; pair < colours.length; pair++) {
    if (sizes[colours[pair]]++ === 0) first[colours[pair]] = pair;
  }
  return Array.from({ length: count }, (_, colour) => {
    const [x, y] = [Math.floor(first[colour] / degree), first[colour] % degree];
    return {
      representative: [x, y],
      size: sizes[colour],
      isDiagonal: x === y,
      paired: colours[y * degree + x],
    };
  });
}
