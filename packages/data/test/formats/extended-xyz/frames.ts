import { createFrame } from "@erlangen/data";
import type { AtomColumn, Frame, InfoValue } from "@erlangen/data";
import fc from "fast-check";

const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
const integers = fc.maxSafeInteger();
const text = fc
  .string({ unit: fc.constantFrom(...Array.from("abXY 01.=-\"\\\n[]{},:äλ😀'")) })
  // A text of several numbers or truth values reads as a list; no quoting can say otherwise.
  .filter((s) => !/^[ ]*[^ ]*\d[^ ]* +[^ ]/.test(s));
const name = fc.stringMatching(/^[a-z]{1,3}[A-Za-z0-9_-]{0,5}$/).map((s) => `k_${s}`);

const infoValues: fc.Arbitrary<InfoValue> = fc.oneof(
  numbers,
  integers,
  fc.boolean(),
  text,
  fc.array(numbers),
  fc.array(fc.boolean()),
  fc.array(text),
  fc.array(fc.array(numbers, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
);

function columns(atoms: number): fc.Arbitrary<AtomColumn> {
  const of = <T>(entry: fc.Arbitrary<T>, width: number): fc.Arbitrary<T[]> =>
    fc.array(entry, { minLength: atoms * width, maxLength: atoms * width });
  return fc.integer({ min: 1, max: 3 }).chain((width) =>
    fc.oneof(
      of(numbers, width).map((values) => ({
        type: "R" as const,
        width,
        values: Float64Array.from(values),
      })),
      of(integers, width).map((values) => ({
        type: "I" as const,
        width,
        values: Float64Array.from(values),
      })),
      of(fc.integer({ min: 0, max: 1 }), width).map((values) => ({
        type: "L" as const,
        width,
        values: Uint8Array.from(values),
      })),
      of(fc.stringMatching(/^[!-~ä]{1,5}$/), width).map((values) => ({
        type: "S" as const,
        width,
        values,
      })),
    ),
  );
}

/** Frames with everything that extended xyz can say. */
export const frames: fc.Arbitrary<Frame> = fc.integer({ min: 1, max: 5 }).chain((atoms) => {
  const vectors = fc
    .array(numbers, { minLength: 3 * atoms, maxLength: 3 * atoms })
    .map((values) => Float64Array.from(values));
  return fc
    .record({
      atomicNumbers: fc.uint8Array({ min: 1, max: 118, minLength: atoms, maxLength: atoms }),
      positions: vectors,
      forces: fc.option(vectors, { nil: undefined }),
      energy: fc.option(numbers, { nil: undefined }),
      cell: fc.option(
        fc.record({
          lattice: fc
            .array(numbers, { minLength: 9, maxLength: 9 })
            .map((values) => Float64Array.from(values)),
          pbc: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
        }),
        { nil: undefined },
      ),
      info: fc.dictionary(name, infoValues).map((entries) => new Map(Object.entries(entries))),
      arrays: fc
        .dictionary(name, columns(atoms), { maxKeys: 3 })
        .map((entries) => new Map(Object.entries(entries))),
    })
    .map(({ cell, ...parts }) => createFrame({ ...parts, ...cell }));
});
