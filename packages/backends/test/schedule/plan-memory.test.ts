import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planMemory, type ScheduledBuffer } from "@erlangen/backends/schedule";

const buffer = fc
  .record({
    size: fc.integer({ min: 0, max: 40 }),
    first: fc.integer({ min: 0, max: 20 }),
    steps: fc.integer({ min: 0, max: 8 }),
    dtype: fc.constantFrom("float32" as const, "int32" as const, "bool" as const),
  })
  .map(({ size, first, steps, dtype }): ScheduledBuffer => ({
    dtype,
    size,
    role: { kind: "temporary" },
    live: [first, first + steps],
  }));

describe("planMemory", () => {
  it("gives buffers that live together different bytes, aligned, in a block no larger than all of them", () => {
    fc.assert(
      fc.property(fc.array(buffer, { maxLength: 30 }), (buffers) => {
        const { offsets, size } = planMemory({ buffers }, { begin: 48 });
        const bytes = buffers.map(({ dtype, size: count }) => count * (dtype === "bool" ? 1 : 4));
        const rounded = bytes.map((count) => 16 * Math.ceil(count / 16));
        expect(size).toBeLessThanOrEqual(48 + rounded.reduce((sum, count) => sum + count, 0));
        buffers.forEach((a, i) => {
          expect(offsets[i] % 16).toBe(0);
          expect(offsets[i]).toBeGreaterThanOrEqual(48);
          expect(offsets[i] + bytes[i]).toBeLessThanOrEqual(size);
          buffers.slice(0, i).forEach((b, j) => {
            const together = a.live[0] <= b.live[1] && b.live[0] <= a.live[1];
            const apart =
              offsets[i] + rounded[i] <= offsets[j] || offsets[j] + rounded[j] <= offsets[i];
            expect(!together || apart || bytes[i] === 0 || bytes[j] === 0).toBe(true);
          });
        });
      }),
      { seed: 9, numRuns: 200 },
    );
  });

  it("needs for a chain of values no more than two of them", () => {
    const buffers = Array.from({ length: 10 }, (_, i): ScheduledBuffer => ({
      dtype: "float32",
      size: 100,
      role: { kind: "temporary" },
      live: [i, i + 1],
    }));
    expect(planMemory({ buffers }).size).toBe(2 * 400);
  });

  it("keeps the place of a constant for all time", () => {
    const constant = { ...temporary(8, [3, 4]), role: { kind: "constant" } } as ScheduledBuffer;
    const { offsets, size } = planMemory({ buffers: [constant, temporary(8, [0, 1])] });
    expect(new Set(offsets).size).toBe(2);
    expect(size).toBe(64);
    const { size: shared } = planMemory(
      { buffers: [constant, temporary(8, [0, 1])] },
      { keeps: () => false },
    );
    expect(shared).toBe(32);
  });
});

function temporary(size: number, live: readonly [number, number]): ScheduledBuffer {
  return { dtype: "float32", size, role: { kind: "temporary" }, live };
}
