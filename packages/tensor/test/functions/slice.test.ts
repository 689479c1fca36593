import { pad, padGeneral, slice, sliceGeneral, tensor, type Tensor } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { forDraws } from "../draw.ts";
import { at, build } from "../index-loops.ts";

const matrix: Tensor = tensor([
  [1, 2, 3],
  [4, 5, 6],
]);

/** The indices of a Python range over an axis, by walking it. */
function pythonRange(
  length: number,
  [start, stop, step]: readonly [number | undefined, number | undefined, number],
): number[] {
  const wrap = (bound: number): number => (bound < 0 ? bound + length : bound);
  const from = start === undefined ? (step > 0 ? 0 : length - 1) : wrap(start);
  const to = stop === undefined ? (step > 0 ? length : -1) : wrap(stop);
  const first = step > 0 ? Math.max(from, 0) : Math.min(from, length - 1);
  const last = step > 0 ? Math.min(to, length) : Math.max(to, -1);
  const indices: number[] = [];
  for (let i = first; step > 0 ? i < last : i > last; i += step) indices.push(i);
  return indices;
}

describe("slice", () => {
  it("takes what Python's ranges take", () => {
    forDraws((draw) => {
      const x = draw.tensor();
      const bound = (): number | undefined => (draw.flag() ? draw.integer(-5, 5) : undefined);
      const ranges = x.shape.map(() => {
        const step = draw.flag() ? draw.integer(1, 3) : -draw.integer(1, 3);
        return [bound(), bound(), step] as const;
      });
      const indices = x.shape.map((length, axis) => pythonRange(length, ranges[axis]));
      const expected = build(
        indices.map((list) => list.length),
        (index) =>
          at(
            x,
            index.map((i, axis) => indices[axis][i]),
          ),
      );
      const y = slice(x, ranges);
      expect(y.shape).toEqual(expected.shape);
      expect(y.data).toEqual(expected.data);
    }, 200);
  });

  it("removes the axis of a single index and takes unnamed axes whole", () => {
    expect(slice(matrix, [1]).toArray()).toEqual([4, 5, 6]);
    expect(slice(matrix, [-1, -1]).item()).toBe(6);
    expect(slice(matrix, [undefined, 0]).toArray()).toEqual([1, 4]);
    expect(slice(matrix, ["...", 0]).toArray()).toEqual([1, 4]);
    expect(slice(matrix, [0, "...", [1, 3]]).toArray()).toEqual([2, 3]);
    expect(slice(matrix, []).data).toEqual(matrix.data);
  });

  it("says which selector does not fit", () => {
    expect(() => slice(matrix, [2])).toThrow(
      "slice: expected an index in [-2, 2) on axis 0, got 2",
    );
    expect(() => slice(matrix, [0, 0, 0])).toThrow(
      'slice: expected at most 2 selectors and one "...", got 3',
    );
    expect(() => slice(matrix, [[0, 2, 0]])).toThrow(
      "slice: expected integer bounds and a step other than 0 on axis 0, got [0, 2, 0]",
    );
    expect(() => sliceGeneral(matrix, { start: [0], stop: [1], step: [1] })).toThrow(
      "slice: expected start, stop and step for the 2 axes of x of shape [2, 3], got 1, 1 and 1",
    );
    expect(() => sliceGeneral(matrix, { start: [0, 2], stop: [2, 4], step: [1, 1] })).toThrow(
      "slice: expected 0 <= start <= stop <= 3 and step >= 1 on axis 1, got [2, 4, 1]",
    );
  });
});

describe("pad", () => {
  it("puts a value around and between the elements", () => {
    forDraws((draw) => {
      const x = draw.tensor();
      const amounts = (): number[] => x.shape.map(() => draw.integer(0, 2));
      const [low, high, interior] = [amounts(), amounts(), amounts()];
      const y = padGeneral(x, { low, high, interior, value: 7 });
      const shape = x.shape.map(
        (length, axis) =>
          low[axis] + high[axis] + length + Math.max(0, length - 1) * interior[axis],
      );
      const expected = build(shape, (index) => {
        const source = index.map((i, axis) => (i - low[axis]) / (interior[axis] + 1));
        const inside = source.every(
          (i, axis) => Number.isInteger(i) && i >= 0 && i < x.shape[axis],
        );
        return inside ? at(x, source) : 7;
      });
      expect(y.shape).toEqual(shape);
      expect(y.data).toEqual(expected.data);
    }, 50);
  });

  it("continues a torus", () => {
    forDraws((draw) => {
      const x = draw.tensor();
      const amounts = x.shape.map(
        (length) => [draw.integer(0, length), draw.integer(0, length)] as const,
      );
      const shape = x.shape.map((length, axis) => length + amounts[axis][0] + amounts[axis][1]);
      const expected = build(shape, (index) =>
        at(
          x,
          index.map((i, axis) => {
            const length = x.shape[axis];
            return (i - amounts[axis][0] + length) % length;
          }),
        ),
      );
      expect(pad(x, amounts, { mode: "circular" }).data).toEqual(expected.data);
    }, 50);
  });

  it("says which amounts do not fit", () => {
    expect(() => pad(matrix, [[1, 1]])).toThrow(
      "pad: expected amounts for the 2 axes of x of shape [2, 3], got 1",
    );
    expect(() =>
      pad(matrix, [
        [0, -1],
        [0, 0],
      ]),
    ).toThrow("pad: expected low, high and interior >= 0 on axis 0, got [0, -1, 0]");
    expect(() =>
      pad(
        matrix,
        [
          [0, 0],
          [4, 0],
        ],
        { mode: "circular" },
      ),
    ).toThrow("pad: expected circular amounts in [0, 3] on axis 1, got [4, 0]");
    expect(() => padGeneral(matrix, { low: [0], high: [0], interior: [0], value: 0 })).toThrow(
      "pad: expected low, high and interior for the 2 axes of x of shape [2, 3], got 1, 1 and 1",
    );
  });
});
