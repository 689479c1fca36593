import { ArgumentError, binomial } from "@erlangen/numerics";
import { absoluteProduct } from "./absolute-product.ts";
import type { FiniteFamily } from "./hard-family.ts";
import { requireArray, requireInteger, requireSubset } from "./require-argument.ts";

/** Largest k: a value costs 2^(k-1) terms. */
const mostInputs = 16;

/** What {@link alternatingReluFamily} takes. */
export interface AlternatingReluOptions {
  /** Number of inputs. */
  readonly n: number;
  /** Number of inputs that a function reads, even, from 2 to min(n, 16). */
  readonly k: number;
}

/**
 * One-hidden-layer networks of width 2^k, one for each k-subset S of the n inputs, uncorrelated under any law that flips
 * of signs do not change.
 *
 * f_S(x) = Σ_{w ∈ {±1}^k} w_1 ... w_k ReLU(w · x_S / √k)
 *
 * f_S is odd in each x_i of S, hence E f_S f_T = 0. Under normal inputs
 * E f_S² = 2^{k-1} Σ_h (-1)^h C(k-1, h) E|u v|, where u and v have correlation 1 - 2h/k; within 1e-8 up to k = 12 and
 * 1e-6 beyond. The two signs of w make |w · x|, so 2^{k-1} terms are summed, in the order of a Gray code.
 *
 * @throws ArgumentError for odd k: ReLU(u) - ReLU(-u) = u makes f_S the alternating sum of linear functions, which is 0.
 *
 * Source: Goel et al. (2020), «Superpolynomial lower bounds for learning one-layer neural networks using gradient descent»,
 * section 3.
 *
 * ```ts
 * import { alternatingReluFamily } from "@erlangen/metrics";
 *
 * alternatingReluFamily({ n: 16, k: 4 }).dim; // => 1820n
 * alternatingReluFamily({ n: 16, k: 2 }).meanSquare; // => 0.726760455265
 * ```
 */
export function alternatingReluFamily({
  n,
  k,
}: AlternatingReluOptions): FiniteFamily<readonly number[]> {
  const where = "alternatingReluFamily";
  requireInteger(where, "n", n, { least: 2, most: 2 ** 24 });
  requireEvenReads(where, k, { most: Math.min(n, mostInputs) });
  return {
    name: `alternating ReLUs of ${k} of ${n} inputs`,
    inputSize: n,
    dim: binomial(n, k),
    meanSquare: alternatingReluMeanSquare(k),
    sample: (random) => random.normal(n),
    evaluate: (subset, x) => {
      requireMember(where, subset, { n, k });
      requireArray(where, x, { name: "x", axes: "[n]", size: n });
      return alternatingRelu(subset, x);
    },
    correlation: (first, second) => {
      requireMember(where, first, { n, k });
      requireMember(where, second, { n, k });
      return first.every((point, i) => point === second[i]) ? 1 : 0;
    },
  };
}

/** f_S(x), for arguments that are known to be right. */
export function alternatingRelu(subset: readonly number[], x: Float64Array): number {
  const k = subset.length;
  const doubled = new Float64Array(k);
  let product = 0;
  for (let i = 0; i < k; i++) {
    product += x[subset[i]];
    doubled[i] = 2 * x[subset[i]];
  }
  let total = Math.abs(product);
  // The i-th step of the Gray code flips the sign whose number is the exponent of 2 in i; that of the last input stays.
  for (let i = 1; i < 2 ** (k - 1); i++) {
    const flipped = 31 - Math.clz32(i & -i);
    product -= doubled[flipped];
    doubled[flipped] = -doubled[flipped];
    total += i % 2 === 0 ? Math.abs(product) : -Math.abs(product);
  }
  return total / Math.sqrt(k);
}

/** E f_S² under normal inputs. */
export function alternatingReluMeanSquare(k: number): number {
  let sum = 0;
  for (let h = 0; h < k; h++) {
    const term = Number(binomial(k - 1, h)) * absoluteProduct(1 - (2 * h) / k);
    sum += h % 2 === 0 ? term : -term;
  }
  return 2 ** (k - 1) * sum;
}

/** Refuses odd k, for which the functions vanish. */
export function requireEvenReads(
  where: string,
  k: number,
  { most }: { readonly most: number },
): void {
  requireInteger(where, "k", k, { least: 2, most });
  if (k % 2 === 0) return;
  throw new ArgumentError(
    `${where}: expected k to be even, got ${k}: for odd k the ReLUs cancel and every function is 0`,
  );
}

function requireMember(
  where: string,
  subset: readonly number[],
  { n, k }: AlternatingReluOptions,
): void {
  requireSubset(where, "a member", subset, n);
  if (subset.length === k) return;
  throw new ArgumentError(
    `${where}: expected a member of ${k} inputs, got ${subset.length}: [${subset.join(", ")}]`,
  );
}
