import { ArgumentError, type Random } from "@erlangen/numerics";
import type { HardFamily } from "./hard-family.ts";
import { requireInteger } from "./require-argument.ts";

/** What {@link gramMonteCarlo} takes. */
export interface GramMonteCarloOptions {
  /** How many inputs are drawn, at least 2. */
  readonly samples: number;
  readonly random: Random;
}

/** An estimated Gram matrix. */
export interface GramEstimate {
  /** Means of f g / E f², row-major [members, members]; they estimate `correlation`. */
  readonly gram: Float64Array;
  /** Their standard errors, row-major [members, members]. */
  readonly standardErrors: Float64Array;
}

/**
 * Estimates the correlations of members of a family from random inputs.
 *
 * @param family - Any of the hard families.
 * @param members - Two or more of its members.
 * @throws ArgumentError for arguments out of range.
 *
 * ```ts
 * import { cyclicPermutations } from "@erlangen/groups";
 * import { frameAveragedFamily, gramMonteCarlo } from "@erlangen/metrics";
 * import { Random } from "@erlangen/numerics";
 *
 * const family = frameAveragedFamily(cyclicPermutations(8), { k: 2 });
 * const { gram } = gramMonteCarlo(family, [[0, 1], [0, 3]], { samples: 20000, random: Random.fromSeed(0) });
 * Math.abs(gram[0] - 1) < 0.05; // => true
 * Math.abs(gram[1]) < 0.03; // => true
 * ```
 */
export function gramMonteCarlo<Member>(
  family: HardFamily<Member>,
  members: readonly Member[],
  { samples, random }: GramMonteCarloOptions,
): GramEstimate {
  const where = "gramMonteCarlo";
  requireInteger(where, "samples", samples, { least: 2 });
  if (members.length === 0) {
    throw new ArgumentError(`${where}: expected at least one member, got none`);
  }
  const size = members.length;
  const gram = new Float64Array(size * size);
  const squares = new Float64Array(size * size);
  const values = new Float64Array(size);
  for (let sample = 0; sample < samples; sample++) {
    const x = family.sample(random);
    for (let i = 0; i < size; i++) values[i] = family.evaluate(members[i], x);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) {
        const product = (values[i] * values[j]) / family.meanSquare;
        gram[i * size + j] += product / samples;
        squares[i * size + j] += (product * product) / samples;
      }
    }
  }
  const standardErrors = squares.map((square, at) =>
    Math.sqrt(Math.max(0, square - gram[at] ** 2) / (samples - 1)),
  );
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      gram[j * size + i] = gram[i * size + j];
      standardErrors[j * size + i] = standardErrors[i * size + j];
    }
  }
  return { gram, standardErrors };
}
