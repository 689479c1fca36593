import type { Entry } from "./comment.ts";
import { parseComment } from "./comment.ts";
import type { InfoValue } from "./frame.ts";
import type { Line } from "../text/lines.ts";
import { decodeUtf8, errorAt, quote } from "../text/location.ts";
import { parseNumber } from "../text/number-text.ts";
import type { ReadingRules } from "./options.ts";
import type { Property } from "./properties.ts";
import { parseProperties, plainProperties } from "./properties.ts";

/** What the comment line says about its frame. */
export interface Header {
  readonly properties: readonly Property[];
  /** Names of the properties that hold species, positions and forces. */
  readonly roles: { readonly species: string; readonly forces: string | undefined };
  readonly energy: number | undefined;
  readonly lattice: Float64Array | undefined;
  readonly pbc: readonly [boolean, boolean, boolean];
  readonly info: ReadonlyMap<string, InfoValue>;
}

/** Reads the comment line of a frame; `FormatError` where it contradicts itself or lacks what `rules` demand. */
export function readHeader(line: Line, rules: ReadingRules): Header {
  const entries = new Map(readEntries(line, rules.source).map((entry) => [entry.key, entry]));
  const fail = (entry: Entry | undefined, expected: string, got: string): Error =>
    errorAt({ source: rules.source, line, column: entry?.valueColumn ?? 0 }, expected, got);
  const take = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    entries.delete(key);
    return entry;
  };

  const layout = take("Properties");
  const properties = readProperties(layout, fail);
  const roles = assignRoles(properties, layout, { rules, fail });
  const energy = readEnergy(entries, rules, fail);
  const lattice = readLattice(take("Lattice"), fail);
  const pbc = readPbc(take("pbc"), lattice, fail);
  const info = new Map([...entries.values()].map(({ key, value }) => [key, value]));
  return { properties, roles, energy, lattice, pbc, info };
}

type Fail = (entry: Entry | undefined, expected: string, got: string) => Error;

/** Without `Properties` and `Lattice` the line may be free text: then it becomes the one entry `comment`. */
function readEntries(line: Line, source: string): readonly Entry[] {
  if (/(?:^|[ \t])(?:Properties|Lattice)[ \t]*=/.test(line.text)) return parseComment(line, source);
  try {
    const entries = parseComment(line, source);
    if (entries.some((entry) => entry.hasValue)) return entries;
  } catch {
    // No grammar holds for free text.
  }
  const text = decodeUtf8(line.text, { source, line, column: 0 }).trim();
  if (text === "") return [];
  return [{ key: "comment", value: text, keyColumn: 0, valueColumn: 0, hasValue: true }];
}

function readProperties(entry: Entry | undefined, fail: Fail): readonly Property[] {
  if (entry === undefined) return plainProperties;
  const parsed =
    typeof entry.value === "string"
      ? parseProperties(entry.value)
      : { expected: "Properties to be name:type:width triples", got: show(entry.value) };
  if ("expected" in parsed) throw fail(entry, parsed.expected, parsed.got);
  return parsed;
}

function assignRoles(
  properties: readonly Property[],
  entry: Entry | undefined,
  { rules, fail }: { readonly rules: ReadingRules; readonly fail: Fail },
): Header["roles"] {
  const has = (name: string, types: string, width: number): boolean =>
    properties.some((p) => p.name === name && types.includes(p.type) && p.width === width);
  const species = ["species", "Z", "numbers"].find((name) =>
    has(name, name === "species" ? "SI" : "I", 1),
  );
  if (species === undefined) {
    throw fail(entry, "a property species:S:1 or Z:I:1", "none");
  }
  if (!has("pos", "R", 3)) throw fail(entry, "a property pos:R:3", "none");
  const candidates = rules.forcesKey === undefined ? ["forces", "force"] : [rules.forcesKey];
  const forces = candidates.find((name) => name !== "pos" && has(name, "R", 3));
  if (forces === undefined && rules.forcesKey !== undefined) {
    throw fail(entry, `a property ${rules.forcesKey}:R:3 (forcesKey)`, "none");
  }
  if (forces === undefined && rules.labelled) {
    throw fail(entry, "a property forces:R:3 or force:R:3 (name another by forcesKey)", "none");
  }
  return { species, forces };
}

function readEnergy(
  entries: Map<string, Entry>,
  rules: ReadingRules,
  fail: Fail,
): number | undefined {
  const candidates = rules.energyKey === undefined ? ["energy", "Energy"] : [rules.energyKey];
  const key = candidates.find((name) => entries.has(name));
  if (key === undefined) {
    if (rules.energyKey === undefined) {
      if (!rules.labelled) return undefined;
      throw fail(
        undefined,
        'the key "energy" or "Energy" (name another by energyKey)',
        "a line without it",
      );
    }
    throw fail(undefined, `the key ${quote(rules.energyKey)} (energyKey)`, "a line without it");
  }
  const entry = entries.get(key);
  entries.delete(key);
  const value = typeof entry?.value === "string" ? parseNumber(entry.value) : entry?.value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw fail(entry, `a finite number for ${quote(key)}`, show(entry?.value));
}

function readLattice(entry: Entry | undefined, fail: Fail): Float64Array | undefined {
  if (entry === undefined) return undefined;
  const numbers = Array.isArray(entry.value) ? entry.value.flat() : [];
  if (numbers.length === 9 && numbers.every((value) => typeof value === "number")) {
    return Float64Array.from(numbers);
  }
  throw fail(entry, "Lattice to be nine finite numbers", show(entry.value));
}

function readPbc(
  entry: Entry | undefined,
  lattice: Float64Array | undefined,
  fail: Fail,
): readonly [boolean, boolean, boolean] {
  const periodic = lattice !== undefined;
  if (entry === undefined) return [periodic, periodic, periodic];
  const flags = Array.isArray(entry.value) ? entry.value.map(truth) : [];
  const [a, b, c] = flags;
  if (flags.length !== 3 || a === undefined || b === undefined || c === undefined) {
    throw fail(entry, "pbc to be three truth values", show(entry.value));
  }
  if (!periodic && (a || b || c)) throw fail(entry, "a Lattice, since pbc is true", "none");
  return [a, b, c];
}

function truth(value: InfoValue): boolean | undefined {
  if (typeof value === "boolean") return value;
  return value === 0 || value === 1 ? value === 1 : undefined;
}

function show(value: InfoValue | undefined): string {
  return quote(Array.isArray(value) ? value.flat().join(" ") : String(value));
}
