import { ArgumentError } from "@erlangen/numerics";

/** What a tensor with index symmetries does when its indices are permuted. */
export interface IndexSymmetry {
  /** The indices in order, such as `["i", "j"]`. */
  readonly indices: readonly string[];
  /**
   * Generators: T[x_image[0], x_image[1], ...] = sign T[x_0, x_1, ...] for all x.
   */
  readonly generators: readonly { readonly image: readonly number[]; readonly sign: 1 | -1 }[];
  /** Sets of indices that symmetries exchange: they carry one representation. */
  readonly exchanged: readonly (readonly string[])[];
}

/**
 * Reads a formula such as `ij=-ji` (antisymmetric) or `ijkl=jikl=ijlk=klij`: the first term names
 * the indices, each further one a permutation of them with a sign.
 *
 * @param formula - Terms of one-letter indices a to z joined by `=`; further ones may begin with `-`.
 * Blanks are free.
 * @throws ArgumentError that quotes the term that does not fit.
 */
export function parseIndexSymmetry(where: string, formula: string): IndexSymmetry {
  const fail = (expected: string, got: unknown): never => {
    throw new ArgumentError(`${where}: expected ${expected}, got ${JSON.stringify(got)}`);
  };
  if (typeof formula !== "string") return fail('a formula such as "ij=-ji"', formula);
  const [first, ...others] = formula.split("=").map((term) => term.replaceAll(/\s/g, ""));
  const indices = first.split("");
  if (!/^[a-z]+$/.test(first) || new Set(indices).size !== indices.length) {
    fail("formula to begin with distinct letters a to z", first);
  }
  const generators = others.map((term) => {
    const letters = term.replace(/^-/, "");
    const image = letters.split("").map((letter) => indices.indexOf(letter));
    if (letters.length !== indices.length || !indices.every((_, i) => image.includes(i))) {
      fail(`each term of formula to be a permutation of ${first}`, term);
    }
    return { image, sign: term.startsWith("-") ? (-1 as const) : (1 as const) };
  });
  return { indices, generators, exchanged: exchangedSets(indices, generators) };
}

function exchangedSets(
  indices: readonly string[],
  generators: IndexSymmetry["generators"],
): string[][] {
  const set = indices.map((_, i) => i);
  for (const { image } of generators) {
    image.forEach((target, source) => {
      const [from, to] = [set[target], set[source]];
      set.forEach((root, i) => {
        if (root === from) set[i] = to;
      });
    });
  }
  return [...new Set(set)].map((root) => indices.filter((_, i) => set[i] === root));
}
