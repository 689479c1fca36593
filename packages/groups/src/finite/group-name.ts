import { ArgumentError } from "@erlangen/numerics";
import type { FiniteGroup } from "../group/finite-group.ts";
import { alternatingGroup } from "./alternating-group.ts";
import { cyclicGroup } from "./cyclic-group.ts";
import { dihedralGroup } from "./dihedral-group.ts";
import { directProduct } from "./direct-product.ts";
import type { FinitePermutationGroup } from "./finite-permutation-group.ts";
import { icosahedralGroup, octahedralGroup, tetrahedralGroup } from "./polyhedral-groups.ts";
import { quaternionGroup } from "./quaternion-group.ts";
import { symmetricGroup } from "./symmetric-group.ts";
import { wreathProduct } from "./wreath-product.ts";

/** Groups that a whole name stands for. */
const single: Readonly<Record<string, () => FiniteGroup>> = {
  I: () => icosahedralGroup(),
  Ih: () => icosahedralGroup({ inversion: true }),
  O: () => octahedralGroup(),
  Oh: () => octahedralGroup({ inversion: true }),
  Q8: () => quaternionGroup(),
  T: () => tetrahedralGroup(),
  Th: () => tetrahedralGroup({ inversion: true }),
};

/** Groups that permute n points. */
const permuting: Readonly<Record<string, (n: number) => FinitePermutationGroup>> = {
  A: alternatingGroup,
  S: symmetricGroup,
};

/** Groups that a letter and a number stand for. */
const families: Readonly<Record<string, (n: number) => FiniteGroup>> = {
  ...permuting,
  C: cyclicGroup,
  D: dihedralGroup,
};

/**
 * The finite group of a name: `C8`, `D6` (order 12), `S5`, `A4`, `Q8`, `T`, `O`, `I` (`Th`, `Oh`,
 * `Ih` with the inversion), products `C2 x C2`, and wreath products `C2 wr S3`, which bind tighter.
 *
 * @throws ArgumentError for other texts.
 *
 * ```ts
 * import { finiteGroupFromName } from "@erlangen/groups";
 *
 * finiteGroupFromName("C2 x S3").order; // => 12
 * ```
 */
export function finiteGroupFromName(name: string): FiniteGroup {
  const factors = name.split(/\s+[x×]\s+/).map((factor) => {
    const [base, top, ...more] = factor.trim().split(/\s+wr\s+/);
    if (top === undefined) return groupOf(base, name);
    const [, letter, digits] = /^([AS])([1-9]\d*)$/.exec(top) ?? [];
    if (letter === undefined || more.length > 0) {
      throw unknown(name, `"${top}" after wr, where S or A and a number of points should stand`);
    }
    return wreathProduct(groupOf(base, name), permuting[letter](Number(digits)));
  });
  return factors.slice(1).reduce(directProduct, factors[0]);
}

function groupOf(factor: string, name: string): FiniteGroup {
  if (Object.hasOwn(single, factor)) return single[factor]();
  const [, letter, digits] = /^([ACDS])([1-9]\d*)$/.exec(factor) ?? [];
  if (letter === undefined) throw unknown(name, `"${factor}"`);
  return families[letter](Number(digits));
}

function unknown(name: string, got: string): ArgumentError {
  return new ArgumentError(
    `finiteGroupFromName: expected C8, D6, S5, A4, Q8, T, O, I, Th, Oh, Ih, or products such as ` +
      `"C2 x C2" and "C2 wr S3", got ${got}${got === `"${name}"` ? "" : ` in "${name}"`}`,
  );
}
