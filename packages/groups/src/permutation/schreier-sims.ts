import { Random } from "@erlangen/numerics";
import { orderBound } from "./order-bound.ts";
import { isIdentity } from "./permutation.ts";
import { productReplacement } from "./product-replacement.ts";
import { StabilizerChain } from "./stabilizer-chain.ts";

/** How {@link schreierSims} works. */
export interface SchreierSimsOptions {
  readonly degree: number;
  /** `random`: guess by random elements, then verify; `deterministic`: Schreier generators only. */
  readonly method: "random" | "deterministic";
  /** Points with which the base begins. */
  readonly base?: readonly number[];
  /** The order of the group where it is known: a chain of that order needs no verification. */
  readonly order?: bigint;
}

/** Random elements of each stabilizer that begin the next one. */
const elementsOfStabilizer = 3;
/** So many random elements of the group in a row must sift before verification starts. */
const siftedInRow = 12;

/**
 * A base and strong generating set of the group that `generators` generate.
 *
 * By Schreier's lemma the elements u_{s b}⁻¹ s u_b (b in the orbit, s a generator, u a transversal) generate the
 * stabilizer; the chain is complete when all of them sift to the identity. The random method first generates each
 * stabilizer by a few random elements, which leaves few and short lists for that check; the result is always verified:
 * by the check, by a known order, or by an upper bound of the order. The random stream is fixed, so the same generators
 * give the same chain.
 *
 * Source: Holt, Eick, O'Brien (2005), «Handbook of computational group theory», sections 4.4.2 and 4.5.
 */
export function schreierSims(
  generators: readonly Int32Array[],
  { degree, method, base = [], order }: SchreierSimsOptions,
): StabilizerChain {
  const chain = new StabilizerChain(degree);
  for (const point of base) chain.extend(point);
  const nontrivial = generators.filter((images) => !isIdentity(images));
  if (nontrivial.length === 0) return chain;
  if (base.length === 0) chain.insert(nontrivial[0], 0, 0);
  else chain.levels[0].add(nontrivial[0]);
  for (const images of nontrivial.slice(1)) chain.levels[0].add(images);
  const mostOrder = order ?? orderBound(nontrivial, degree);
  if (method === "random") guess(chain, mostOrder);
  verify(chain, mostOrder);
  return chain;
}

function guess(chain: StabilizerChain, mostOrder: bigint): void {
  const random = Random.fromSeed(0).split("schreier-sims");
  for (let i = 0; i < chain.levels.length; i++) {
    const level = chain.levels[i];
    if (level.generators.length === 0) continue;
    const next = productReplacement(
      level.generators.map(({ images }) => images),
      random,
    );
    for (let count = 0; count < elementsOfStabilizer; count++) {
      const element = next();
      level.divide(element, element[level.point]);
      if (!isIdentity(element)) chain.insert(element, i + 1, i + 1);
    }
  }
  const next = productReplacement(
    chain.levels[0].generators.map(({ images }) => images),
    random,
  );
  for (let inRow = 0; inRow < siftedInRow && chain.order !== mostOrder; inRow++) {
    const element = next();
    const fell = chain.sift(element);
    if (fell === chain.levels.length && isIdentity(element)) continue;
    chain.insert(element, 1, fell);
    inRow = -1;
  }
}

/** Checks Schreier generators from the last level to the first; what does not sift is inserted. */
function verify(chain: StabilizerChain, mostOrder: bigint): void {
  for (let i = chain.levels.length - 1; i >= 0 && chain.order !== mostOrder;) {
    const failure = firstFailure(chain, i);
    if (failure === undefined) {
      i--;
    } else {
      chain.insert(failure.residue, i + 1, failure.fell);
      i = failure.fell;
    }
  }
}

function firstFailure(
  chain: StabilizerChain,
  i: number,
): { residue: Int32Array; fell: number } | undefined {
  const level = chain.levels[i];
  const { orbit, generators, checked } = level;
  for (let next = Math.min(...checked, orbit.length); next < orbit.length; next++) {
    const point = orbit[next];
    const representative = level.representative(point);
    for (let g = 0; g < generators.length; g++) {
      if (checked[g] > next) continue;
      checked[g] = next + 1;
      if (level.isTreeEdge(point, g)) continue;
      const { images } = generators[g];
      const residue = representative.map((x) => images[x]);
      level.divide(residue, images[point]);
      const fell = chain.sift(residue, i + 1);
      if (fell < chain.levels.length || !isIdentity(residue)) return { residue, fell };
    }
  }
  return undefined;
}
