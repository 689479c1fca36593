import { ConvergenceError } from "@erlangen/numerics";
import type { Character, FiniteGroup, FiniteIrrep } from "../group/finite-group.ts";
import type { IrrepType } from "../group/representation.ts";
import { abelianIrreps } from "./abelian-characters.ts";
import { classPartition } from "./class-partition.ts";
import { isAbelian } from "./element-order.ts";
import { GeneratedIrrep } from "./generated-irrep.ts";
import { irreducibleSubmodule } from "./irreducible-submodule.ts";
import type { Submodule } from "./irreducible-submodule.ts";
import { MonomialModule } from "./monomial-module.ts";
import type { SignedSubgroup } from "./monomial-module.ts";
import { signedSubgroups } from "./signed-subgroups.ts";
import { TabulatedIrrep } from "./tabulated-irrep.ts";

/** Complex characters that differ by less are conjugate. */
const sameValue = 1e-9;

/** Dimension over the real numbers of what commutes with an irrep of each type. */
export const endomorphismDim: Readonly<Record<IrrepType, number>> = {
  real: 1,
  complex: 2,
  quaternionic: 4,
};

/** The character of a real irrep on the classes. */
interface RealCharacter {
  readonly dim: number;
  readonly type: IrrepType;
  readonly values: Float64Array;
}

/**
 * The real irreps of any finite group, from its characters.
 *
 * A complex character χ of real type is that of a real irrep; else χ + χ̄ is. For each, a subgroup H
 * with signs λ is chosen whose induced representation holds few copies m; the projection of δ_H
 * generates all of them, a symmetric operator that commutes with the group separates them, and the
 * orbit of one eigenvector spans one copy.
 *
 * Names: the dimension and a letter, such as `3b`, in the order of the dimensions, then of the characters.
 *
 * @throws ArgumentError when the group is too large to walk through.
 *
 * Source: after Dixon (1993), «Constructing representations of finite groups».
 */
export function generalIrreps(group: FiniteGroup): FiniteIrrep[] {
  if (isAbelian(group)) return abelianIrreps(group);
  const subgroups = signedSubgroups(group).map((subgroup) => ({
    subgroup,
    counts: countByClass(group, subgroup),
  }));
  const count = new Map<number, number>();
  return realCharacters(group.characterTable().characters).map((character) => {
    const { dim, type, values } = character;
    const position = count.get(dim) ?? 0;
    count.set(dim, position + 1);
    const name = `${dim}${letters(position)}`;
    if (dim === 1) {
      const { classOf } = classPartition(group);
      const matrixOf = (g: number): Float64Array => Float64Array.of(values[classOf[g]]);
      return new TabulatedIrrep({ group, name, dim, type, matrixOf });
    }
    return new GeneratedIrrep({
      group,
      name,
      type,
      values,
      ...construct(group, character, subgroups),
    });
  });
}

interface CountedSubgroup {
  readonly subgroup: SignedSubgroup;
  /** Σ λ(h) over the elements h in each class, [classes]. */
  readonly counts: Float64Array;
}

/** Tries induced representations, the cheapest first, until one yields a copy to full accuracy. */
function construct(
  group: FiniteGroup,
  { dim, type, values }: RealCharacter,
  subgroups: readonly CountedSubgroup[],
): Submodule {
  const { classOf } = classPartition(group);
  const candidates = subgroups.flatMap(({ subgroup, counts }) => {
    const inner = counts.reduce((sum, count, c) => sum + count * values[c], 0);
    const copies = Math.round(inner / subgroup.elements.length / endomorphismDim[type]);
    const index = group.order / subgroup.elements.length;
    const cost = copies * group.order + dim * dim * index * group.generators.length;
    return copies > 0 ? [{ subgroup, copies, cost: cost * copies }] : [];
  });
  for (const { subgroup, copies } of candidates.toSorted((a, b) => a.cost - b.cost)) {
    const submodule = irreducibleSubmodule(new MonomialModule(group, subgroup), {
      generators: group.generators,
      order: group.order,
      character: (g) => values[classOf[g]],
      copies,
      dim,
      type,
    });
    if (submodule !== undefined) return submodule;
  }
  throw new ConvergenceError(
    `FiniteGroup.irreps: expected to find the irrep of dimension ${dim} of ${group.name}, got none to full accuracy`,
  );
}

function countByClass(group: FiniteGroup, { elements, signs }: SignedSubgroup): Float64Array {
  const { classes, classOf } = classPartition(group);
  const counts = new Float64Array(classes.length);
  elements.forEach((h, i) => {
    counts[classOf[h]] += signs[i];
  });
  return counts;
}

/** The characters of the real irreps by dimension: χ for real type, 2χ for quaternionic type, χ + χ̄ for a pair. */
function realCharacters(characters: readonly Character[]): RealCharacter[] {
  const found = characters.flatMap((character, position): RealCharacter[] => {
    const { degree, real, type } = character;
    if (type === "real") return [{ dim: degree, type, values: real }];
    const isSecond = characters.slice(0, position).some((other) => isConjugate(other, character));
    if (type === "complex" && isSecond) return [];
    return [{ dim: 2 * degree, type, values: real.map((value) => 2 * value) }];
  });
  return found.toSorted((a, b) => a.dim - b.dim);
}

function isConjugate(first: Character, second: Character): boolean {
  return (
    first.degree === second.degree &&
    first.real.every((value, c) => Math.abs(value - second.real[c]) < sameValue) &&
    first.imaginary.every((value, c) => Math.abs(value + second.imaginary[c]) < sameValue)
  );
}

/** a, b, ..., z, aa, ab, ... */
function letters(position: number): string {
  const last = String.fromCodePoint(97 + (position % 26));
  return position < 26 ? last : letters(Math.floor(position / 26) - 1) + last;
}
