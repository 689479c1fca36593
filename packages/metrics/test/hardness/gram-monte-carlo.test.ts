import { cyclicPermutations } from "@erlangen/groups";
import { frameAveragedFamily, gramMonteCarlo } from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";

describe("gramMonteCarlo", () => {
  const family = frameAveragedFamily(cyclicPermutations(8), { k: 2 });

  it("is symmetric and repeatable, with errors that shrink like one over the root", () => {
    const members = [
      [0, 1],
      [0, 2],
    ];
    const estimate = (samples: number) =>
      gramMonteCarlo(family, members, { samples, random: Random.fromSeed(3) });
    const [few, many] = [estimate(1000), estimate(16_000)];
    expect(few.gram[1]).toBe(few.gram[2]);
    expect(few.standardErrors[1]).toBe(few.standardErrors[2]);
    expect(estimate(1000)).toEqual(few);
    const ratio = few.standardErrors[0] / many.standardErrors[0];
    expect(Math.abs(ratio - 4)).toBeLessThan(1);
  });

  it("refuses no members and too few samples", () => {
    const random = Random.fromSeed(0);
    expect(() => gramMonteCarlo(family, [], { samples: 10, random })).toThrow(/got none/);
    expect(() => gramMonteCarlo(family, [[0, 1]], { samples: 1, random })).toThrow(
      /expected samples to be an integer >= 2, got 1/,
    );
  });
});
