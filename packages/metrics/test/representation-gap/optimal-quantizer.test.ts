import {
  effectiveSampleSize,
  exactIntervalGap,
  optimalQuantizer,
  predictGap,
} from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";

describe("optimalQuantizer", () => {
  it("finds the even spacing of an interval", async () => {
    const { outputs, gap } = await optimalQuantizer((random, count) => random.uniform(count), {
      columns: 1,
      size: 5,
      random: Random.fromSeed(0),
      samples: 2000,
      restarts: 3,
    });
    const sorted = [...outputs].toSorted((a, b) => a - b);
    sorted.forEach((z, i) => expect(Math.abs(z - (2 * i + 1) / 10)).toBeLessThan(0.03));
    expect(gap.gap / exactIntervalGap(5, { outputs: "optimal" })).toBeCloseTo(1, 1);
  });

  it("comes near Zador's constant in the plane from above, and beats as many random outputs", async () => {
    const size = 64;
    const { gap } = await optimalQuantizer((random, count) => random.uniform(2 * count), {
      columns: 2,
      size,
      random: Random.fromSeed(1),
      samples: 150,
      restarts: 2,
    });
    const best = predictGap({ dimension: 2, count: size, volume: 1, outputs: "optimal" });
    expect(gap.gap / best).toBeGreaterThan(1);
    expect(gap.gap / best).toBeLessThan(1.12);
    const asMany = predictGap({ dimension: 2, count: size, volume: 1 });
    expect(gap.gap).toBeLessThan(asMany * 1.12 * effectiveSampleSize(1, 2));
  });
});
