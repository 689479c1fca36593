import { ArgumentError } from "@erlangen/numerics";
import type { FiniteGroup } from "../group/finite-group.ts";
import { LawGroup } from "./law-group.ts";

/** Largest multiplication table that is read. */
const largestTable = 4096;

/**
 * The group of a multiplication table, which is checked: each row and column holds every element
 * once, 0 is neutral, products are associative.
 *
 * Associativity is asked for (a s) b = a (s b) with s among generators only, which suffices (Light's
 * test): O(n² log n).
 *
 * @param table - table[a][b] = a b, the elements being 0 to n - 1.
 * @param name - How the group is called.
 * @throws ArgumentError that says which law fails, and where.
 *
 * ```ts
 * import { finiteGroupFromTable } from "@erlangen/groups";
 *
 * finiteGroupFromTable([[0, 1], [1, 0]]).order; // => 2
 * ```
 */
export function finiteGroupFromTable(
  table: readonly (readonly number[])[],
  name: string = "G",
): FiniteGroup {
  const order = table.length;
  if (order < 1 || order > largestTable) {
    fail(`a table of 1 to ${largestTable} rows`, `${order}; give permutations instead of a table`);
  }
  table.forEach((row, a) => {
    if (row.length !== order) fail(`${order} entries in row ${a}`, row.length);
    requirePermutation(row, `row ${a}`);
    if (row[0] !== a) fail(`0 to be neutral: ${a} * 0 = ${a}`, row[0]);
    if (table[0][a] !== a) fail(`0 to be neutral: 0 * ${a} = ${a}`, table[0][a]);
  });
  for (let b = 0; b < order; b++) {
    requirePermutation(
      table.map((row) => row[b]),
      `column ${b}`,
    );
  }
  const generators = generatorsOf(table);
  for (const s of generators) {
    for (let a = 0; a < order; a++) {
      for (let b = 0; b < order; b++) {
        const [left, right] = [table[table[a][s]][b], table[a][table[s][b]]];
        if (left !== right)
          fail(`(${a} * ${s}) * ${b} = ${a} * (${s} * ${b})`, `${left}, ${right}`);
      }
    }
  }
  const copy = table.map((row) => Int32Array.from(row));
  const inverses = copy.map((row) => row.indexOf(0));
  return new LawGroup({
    name,
    order,
    generators,
    multiply: (a, b) => copy[a][b],
    inverse: (g) => inverses[g],
  });
}

/** Elements whose products reach all others; closed sets double at least with each. */
function generatorsOf(table: readonly (readonly number[])[]): number[] {
  const generators: number[] = [];
  let reached = new Set([0]);
  for (let g = 0; g < table.length; g++) {
    if (reached.has(g)) continue;
    generators.push(g);
    reached = new Set([0]);
    for (const a of reached) for (const s of generators) reached.add(table[a][s]);
  }
  return generators;
}

function requirePermutation(entries: readonly number[], what: string): void {
  const seen = new Set<number>();
  entries.forEach((entry, position) => {
    if (Number.isInteger(entry) && entry >= 0 && entry < entries.length && !seen.has(entry)) {
      seen.add(entry);
    } else
      fail(`${what} to hold each of 0 to ${entries.length - 1} once`, `${entry} at ${position}`);
  });
}

function fail(expected: string, got: string | number): never {
  throw new ArgumentError(`finiteGroupFromTable: expected ${expected}, got ${got}`);
}
