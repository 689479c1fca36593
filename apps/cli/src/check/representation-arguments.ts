import { Irreps } from "@erlangen/groups";
import { euclideanGroupNames, type EuclideanGroupName } from "@erlangen/metrics";
import { ErlangenError } from "@erlangen/numerics";
import { InvalidArgumentError } from "commander";

/** Irreps by the name of an input or output; without a name when there is only one. */
export type NamedIrreps = ReadonlyMap<string | undefined, Irreps>;

/**
 * Reads `positions:1o,charges:0e`, or irreps alone for a model with one input or output.
 *
 * The name ends at the last colon, because names of values may hold colons themselves.
 */
export function parseNamedIrreps(text: string): NamedIrreps {
  const named = new Map<string | undefined, Irreps>();
  for (const part of text.split(",")) {
    const colon = part.lastIndexOf(":");
    const name = colon < 0 ? undefined : part.slice(0, colon).trim();
    if (name === "" || named.has(name)) {
      throw new InvalidArgumentError(`expected name:irreps, each name once, got "${text}"`);
    }
    named.set(name, parseIrreps(part.slice(colon + 1)));
  }
  if (named.size > 1 && named.has(undefined)) {
    throw new InvalidArgumentError(`expected a name before each irreps, got "${text}"`);
  }
  return named;
}

/** Reads `E(3)`, also as `e3`. */
export function parseGroup(text: string): EuclideanGroupName {
  const group = euclideanGroupNames.find((name) => plain(name) === plain(text));
  if (group !== undefined) return group;
  throw new InvalidArgumentError(
    `expected one of ${euclideanGroupNames.join(", ")}, got "${text}"`,
  );
}

function parseIrreps(text: string): Irreps {
  try {
    const irreps = Irreps.parse(text);
    if (irreps.dim > 0) return irreps;
  } catch (error) {
    if (error instanceof ErlangenError) throw new InvalidArgumentError(error.message);
    throw error;
  }
  throw new InvalidArgumentError(`expected irreps such as 1o or 8x0e+4x1o, got "${text}"`);
}

function plain(group: string): string {
  return group.replaceAll(/[() ]/g, "").toUpperCase();
}
