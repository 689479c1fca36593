import { createFrame, isLabelledFrame } from "@erlangen/data";
import type { AtomColumn, FrameParts } from "@erlangen/data";
import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { describe, expect, test } from "vitest";

const single = { atomicNumbers: Uint8Array.of(1), positions: new Float64Array(3) };
const create = (parts: Partial<FrameParts>) => () => createFrame({ ...single, ...parts });

describe("createFrame", () => {
  test("what is left out gets its default, by the presence of a lattice", () => {
    expect(createFrame(single).pbc).toEqual([false, false, false]);
    expect(createFrame({ ...single, lattice: new Float64Array(9) }).pbc).toEqual([
      true,
      true,
      true,
    ]);
    expect(createFrame(single).info.size).toBe(0);
  });

  test("a frame with energy and forces is labelled", () => {
    expect(isLabelledFrame(createFrame({ ...single, energy: 0 }))).toBe(false);
    expect(
      isLabelledFrame(createFrame({ ...single, energy: 0, forces: new Float64Array(3) })),
    ).toBe(true);
  });

  test("wrong parts are named", () => {
    expect(create({ positions: new Float64Array(4) })).toThrow(ShapeError);
    expect(create({ positions: new Float64Array(4) })).toThrow(
      "createFrame: expected positions of shape [atoms, 3] with 3 entries, got 4",
    );
    expect(create({ atomicNumbers: Uint8Array.of(200) })).toThrow(
      "createFrame: expected atomicNumbers from 0 to 118, got 200",
    );
    expect(create({ atomicNumbers: new Uint8Array() })).toThrow(
      "createFrame: expected at least one atom, got none",
    );
    expect(create({ forces: Float64Array.of(0, Number.NaN, 0) })).toThrow(
      "createFrame: expected forces to hold finite numbers, got NaN at index 1",
    );
    expect(create({ energy: Number.POSITIVE_INFINITY })).toThrow(ArgumentError);
    expect(create({ pbc: [true, false, false] })).toThrow(
      "createFrame: expected a lattice, since pbc is true, got none",
    );
    const column: AtomColumn = { type: "S", width: 2, values: ["a"] };
    expect(create({ arrays: new Map([["site", column]]) })).toThrow(
      'createFrame: expected arrays "site" of shape [atoms, 2] with 2 entries, got 1',
    );
    expect(create({ arrays: new Map([["site", { ...column, width: 0 }]]) })).toThrow(
      'createFrame: expected a positive width for the array "site", got 0',
    );
  });
});
