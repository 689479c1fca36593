import type { GroupLaw } from "./law-group.ts";
import { multiplicationTable } from "./multiplication-table.ts";

/** Groups up to this order keep their whole multiplication table. */
const largestTable = 1024;

/**
 * The law of a group whose elements are numbered breadth first from the identity, 0. They are
 * written as words in the generators a, b, ...
 */
export function walkedLaw(name: string, right: readonly Int32Array[], order: number): GroupLaw {
  const [parent, step] = [new Int32Array(order).fill(-1), new Int32Array(order).fill(-1)];
  for (let g = 0; g < order; g++) {
    right.forEach((images, s) => {
      const target = images[g];
      if (target !== 0 && parent[target] < 0) [parent[target], step[target]] = [g, s];
    });
  }
  const along = (a: number, b: number): number =>
    b === 0 ? a : right[step[b]][along(a, parent[b])];
  const walk = Int32Array.from({ length: order }, (_, g) => g);
  const table =
    order <= largestTable ? multiplicationTable({ right, walk, parent, step }) : undefined;
  const multiply =
    table === undefined ? along : (a: number, b: number): number => table[a * order + b];
  let inverses: Int32Array | undefined;
  return {
    name,
    order,
    generators: right.map((images) => images[0]),
    multiply,
    elementName: (g) => {
      const word: number[] = [];
      for (let h = g; h !== 0; h = parent[h]) word.push(step[h]);
      return g === 0 ? "1" : wordText(word.toReversed());
    },
    inverse: (g) => {
      inverses ??= inverseTable(right, { parent, step, multiply });
      return inverses[g];
    },
  };
}

/** A word such as `a^2 b`. */
function wordText(word: readonly number[]): string {
  const runs: { readonly letter: number; length: number }[] = [];
  for (const letter of word) {
    const last = runs.at(-1);
    if (last?.letter === letter) last.length++;
    else runs.push({ letter, length: 1 });
  }
  return runs
    .map(({ letter, length }) => {
      const base = letter < 26 ? String.fromCodePoint(97 + letter) : `s${letter + 1}`;
      return length === 1 ? base : `${base}^${length}`;
    })
    .join(" ");
}

/** (p s)⁻¹ = s⁻¹ p⁻¹ along the walk; s⁻¹ is the last power of s before the identity. */
function inverseTable(
  right: readonly Int32Array[],
  {
    parent,
    step,
    multiply,
  }: {
    readonly parent: Int32Array;
    readonly step: Int32Array;
    readonly multiply: (a: number, b: number) => number;
  },
): Int32Array {
  const last = right.map((images) => {
    let g = 0;
    while (images[g] !== 0) g = images[g];
    return g;
  });
  const inverses = new Int32Array(parent.length);
  for (let g = 1; g < parent.length; g++) {
    inverses[g] = multiply(last[step[g]], inverses[parent[g]]);
  }
  return inverses;
}
