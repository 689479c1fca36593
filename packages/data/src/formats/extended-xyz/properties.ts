import type { AtomColumn } from "./frame.ts";
import { quote } from "../text/location.ts";

/** One field of a `Properties` value: `name:type:width`. */
export interface Property {
  readonly name: string;
  readonly type: AtomColumn["type"];
  readonly width: number;
}

/** The layout of an xyz file that says nothing about its columns. */
export const plainProperties: readonly Property[] = [
  { name: "species", type: "S", width: 1 },
  { name: "pos", type: "R", width: 3 },
];

const mostColumns = 1024;

/**
 * Parses a `Properties` value such as `species:S:1:pos:R:3:forces:R:3`.
 *
 * @returns The fields in order, or the sentence that says what is wrong: `{ expected, got }`.
 */
export function parseProperties(
  text: string,
): readonly Property[] | { readonly expected: string; readonly got: string } {
  const words = text.split(":");
  if (words.length % 3 !== 0) {
    return { expected: "Properties to be name:type:width triples", got: `${words.length} words` };
  }
  const properties: Property[] = [];
  let columns = 0;
  for (let i = 0; i < words.length; i += 3) {
    const [name, type, widthText] = words.slice(i, i + 3);
    if (name === "" || properties.some((property) => property.name === name)) {
      return { expected: "each property to have a name of its own", got: quote(name) };
    }
    if (type !== "S" && type !== "R" && type !== "I" && type !== "L") {
      return { expected: `the type S, R, I or L for "${name}"`, got: quote(type) };
    }
    const width = /^\d{1,9}$/.test(widthText) ? Number(widthText) : 0;
    columns += width;
    if (width < 1 || columns > mostColumns) {
      return { expected: `1 to ${mostColumns} columns in all`, got: quote(widthText) };
    }
    properties.push({ name, type, width });
  }
  return properties;
}

/** The opposite of {@link parseProperties}. */
export function formatProperties(properties: readonly Property[]): string {
  return properties.map(({ name, type, width }) => `${name}:${type}:${width}`).join(":");
}
