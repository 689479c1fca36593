import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { largestAtomicNumber } from "../../elements/elements.ts";

/** What the comment line of a frame may say about it: a number, a truth value, text, or nested lists of these. */
export type InfoValue = number | boolean | string | readonly InfoValue[];

/**
 * A property of each atom, `[atoms, width]` row by row: real numbers (`R`), integers (`I`, up to 2^53), truth values
 * (`L`, 0 or 1) or words (`S`).
 */
export type AtomColumn =
  | { readonly type: "R" | "I"; readonly width: number; readonly values: Float64Array }
  | { readonly type: "L"; readonly width: number; readonly values: Uint8Array }
  | { readonly type: "S"; readonly width: number; readonly values: readonly string[] };

/** One configuration of atoms. Units are those of its file or generator. */
export interface Frame {
  /** Atomic numbers, `[atoms]`; 0 for an atom of no element. */
  readonly atomicNumbers: Uint8Array;
  /** Cartesian coordinates, `[atoms, 3]`. */
  readonly positions: Float64Array;
  /** Negative gradient of the energy, `[atoms, 3]`. */
  readonly forces?: Float64Array | undefined;
  readonly energy?: number | undefined;
  /** The three lattice vectors, one a row, `[3, 3]`. */
  readonly lattice?: Float64Array | undefined;
  /** Along which lattice vectors the configuration repeats. */
  readonly pbc: readonly [boolean, boolean, boolean];
  /** Everything else of the comment line. */
  readonly info: ReadonlyMap<string, InfoValue>;
  /** Every other property of the atoms. */
  readonly arrays: ReadonlyMap<string, AtomColumn>;
}

/** A frame whose energy and forces are known: what a force field learns from. */
export interface LabelledFrame extends Frame {
  readonly energy: number;
  readonly forces: Float64Array;
}

/** Whether a frame has both an energy and forces. */
export function isLabelledFrame(frame: Frame): frame is LabelledFrame {
  return frame.energy !== undefined && frame.forces !== undefined;
}

/** The parts of a frame that have no default, and any of the others. */
export type FrameParts = Pick<Frame, "atomicNumbers" | "positions"> & Partial<Frame>;

/**
 * A frame from its parts, checked: shapes agree, every number is finite, atomic numbers exist.
 *
 * Without `pbc` a frame repeats along all three lattice vectors when it has a lattice, and not at all otherwise.
 *
 * @param parts - `atomicNumbers` [atoms] and `positions` [atoms, 3] at least; `info` and `arrays` are empty by default.
 * @throws ShapeError when a part does not fit the number of atoms.
 * @throws ArgumentError when there are no atoms, a number is not finite, or `pbc` lacks a lattice.
 *
 * ```ts
 * import { createFrame } from "@erlangen/data";
 *
 * const dimer = createFrame({
 *   atomicNumbers: Uint8Array.of(18, 18),
 *   positions: Float64Array.of(0, 0, 0, 0, 0, 3.82),
 * });
 * dimer.pbc; // => [false, false, false]
 * ```
 */
export function createFrame(parts: FrameParts): Frame {
  const atoms = parts.atomicNumbers.length;
  if (atoms === 0) throw new ArgumentError("createFrame: expected at least one atom, got none");
  for (const number of parts.atomicNumbers) {
    if (number <= largestAtomicNumber) continue;
    throw new ArgumentError(
      `createFrame: expected atomicNumbers from 0 to ${largestAtomicNumber}, got ${number}`,
    );
  }
  requireNumbers("positions", "[atoms, 3]", parts.positions, 3 * atoms);
  if (parts.forces) requireNumbers("forces", "[atoms, 3]", parts.forces, 3 * atoms);
  if (parts.lattice) requireNumbers("lattice", "[3, 3]", parts.lattice, 9);
  if (parts.energy !== undefined && !Number.isFinite(parts.energy)) {
    throw new ArgumentError(`createFrame: expected a finite energy, got ${parts.energy}`);
  }
  const periodic = parts.lattice !== undefined;
  const pbc = parts.pbc ?? ([periodic, periodic, periodic] as const);
  if (!periodic && pbc.includes(true)) {
    throw new ArgumentError("createFrame: expected a lattice, since pbc is true, got none");
  }
  const arrays = parts.arrays ?? new Map<string, AtomColumn>();
  for (const [name, column] of arrays) checkColumn(name, column, atoms);
  return { ...parts, pbc, info: parts.info ?? new Map(), arrays };
}

function checkColumn(name: string, column: AtomColumn, atoms: number): void {
  if (!Number.isInteger(column.width) || column.width < 1) {
    throw new ShapeError(
      `createFrame: expected a positive width for the array "${name}", got ${column.width}`,
    );
  }
  const axes = `[atoms, ${column.width}]`;
  if (column.type === "S" || column.type === "L") {
    requireLength(`arrays "${name}"`, axes, column.values, atoms * column.width);
  } else {
    requireNumbers(`arrays "${name}"`, axes, column.values, atoms * column.width);
  }
}

function requireLength(name: string, axes: string, values: ArrayLike<unknown>, size: number): void {
  if (values.length === size) return;
  throw new ShapeError(
    `createFrame: expected ${name} of shape ${axes} with ${size} entries, got ${values.length}`,
  );
}

function requireNumbers(name: string, axes: string, values: Float64Array, size: number): void {
  requireLength(name, axes, values, size);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return;
  throw new ArgumentError(
    `createFrame: expected ${name} to hold finite numbers, got ${values[bad]} at index ${bad}`,
  );
}
