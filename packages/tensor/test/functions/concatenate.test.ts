import {
  concatenate,
  flip,
  repeat,
  roll,
  split,
  stack,
  tensor,
  tile,
  type Tensor,
} from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { forDraws } from "../draw.ts";
import { at, build } from "../index-loops.ts";

const matrix: Tensor = tensor([
  [1, 2, 3],
  [4, 5, 6],
]);

describe("concatenate, stack and split", () => {
  it("join parts in order, and split takes them apart again", () => {
    forDraws((draw) => {
      const shape = draw.atLeast(1);
      const axis = draw.axis(shape.length);
      const place = (axis + shape.length) % shape.length;
      const parts = Array.from({ length: draw.integer(1, 3) }, () =>
        draw.tensor(
          "any",
          shape.map((length, other) => (other === place ? draw.integer(0, 20) : length)),
        ),
      );
      const whole = concatenate(parts, axis);
      const lengths = parts.map((part) => part.shape[place]);
      const origin = lengths.flatMap((length, part) =>
        Array.from({ length }, (_, i) => [part, i] as const),
      );
      const expected = build(whole.shape, (index) => {
        const [part, i] = origin[index[place]];
        return at(parts[part], index.with(place, i));
      });
      expect(whole.shape[place]).toBe(origin.length);
      expect(whole.data).toEqual(expected.data);
      split(whole, lengths, axis).forEach((part, i) => {
        expect(part.shape).toEqual(parts[i].shape);
        expect(part.data).toEqual(parts[i].data);
      });
    }, 50);
  });

  it("stack along a new axis anywhere", () => {
    expect(stack([tensor([1, 2]), tensor([3, 4])]).toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(stack([tensor([1, 2]), tensor([3, 4])], -1).toArray()).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  it("split into equal parts", () => {
    expect(split(matrix, 3, 1).map((part) => part.toArray())).toEqual([
      [[1], [4]],
      [[2], [5]],
      [[3], [6]],
    ]);
  });

  it("say which part does not fit", () => {
    expect(() => concatenate([])).toThrow("concatenate: expected at least one part, got none");
    expect(() => concatenate([matrix, tensor([[1, 2]])])).toThrow(
      "concatenate: expected parts that agree with [2, 3] outside axis 0, got [1, 2] (part 1)",
    );
    expect(() => concatenate([matrix, tensor([[1, 2, 3]], [1, 3], "int32")])).toThrow(
      "concatenate: expected parts of one element type, got float32 and int32 (part 1); cast one of them",
    );
    expect(() => stack([matrix, tensor([1])])).toThrow(
      "stack: expected parts of one shape, got [2, 3] and [1]",
    );
    expect(() => stack([])).toThrow("stack: expected at least one part, got none");
    expect(() => split(matrix, 2, 1)).toThrow(
      "split: expected parts that add up to axis 1 of x of shape [2, 3], got 2 equal parts",
    );
    expect(() => split(matrix, [1, 1], 1)).toThrow(
      "split: expected parts that add up to axis 1 of x of shape [2, 3], got [1, 1]",
    );
  });
});

describe("flip and roll", () => {
  it("reverse and rotate indices", () => {
    forDraws((draw) => {
      const x = draw.tensor();
      const axes = draw.axes(x.rank);
      const turned = build(x.shape, (index) =>
        at(
          x,
          index.map((i, axis) => (axes.includes(axis) ? x.shape[axis] - 1 - i : i)),
        ),
      );
      expect(flip(x, axes).data).toEqual(turned.data);
      if (x.rank === 0) return;
      const axis = draw.integer(0, x.rank - 1);
      const length = x.shape[axis];
      const shift = draw.integer(-7, 7);
      const rolled = build(x.shape, (index) =>
        at(x, index.with(axis, (((index[axis] - shift) % length) + length) % length)),
      );
      expect(roll(x, shift, axis).data).toEqual(rolled.data);
    }, 50);
  });

  it("say what does not fit", () => {
    expect(() => flip(matrix, [0, 0])).toThrow("flip: expected distinct axes, got [0, 0]");
    expect(() => roll(matrix, 0.5, 0)).toThrow("roll: expected shift to be an integer, got 0.5");
  });
});

describe("tile and repeat", () => {
  it("repeat the whole and the elements", () => {
    forDraws((draw) => {
      const x = draw.tensor();
      const counts = x.shape.map(() => draw.integer(0, 3));
      const shape = x.shape.map((length, axis) => length * counts[axis]);
      const tiled = build(shape, (index) =>
        at(
          x,
          index.map((i, axis) => i % x.shape[axis]),
        ),
      );
      expect(tile(x, counts).shape).toEqual(shape);
      expect(tile(x, counts).data).toEqual(tiled.data);
      if (x.rank === 0) return;
      const axis = draw.integer(0, x.rank - 1);
      const count = counts[axis];
      const repeated = build(x.shape.with(axis, x.shape[axis] * count), (index) =>
        at(x, index.with(axis, Math.floor(index[axis] / count))),
      );
      expect(repeat(x, count, axis).data).toEqual(repeated.data);
    }, 50);
  });

  it("say which count does not fit", () => {
    expect(() => tile(matrix, [2])).toThrow(
      "tile: expected 2 counts >= 0 for x of shape [2, 3], got [2]",
    );
    expect(() => repeat(matrix, -1, 0)).toThrow(
      "repeat: expected count to be a non-negative integer, got -1",
    );
  });
});
