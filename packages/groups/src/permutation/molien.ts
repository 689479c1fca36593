import { ArgumentError } from "@erlangen/numerics";
import type { FiniteGroup } from "../group/finite-group.ts";
import type { Representation } from "../group/representation.ts";
import { requireCount } from "./require-count.ts";

/** What {@link molienSeries} counts. */
export interface MolienOptions {
  /** The last degree. */
  readonly degree: number;
  /** Where the polynomial maps go; default the trivial representation. */
  readonly output?: Representation<number>;
}

/** A mean of characters is an integer; it may be off by this part of the largest value that entered it. */
const rounding = 1e-9;

/**
 * How many linearly independent homogeneous polynomial maps of each degree commute with a finite group, from one
 * representation to another; to the trivial one by default, which counts invariant polynomials.
 *
 * Coefficients of Molien's series 1/|G| Σ_g tr ρ_out(g) / det(1 - t ρ_in(g)): the mean of tr ρ_out times the complete
 * symmetric polynomial h_k of the eigenvalues, k h_k = Σ_i tr(ρ_in(g^i)) h_{k-i}. One element of each class is looked at.
 * (The characters are real, so no inverse is needed.) For permutation representations `CycleIndex.molien` is exact at
 * any size.
 *
 * @param group - The finite group.
 * @param input - A real representation of it.
 * @param options - `degree`: the last degree; `output`: a representation of the same group, default the trivial one.
 * @returns Counts for degrees 0, ..., `degree`.
 * @throws ArgumentError when the means are no integers to float precision, because the numbers became too large or the
 *   matrices are no representation.
 *
 * Source: Molien (1897), «Über die Invarianten der linearen Substitutionsgruppen».
 */
export function molienSeries(
  group: Pick<FiniteGroup, "order" | "compose" | "conjugacyClasses">,
  input: Representation<number>,
  { degree, output }: MolienOptions,
): readonly bigint[] {
  requireCount("molienSeries", "degree", degree, { most: 10_000 });
  const sums = new Float64Array(degree + 1);
  const largest = new Float64Array(degree + 1);
  for (const members of group.conjugacyClasses()) {
    const [g] = members;
    const weight = (members.length / group.order) * (output === undefined ? 1 : trace(output, g));
    const h = completeSymmetric(powerSums(group, input, { g, degree }));
    for (let k = 0; k <= degree; k++) {
      sums[k] += weight * h[k];
      largest[k] = Math.max(largest[k], Math.abs(weight * h[k]));
    }
  }
  return Array.from(sums, (sum, k) => {
    const nearest = Math.round(sum);
    if (!(Math.abs(sum - nearest) <= rounding * Math.max(1, largest[k])) || largest[k] > 2 ** 50) {
      throw new ArgumentError(
        `molienSeries: expected a representation and a degree whose counts are exact in floats, got ${sum} at degree ${k}; lower the degree`,
      );
    }
    return BigInt(nearest);
  });
}

/** tr ρ(g), tr ρ(g²), ..., tr ρ(g^degree). */
function powerSums(
  group: Pick<FiniteGroup, "compose">,
  representation: Representation<number>,
  { g, degree }: { readonly g: number; readonly degree: number },
): readonly number[] {
  const sums: number[] = [];
  for (let power = g; sums.length < degree; power = group.compose(power, g)) {
    sums.push(trace(representation, power));
  }
  return sums;
}

/** h_0, h_1, ... from the power sums, by Newton's identities. */
function completeSymmetric(sums: readonly number[]): Float64Array {
  const h = new Float64Array(sums.length + 1);
  h[0] = 1;
  for (let k = 1; k <= sums.length; k++) {
    for (let i = 1; i <= k; i++) h[k] += sums[i - 1] * h[k - i];
    h[k] /= k;
  }
  return h;
}

function trace(representation: Representation<number>, g: number): number {
  const matrix = representation.matrix(g);
  let sum = 0;
  for (let i = 0; i < representation.dim; i++) sum += matrix[i * (representation.dim + 1)];
  return sum;
}
