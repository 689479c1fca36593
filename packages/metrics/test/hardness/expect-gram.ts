import { gramMonteCarlo, type HardFamily } from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { expect } from "vitest";

/** Rounding of exact correlations. */
const float64 = 1e-10;
/** Standard errors that a Monte-Carlo mean may be off: 1 in 10,000 of normal ones are further. */
const deviations = 4;

/** Gram matrix and correlations agree up to the standard errors of the former. */
export function expectGram<Member>(
  family: HardFamily<Member>,
  members: readonly Member[],
  samples: number,
): void {
  const random = Random.fromSeed(11);
  const { gram, standardErrors } = gramMonteCarlo(family, members, { samples, random });
  members.forEach((first, i) => {
    members.forEach((second, j) => {
      const at = i * members.length + j;
      const error = Math.abs(gram[at] - family.correlation(first, second));
      expect(error).toBeLessThan(deviations * standardErrors[at] + float64);
    });
  });
}
