import { Random } from "@erlangen/numerics";
import { BatchOrder } from "@erlangen/training/trainer";
import { describe, expect, it } from "vitest";

describe("BatchOrder", () => {
  it("shows no example twice in an epoch", () => {
    const order = new BatchOrder(Random.fromSeed(0), 23, 5);
    expect(order.stepsPerEpoch).toBe(4);
    for (let epoch = 0; epoch < 5; epoch++) {
      const seen = new Set<number>();
      for (let step = 0; step < 4; step++) {
        for (const position of order.positions(4 * epoch + step)) seen.add(position);
      }
      expect(seen.size).toBe(20);
      expect(Math.max(...seen)).toBeLessThan(23);
    }
  });

  it("depends on the stream and the step alone, in whatever order steps are asked for", () => {
    const forwards = new BatchOrder(Random.fromSeed(7), 12, 4);
    const backwards = new BatchOrder(Random.fromSeed(7), 12, 4);
    const first = [0, 1, 2, 3, 4, 5].map((step) => Array.from(forwards.positions(step)));
    const second = [5, 4, 3, 2, 1, 0].map((step) => Array.from(backwards.positions(step)));
    expect(second.toReversed()).toEqual(first);
    expect(first.slice(3)).not.toEqual(first.slice(0, 3));
  });

  it("refuses batches that are empty or larger than the set", () => {
    for (const size of [0, 13, 2.5]) {
      expect(() => new BatchOrder(Random.fromSeed(0), 12, size)).toThrow(
        `Trainer: expected batchSize in [1, 12] (the number of examples), got ${size}`,
      );
    }
  });
});
