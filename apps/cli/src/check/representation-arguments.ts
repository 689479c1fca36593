import { InvalidArgumentError } from "commander";

/** Texts of representations by the name of an input or output; without a name when there is only one. */
export type NamedTexts = ReadonlyMap<string | undefined, string>;

/**
 * Reads `positions:1o,charges:0e`, or a representation alone for a model with one input or output.
 *
 * The name ends at the last colon, because names of values may hold colons themselves. Commas inside brackets, as in the
 * irrep (1,2) of a dihedral group, belong to the representation.
 */
export function parseNamedTexts(text: string): NamedTexts {
  const named = new Map<string | undefined, string>();
  for (const part of text.split(/,(?![^([{]*[)\]}])/)) {
    const colon = part.lastIndexOf(":");
    const name = colon < 0 ? undefined : part.slice(0, colon).trim();
    if (name === "" || named.has(name)) {
      throw new InvalidArgumentError(`expected name:representation, each name once, got "${text}"`);
    }
    named.set(name, part.slice(colon + 1).trim());
  }
  if (named.size > 1 && named.has(undefined)) {
    throw new InvalidArgumentError(`expected a name before each representation, got "${text}"`);
  }
  return named;
}
