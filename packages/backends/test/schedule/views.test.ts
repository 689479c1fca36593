import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isContiguous, mergeAxes } from "@erlangen/backends/schedule";

/** Places of the elements in row-major order. */
function places(shape: readonly number[], strides: readonly number[]): number[] {
  return shape.reduce<number[]>(
    (so, length, axis) =>
      so.flatMap((place) => Array.from({ length }, (_, i) => place + i * strides[axis])),
    [0],
  );
}

const array = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom(0, 1, 2, 4, 6, 12, -1, -4)), {
    maxLength: 4,
  })
  .map((axes) => ({ shape: axes.map(([length]) => length), strides: axes.map(([, s]) => s) }));

describe("views", () => {
  it("walk the same places in the same order when their axes are merged", () => {
    fc.assert(
      fc.property(array, array, ({ shape, strides }, other) => {
        const second = shape.map((_, axis) => other.strides[axis] ?? 3);
        const merged = mergeAxes(shape, [strides, second]);
        expect(merged.shape.length).toBeLessThanOrEqual(shape.length);
        [strides, second].forEach((own, i) => {
          expect(places(merged.shape, merged.strides[i])).toEqual(places(shape, own));
        });
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it("are contiguous exactly when they visit 0, 1, 2, ...", () => {
    fc.assert(
      fc.property(array, ({ shape, strides }) => {
        const visited = places(shape, strides);
        expect(isContiguous({ shape, strides })).toBe(visited.every((place, i) => place === i));
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it("keep axes of different classes apart", () => {
    const merged = mergeAxes([2, 3, 4], [[12, 4, 1]], (axis) => axis === 2);
    expect(merged.shape).toEqual([6, 4]);
    expect(merged.classes).toEqual([false, true]);
  });
});
