import type { CycleIndexTerm } from "./cycle-index.ts";
import type { StabilizerChain } from "./stabilizer-chain.ts";

/** Calls `visit` with the images of every element once (as its inverse); the array is reused. */
export function visitElements(
  { levels, degree }: StabilizerChain,
  visit: (images: Int32Array) => void,
): void {
  const identity = Int32Array.from({ length: degree }, (_, x) => x);
  const products = levels.map(() => new Int32Array(degree));
  const descend = (depth: number, product: Int32Array): void => {
    if (depth === levels.length) {
      visit(product);
      return;
    }
    const level = levels[depth];
    const next = products[depth];
    for (const point of level.orbit) {
      next.set(product);
      level.divide(next, point);
      descend(depth + 1, next);
    }
  };
  descend(0, identity);
}

/** How many elements have which cycle lengths, by looking at each element. */
export function countCycleTypes(chain: StabilizerChain): readonly CycleIndexTerm[] {
  const { degree } = chain;
  const weights = mixedRadix(degree);
  const counts = new Map<number | string, { lengths: readonly number[]; count: number }>();
  const stamps = new Int32Array(degree);
  const multiplicities = new Int32Array(degree + 1);
  let stamp = 0;
  visitElements(chain, (images) => {
    stamp++;
    let sum = 0;
    if (weights === undefined) multiplicities.fill(0);
    for (let start = 0; start < degree; start++) {
      if (stamps[start] === stamp) continue;
      let length = 0;
      for (let x = start; stamps[x] !== stamp; x = images[x]) {
        stamps[x] = stamp;
        length++;
      }
      if (weights === undefined) multiplicities[length]++;
      else sum += weights[length];
    }
    const key = weights === undefined ? multiplicities.join(" ") : sum;
    const known = counts.get(key);
    if (known !== undefined) known.count++;
    else counts.set(key, { lengths: cycleLengths(images), count: 1 });
  });
  return [...counts.values()].map(({ lengths, count }) => ({ lengths, count: BigInt(count) }));
}

/** Weights whose sums tell multisets of cycle lengths apart, where they fit into 2^53. */
function mixedRadix(degree: number): Float64Array | undefined {
  const weights = new Float64Array(degree + 1);
  let scale = 1;
  for (let length = 1; length <= degree; length++) {
    weights[length] = scale;
    scale *= Math.floor(degree / length) + 1;
    if (scale > 2 ** 53) return undefined;
  }
  return weights;
}

function cycleLengths(images: Int32Array): readonly number[] {
  const seen = new Uint8Array(images.length);
  const lengths: number[] = [];
  for (let start = 0; start < images.length; start++) {
    let length = 0;
    for (let x = start; seen[x] === 0; x = images[x]) {
      seen[x] = 1;
      length++;
    }
    if (length > 0) lengths.push(length);
  }
  return lengths.toSorted((a, b) => b - a);
}
