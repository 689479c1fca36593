import { ArgumentError } from "@erlangen/numerics";
import { CosetTable } from "./coset-table.ts";
import { parseWord } from "./group-word.ts";
import { Permutation } from "./permutation.ts";
import { PermutationGroup } from "./permutation-group.ts";
import { requireCount } from "./require-count.ts";

/** A group by generators and relations, and a subgroup of it. */
export interface Presentation {
  /** Names of the generators. */
  readonly generators: readonly string[];
  /** Words that are the identity, or equations, such as `a^2`, `(a b)^3`, `[a, b]`, `a b = b a`. */
  readonly relators: readonly string[];
  /** Words that generate the subgroup; none for the trivial one. */
  readonly subgroup?: readonly string[];
  /** Most cosets that are defined on the way; default 2^20. */
  readonly mostCosets?: number;
}

/**
 * The action of a finitely presented group on the cosets of a subgroup of finite index, by Todd and Coxeter's method.
 *
 * Point 0 is the subgroup itself. The generators of the result are the images of the generators of the presentation, in
 * order; products go to products. With the trivial subgroup it is the regular representation.
 *
 * @throws ArgumentError for words that do not parse, and when the table outgrows `mostCosets`: the index may be infinite,
 *   or only the way to it long; a larger subgroup or more relators help.
 *
 * ```ts
 * import { cosetAction } from "@erlangen/groups";
 *
 * const relators = ["a^2", "b^3", "(a b)^5"];
 * cosetAction({ generators: ["a", "b"], relators }).order; // => 60n
 * cosetAction({ generators: ["a", "b"], relators, subgroup: ["a b"] }).degree; // => 12
 * ```
 */
export function cosetAction({
  generators,
  relators,
  subgroup = [],
  mostCosets = 2 ** 20,
}: Presentation): PermutationGroup {
  const where = "cosetAction";
  requireCount(where, "mostCosets", mostCosets, { least: 1 });
  for (const name of generators) {
    if (/^[A-Za-z]\w*$/.test(name)) continue;
    throw new ArgumentError(
      `${where}: expected names of generators to be a letter with letters and digits, got ${JSON.stringify(name)}`,
    );
  }
  const relations = relators.map((text) => parseWord(where, text, generators));
  const fixing = subgroup.map((text) => parseWord(where, text, generators));
  const table = new CosetTable(2 * generators.length, mostCosets);
  let fits = fixing.every((word) => table.close(0, word));
  for (let coset = 0; coset < table.size && fits; coset++) {
    for (const word of relations) {
      if (fits && table.isAlive(coset)) fits = table.close(coset, word);
    }
    for (let letter = 0; letter < 2 * generators.length; letter++) {
      if (fits && table.isAlive(coset) && table.image(coset, letter) < 0) {
        fits = table.define(coset, letter);
      }
    }
  }
  if (!fits) {
    throw new ArgumentError(
      `${where}: expected an index that is found with at most ${mostCosets} cosets, got more; ` +
        "the index may be infinite; otherwise raise mostCosets, or give a larger subgroup or more relators",
    );
  }
  const actions = table.actions();
  // Right cosets H g are moved by g⁻¹ on the right, so that the product a b first does b.
  const images = generators.map((_, i) => Permutation.fromImages(actions[2 * i + 1]));
  const degree = actions[0]?.length ?? 1;
  return PermutationGroup.fromGenerators(images, {
    degree,
    name: `<${generators.join(", ")} | ${relators.join(", ")}> on ${degree} cosets`,
  });
}
