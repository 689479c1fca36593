import { ArgumentError } from "@erlangen/numerics";
import { elementSymbol } from "../../elements/elements.ts";
import { speciesNumber } from "./atom-columns.ts";
import type { Entry } from "./comment.ts";
import { parseComment } from "./comment.ts";
import type { AtomColumn, Frame, InfoValue } from "./frame.ts";
import { createFrame } from "./frame.ts";
import { formatInfoValue, quoteText } from "./info-value.ts";
import { formatNumber } from "../text/number-text.ts";
import { formatProperties } from "./properties.ts";

/** Under which names to write energy and forces. */
export interface FormatExtendedXyzOptions {
  /** By default `energy`. */
  readonly energyKey?: string | undefined;
  /** By default `forces`. */
  readonly forcesKey?: string | undefined;
}

/**
 * The text of one frame in extended xyz, which reads back to the same frame, every double to the bit.
 *
 * Numbers are the shortest literals that round to the same double. Labels of the atoms come from the array `species`
 * where there is one, otherwise they are symbols, `X` for atomic number 0; reading labels that are no element needs
 * `unknownSpecies: "keep"`.
 *
 * @param options - Names for energy and forces other than the standard ones; pass the same to the reader.
 *
 * @throws ShapeError or ArgumentError when a part is not what {@link createFrame} accepts, or when the format has no
 * words for it: text with control characters, a text that reads as a list of numbers, a name with a colon.
 *
 * ```ts
 * import { createFrame, formatExtendedXyz } from "@erlangen/data";
 *
 * const atom = createFrame({
 *   atomicNumbers: Uint8Array.of(18),
 *   positions: Float64Array.of(0, 0.1, -0),
 *   energy: 0.5,
 * });
 * formatExtendedXyz(atom); // => "1\nProperties=species:S:1:pos:R:3 energy=0.5\nAr 0 0.1 -0\n"
 * ```
 */
export function formatExtendedXyz(frame: Frame, options: FormatExtendedXyzOptions = {}): string {
  createFrame(frame);
  const columns = atomColumns(frame, options.forcesKey);
  const properties = columns.map(([name, { type, width }]) => ({ name, type, width }));
  const header: string[] = [];
  if (frame.lattice !== undefined) {
    header.push(`Lattice="${Array.from(frame.lattice, formatNumber).join(" ")}"`);
  }
  header.push(`Properties=${formatProperties(properties)}`);
  if (frame.lattice !== undefined) {
    header.push(`pbc="${frame.pbc.map((flag) => (flag ? "T" : "F")).join(" ")}"`);
  }
  const energyKey = options.energyKey ?? "energy";
  const reserved = ["Lattice", "Properties", "pbc"];
  if (frame.energy !== undefined) header.push(formatEntry(energyKey, frame.energy, reserved));
  reserved.push(energyKey);
  if (frame.energy === undefined && options.energyKey === undefined) reserved.push("Energy");
  for (const [key, value] of frame.info) header.push(formatEntry(key, value, reserved));

  const atoms = frame.atomicNumbers.length;
  const lines = [`${atoms}`, header.join(" ")];
  for (let atom = 0; atom < atoms; atom++) {
    lines.push(columns.map(([, column]) => formatCells(column, atom)).join(" "));
  }
  return `${lines.join("\n")}\n`;
}

function atomColumns(frame: Frame, forcesKey = "forces"): [string, AtomColumn][] {
  const columns: [string, AtomColumn][] = [
    ["species", { type: "S", width: 1, values: speciesLabels(frame) }],
    ["pos", { type: "R", width: 3, values: frame.positions }],
  ];
  const reserved = ["pos", "species"];
  if (frame.forces) {
    checkName(forcesKey, reserved);
    columns.push([forcesKey, { type: "R", width: 3, values: frame.forces }]);
  } else if (forcesKey === "forces") {
    reserved.push("force");
  }
  reserved.push(forcesKey);
  for (const [name, column] of frame.arrays) {
    if (name === "species") continue;
    checkName(name, reserved);
    columns.push([name, column]);
  }
  for (const [name, column] of columns) checkWords(name, column);
  return columns;
}

function speciesLabels(frame: Frame): readonly string[] {
  const labels = frame.arrays.get("species");
  if (labels === undefined)
    return Array.from(frame.atomicNumbers, (number) => elementSymbol(number));
  frame.atomicNumbers.forEach((number, atom) => {
    const label = labels.type === "S" && labels.width === 1 ? labels.values[atom] : undefined;
    if (label !== undefined && (speciesNumber(label) ?? 0) === number) return;
    throw new ArgumentError(
      `formatExtendedXyz: expected the array "species" to label atom ${atom} of atomic number ${number}, got ${JSON.stringify(label)}`,
    );
  });
  return labels.values as readonly string[];
}

function checkName(name: string, reserved: readonly string[]): void {
  if (/^[^\s:="'[\]{}\\\p{Cc}\p{Cs}]+$/u.test(name) && !reserved.includes(name)) return;
  throw new ArgumentError(
    `formatExtendedXyz: expected the name of an array, free of spaces, colons, quotes and brackets and none of ${reserved.join(", ")}, got ${JSON.stringify(name)}`,
  );
}

function checkWords(name: string, column: AtomColumn): void {
  if (column.type === "I") {
    const bad = column.values.find((value) => !Number.isSafeInteger(value));
    if (bad === undefined) return;
    throw new ArgumentError(
      `formatExtendedXyz: expected integers in the array "${name}" of type I, got ${bad}`,
    );
  }
  if (column.type !== "S") return;
  const bad = column.values.find((word) => !/^[^ \p{Cc}\p{Cs}]+$/u.test(word));
  if (bad === undefined) return;
  throw new ArgumentError(
    `formatExtendedXyz: expected words without spaces in the array "${name}", got ${JSON.stringify(bad)}`,
  );
}

function formatCells(column: AtomColumn, atom: number): string {
  const first = atom * column.width;
  const last = first + column.width;
  if (column.type === "S") return column.values.slice(first, last).join(" ");
  const format = column.type === "L" ? (value: number) => (value ? "T" : "F") : formatNumber;
  return Array.from(column.values.subarray(first, last), format).join(" ");
}

/** Writes one entry and reads it back, since the grammar has values that it cannot say. */
function formatEntry(key: string, value: InfoValue, reserved: readonly string[]): string {
  if (reserved.includes(key)) {
    throw new ArgumentError(
      `formatExtendedXyz: expected info to leave the key ${JSON.stringify(key)} to the frame, got a value for it`,
    );
  }
  const text = `${/^[A-Za-z_][\w.-]*$/.test(key) ? key : quoteText(key)}=${formatInfoValue(value)}`;
  const [entry, ...rest] = /[\p{Cc}\p{Cs}]/u.test(text) ? [] : readBack(text);
  if (entry?.key === key && rest.length === 0 && isSame(entry.value, value)) return text;
  throw new ArgumentError(
    `formatExtendedXyz: expected a value that extended xyz can hold for ${JSON.stringify(key)}, got ${JSON.stringify(value)}`,
  );
}

function readBack(text: string): Entry[] {
  const bytes = new TextEncoder().encode(text);
  try {
    return parseComment(
      { text: Array.from(bytes, (b) => String.fromCharCode(b)).join(""), offset: 0 },
      "",
    );
  } catch {
    return [];
  }
}

function isSame(a: InfoValue, b: InfoValue): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return (
      a.length === b.length && a.every((item, i) => isSame(item as InfoValue, b[i] as InfoValue))
    );
  }
  return Object.is(a, b);
}
