import { ArgumentError } from "@erlangen/numerics";
import type { FiniteFamily } from "./hard-family.ts";
import { requireArray, requireInteger, requireSubset } from "./require-argument.ts";

/** Most nodes of a graph whose 2^(n (n-1) / 2) graphs are all looked at. */
const mostEnumerated = 7;

/** Parities of degree counts over all graphs on n nodes, each with probability 2^{-n (n-1) / 2}. */
export interface DegreeParities {
  /** Number of nodes. */
  readonly n: number;
  /** Probability that the counts of the nodes of degree 0, ..., n - 1 have the parities in the bits of the index, [2^n]. */
  readonly masses: Float64Array;
  /** g(U) = E χ_U for the set U of degrees in the bits of the index, [2^n]; E χ_S χ_T = g(S Δ T). */
  readonly means: Float64Array;
  /** How many parities occur. */
  readonly patterns: number;
  /** Probability that two graphs have the same parities, which is the mean of g². */
  readonly collision: number;
  /** Largest |g| beyond the four sets for which it is 1 by identities: none, all, the odd and the even degrees. */
  readonly largestMean: number;
}

/**
 * The law of the parities of degree counts of a random graph G(n, 1/2), from all graphs: those are walked through in the
 * order of a Gray code, one edge at a time.
 *
 * @param n - From 2 to 7.
 * @throws ArgumentError when it is not; larger graphs are sampled with {@link degreeParityFamily}.
 *
 * ```ts
 * import { degreeParities } from "@erlangen/metrics";
 *
 * const { patterns, collision, largestMean } = degreeParities(5);
 * patterns; // => 6
 * collision.toFixed(6); // => "0.220581"
 * largestMean; // => 0.578125
 * ```
 */
export function degreeParities(n: number): DegreeParities {
  requireInteger("degreeParities", "n", n, { least: 2, most: mostEnumerated });
  const masses = patternMasses(n);
  const means = signedSums(masses);
  const odd = alternating(n, 1);
  const even = alternating(n, 0);
  const isTrivial = (set: number): boolean =>
    set === 0 || set === odd || set === even || set === odd + even;
  return {
    n,
    masses,
    means,
    patterns: masses.filter((mass) => mass > 0).length,
    collision: masses.reduce((sum, mass) => sum + mass * mass, 0),
    largestMean: means.reduce(
      (largest, value, set) => (isTrivial(set) ? largest : Math.max(largest, Math.abs(value))),
      0,
    ),
  };
}

/**
 * Parities of degree counts, which two-layer graph networks on random graphs G(n, 1/2) compute:
 * χ_S(A) = (-1)^{Σ_{i ∈ S} c_i(A)}, where c_i is the number of nodes of degree i.
 *
 * The counts sum to n, and those of odd degrees to an even number: so there are at most 2^{n-2} different functions up to
 * sign, and extreme degrees hardly occur; see {@link centralDegrees}. A member is an increasing list of degrees from 0 to
 * n - 1; an input has the edges of a graph as zeros and ones, pair (0, 1), (0, 2), ..., (n-2, n-1). Correlations of graphs
 * on up to 7 nodes are exact; estimate those of larger ones by `gramMonteCarlo`.
 *
 * @param n - Number of nodes, from 2 to 1000.
 * @throws ArgumentError when it is not; `correlation` throws it beyond 7 nodes.
 *
 * Source: Kiani et al. (2024), «On the hardness of learning under symmetries», theorem on Erdős-Rényi graphs.
 */
