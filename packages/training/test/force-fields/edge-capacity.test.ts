import { Random } from "@erlangen/numerics";
import { EdgeCapacity } from "@erlangen/training/force-fields";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

describe("EdgeCapacity", () => {
  it("is exact when all examples have the same number of edges", () => {
    expect(new EdgeCapacity([30, 30, 30], 4).for(120)).toBe(120);
  });

  it("holds every batch", () => {
    const counts = fc.array(fc.nat(500), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 20 }), fc.nat(20_000), (some, size, edges) => {
        expect(new EdgeCapacity(some, size).for(edges)).toBeGreaterThanOrEqual(edges);
      }),
      { seed: 1 },
    );
  });

  it("gives almost all random batches the same room, and not much more than they need", () => {
    const random = Random.fromSeed(0);
    const counts = Array.from(random.normal(400), (x) => Math.round(200 + 20 * x));
    const capacity = new EdgeCapacity(counts, 10);
    const rooms = Array.from({ length: 1000 }, () => {
      const edges = Array.from({ length: 10 }, () => counts[random.integer(400)]);
      return capacity.for(edges.reduce((a, b) => a + b, 0));
    });
    const usual = rooms.filter((room) => room === capacity.for(0));
    expect(usual.length).toBeGreaterThan(990);
    expect(capacity.for(0)).toBeLessThan(1.2 * 10 * 200);
  });

  it("grows by eighths, so that few shapes occur", () => {
    const capacity = new EdgeCapacity([80, 80], 1);
    expect([80, 81, 90, 91, 200].map((edges) => capacity.for(edges))).toEqual([
      80, 90, 90, 100, 200,
    ]);
  });

  it("is never zero, even without edges", () => {
    expect(new EdgeCapacity([0, 0], 3).for(0)).toBe(1);
    expect(new EdgeCapacity([], 3).for(0)).toBe(1);
  });
});
