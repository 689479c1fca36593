import { ArgumentError } from "@erlangen/numerics";
import type { FiniteGroup } from "../group/finite-group.ts";
import { cayleyGraph } from "./cayley-graph.ts";
import { classPartition } from "./class-partition.ts";
import { powersOf } from "./element-order.ts";
import { multiplicationTable } from "./multiplication-table.ts";
import { primeDivisors } from "./prime-field.ts";
import { shortGenerators } from "./signed-subgroups.ts";
import { subgroupOf } from "./subgroup.ts";
import type { Subgroup } from "./subgroup.ts";

/** Largest group whose subgroups are listed. */
const largestOrder = 5040;

/** Conjugate subgroups, by one of them. */
export interface SubgroupClass {
  /** One of the subgroups. */
  readonly representative: Subgroup;
  /** How many subgroups are conjugate to it; 1 when it is normal. */
  readonly size: number;
}

/**
 * All subgroups of a finite group up to conjugacy, by order; the trivial one first, the group last.
 *
 * Every subgroup arises from a smaller one by an element whose order is a power of a prime. So from
 * a representative of each class all such joins are formed, and new ones are kept.
 *
 * Cost O(classes * |G|²) at worst: S_5 takes about 10 ms, S_6 less than a second.
 *
 * @throws ArgumentError when the group has more than 5,040 elements.
 *
 * ```ts
 * import { subgroupClasses, symmetricGroup } from "@erlangen/groups";
 *
 * const classes = subgroupClasses(symmetricGroup(4));
 * classes.length; // => 11
 * classes.reduce((sum, { size }) => sum + size, 0); // => 30
 * ```
 */
export function subgroupClasses(group: FiniteGroup): SubgroupClass[] {
  if (group.order > largestOrder) {
    throw new ArgumentError(
      `subgroupClasses: expected a group of order at most ${largestOrder}, got ${group.name} of order ` +
        `${group.order}; use subgroup(group, generators), or PermutationGroup.stabilizer`,
    );
  }
  const { classOf } = classPartition(group);
  const table = productTable(group);
  const extensions = primePowerElements(group);
  const found: Candidate[] = [candidateOf(table, [group.identity], classOf)];
  const byProfile = new Map([[found[0].profile, [found[0]]]]);
  // The list grows while it is walked through.
  for (const { elements, generators, members } of found) {
    const normalizer = normalizerOf(table, generators, members);
    const tried = new Uint8Array(group.order);
    for (const g of extensions) {
      if (members[g] === 1 || tried[g] === 1) continue;
      // The normaliser moves g to elements that lead to conjugate joins; so does g H to the same.
      for (const x of normalizer) {
        const moved = table.multiply(table.multiply(x, g), table.inverse(x));
        for (const h of elements) tried[table.multiply(moved, h)] = 1;
      }
      const candidate = candidateOf(table, join(table, elements, g), classOf);
      const alike = byProfile.get(candidate.profile) ?? [];
      if (alike.some((known) => areConjugate(table, candidate, known))) continue;
      byProfile.set(candidate.profile, [...alike, candidate]);
      found.push(candidate);
    }
  }
  return found
    .toSorted((a, b) => a.elements.length - b.elements.length)
    .map(({ elements, generators, members }) => ({
      representative: subgroupOf(group, elements, generators),
      size: group.order / normalizerOf(table, generators, members).length,
    }));
}

interface Candidate {
  readonly elements: readonly number[];
  readonly generators: readonly number[];
  /** 1 for the elements of the subgroup, [order]. */
  readonly members: Uint8Array;
  /** How many elements lie in each conjugacy class, as text: the same for conjugate subgroups. */
  readonly profile: string;
}

function candidateOf(
  group: ProductTable,
  elements: readonly number[],
  classOf: Int32Array,
): Candidate {
  const members = new Uint8Array(group.order);
  for (const g of elements) members[g] = 1;
  const profile = elements
    .map((g) => classOf[g])
    .toSorted((a, b) => a - b)
    .join();
  return { elements, generators: shortGenerators(group, elements), members, profile };
}

/** One generator of each cyclic subgroup of prime power order. */
function primePowerElements(group: FiniteGroup): number[] {
  const covered = new Set<number>();
  const list: number[] = [];
  for (const g of group.elements) {
    if (covered.has(g) || g === group.identity) continue;
    const powers = powersOf(group, g);
    if (primeDivisors(powers.length).length > 1) continue;
    const [prime] = primeDivisors(powers.length);
    list.push(g);
    powers.forEach((power, k) => {
      if (k % prime !== 0) covered.add(power);
    });
  }
  return list;
}

/** The elements of the subgroup that H and g generate, coset by coset of H. */
function join(group: ProductTable, subgroup: readonly number[], g: number): number[] {
  const steps = [...shortGenerators(group, subgroup), g];
  const members = new Set(subgroup);
  const firsts = [group.identity];
  for (const first of firsts) {
    for (const s of steps) {
      const next = group.multiply(s, first);
      if (members.has(next)) continue;
      firsts.push(next);
      for (const h of subgroup) members.add(group.multiply(next, h));
    }
  }
  return [...members];
}

/** Whether some x takes all generators of one subgroup into the other of the same order. */
function areConjugate(table: ProductTable, first: Candidate, second: Candidate): boolean {
  for (let x = 0; x < table.order; x++) {
    if (conjugatesInto(table, x, first.generators, second.members)) return true;
  }
  return false;
}

/** The elements x with x H x⁻¹ = H. */
function normalizerOf(
  table: ProductTable,
  generators: readonly number[],
  members: Uint8Array,
): number[] {
  const normalizer: number[] = [];
  for (let x = 0; x < table.order; x++) {
    if (conjugatesInto(table, x, generators, members)) normalizer.push(x);
  }
  return normalizer;
}

function conjugatesInto(
  table: ProductTable,
  x: number,
  generators: readonly number[],
  members: Uint8Array,
): boolean {
  const back = table.inverse(x);
  return generators.every((g) => members[table.multiply(table.multiply(x, g), back)] === 1);
}

/** The law of a group, looked up. */
type ProductTable = Pick<FiniteGroup, "identity" | "multiply" | "inverse" | "order">;

function productTable(group: FiniteGroup): ProductTable {
  const { order, identity } = group;
  const products = multiplicationTable(cayleyGraph(group));
  const inverses = Int32Array.from(group.elements, (g) => group.inverse(g));
  return {
    order,
    identity,
    multiply: (a, b) => products[a * order + b],
    inverse: (g) => inverses[g],
  };
}