export function degreeParityFamily(n: number): FiniteFamily<readonly number[]> {
  const where = "degreeParityFamily";
  requireInteger(where, "n", n, { least: 2, most: 1000 });
  const edges = (n * (n - 1)) / 2;
  const degrees = new Int32Array(n);
  let exact: DegreeParities | undefined;
  return {
    name: `parities of degree counts of graphs on ${n} nodes`,
    inputSize: edges,
    dim: 2n ** BigInt(n),
    meanSquare: 1,
    sample: (random) => {
      const words = random.uint32(Math.ceil(edges / 32));
      return Float64Array.from({ length: edges }, (_, i) => (words[i >>> 5] >>> (i & 31)) & 1);
    },
    evaluate: (member, x) => {
      requireSubset(where, "a member", member, n);
      requireArray(where, x, { name: "x", axes: "[n (n - 1) / 2]", size: edges });
      degrees.fill(0);
      for (let i = 0, edge = 0; i < n; i++) {
        for (let j = i + 1; j < n; j++, edge++) {
          degrees[i] += x[edge];
          degrees[j] += x[edge];
        }
      }
      const nodes = degrees.reduce((sum, degree) => sum + (member.includes(degree) ? 1 : 0), 0);
      return nodes % 2 === 0 ? 1 : -1;
    },
    correlation: (first, second) => {
      requireSubset(where, "a member", first, n);
      requireSubset(where, "a member", second, n);
      if (n > mostEnumerated) {
        throw new ArgumentError(
          `${where}: expected at most ${mostEnumerated} nodes for exact correlations, got ${n}; estimate them by gramMonteCarlo`,
        );
      }
      exact ??= degreeParities(n);
      return exact.means[bitsOf(first) ^ bitsOf(second)];
    },
  };
}

/** Degrees near the mean (n - 1) / 2 of a random graph. */
export interface CentralDegrees {
  /** About √n degrees around the mean, increasing. */
  readonly window: readonly number[];
  /** The window without one odd and one even degree, whose parities are nearly uncorrelated. */
  readonly independent: readonly number[];
}

/**
 * The degrees whose counts are worth a parity: those within √n / 2 of the mean degree. One odd and one even degree are
 * left out of `independent`, since all odd (or all even) degrees of the window still have nearly the fixed parity that the
 * handshake identity gives to all odd degrees.
 *
 * @param n - Number of nodes, at least 4.
 *
 * ```ts
 * import { centralDegrees } from "@erlangen/metrics";
 *
 * centralDegrees(20).window; // => [7, 8, 9, 10, 11, 12]
 * centralDegrees(20).independent; // => [9, 10, 11, 12]
 * ```
 */
export function centralDegrees(n: number): CentralDegrees {
  requireInteger("centralDegrees", "n", n, { least: 4 });
  const first = Math.round((n - 1) / 2 - Math.sqrt(n) / 2);
  const window = Array.from({ length: n - 2 * first }, (_, i) => first + i);
  return { window, independent: window.slice(2) };
}

function patternMasses(n: number): Float64Array {
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) pairs.push([i, j]);
  const counts = new Float64Array(2 ** n);
  const degrees = new Int32Array(n);
  const present = new Int8Array(pairs.length);
  let pattern = n % 2;
  counts[pattern] = 1;
  const graphs = 2 ** pairs.length;
  for (let step = 1; step < graphs; step++) {
    const edge = 31 - Math.clz32(step & -step);
    const change = present[edge] === 0 ? 1 : -1;
    present[edge] += change;
    for (const node of pairs[edge]) {
      pattern ^= (1 << degrees[node]) ^ (1 << (degrees[node] + change));
      degrees[node] += change;
    }
    counts[pattern]++;
  }
  return counts.map((count) => count / graphs);
}

/** Σ_p (-1)^{|p ∩ U|} masses[p] for every U: a fast Walsh-Hadamard transform. */
function signedSums(masses: Float64Array): Float64Array {
  const sums = masses.slice();
  for (let half = 1; half < sums.length; half *= 2) {
    for (let start = 0; start < sums.length; start += 2 * half) {
      for (let i = start; i < start + half; i++) {
        const [a, b] = [sums[i], sums[i + half]];
        sums[i] = a + b;
        sums[i + half] = a - b;
      }
    }
  }
  return sums;
}

/** The bits of all degrees below n of one parity. */
function alternating(n: number, parity: 0 | 1): number {
  return bitsOf(Array.from({ length: n }, (_, degree) => degree).filter((d) => d % 2 === parity));
}

function bitsOf(degrees: readonly number[]): number {
  return degrees.reduce((bits, degree) => bits + 2 ** degree, 0);
}
