import { ArgumentError } from "@erlangen/numerics";
import { requireRows } from "./require-rows.ts";

/** Rows that differ from each other, or an error that names the first two equal ones and says how many there are. */
export function requireDistinctRows(where: string, data: ArrayLike<number>, columns: number): void {
  const rows = requireRows(where, "data", data, { columns, least: 4 });
  const known = new Map<number, number[]>();
  let first: readonly [number, number] | undefined;
  let repeated = 0;
  for (let row = 0; row < rows; row++) {
    const hash = hashOf(data, row * columns, columns);
    const others = known.get(hash);
    if (others === undefined) {
      known.set(hash, [row]);
      continue;
    }
    const equal = others.find((other) =>
      sameRow(data, { a: row * columns, b: other * columns, columns }),
    );
    if (equal === undefined) others.push(row);
    else {
      repeated++;
      first ??= [equal, row];
    }
  }
  if (first === undefined) return;
  throw new ArgumentError(
    `${where}: expected different rows, got rows ${first[0]} and ${first[1]} equal, ${repeated} repeated in all; leave repetitions out`,
  );
}

const word = new Uint32Array(2);
const real = new Float64Array(word.buffer);

/** FNV-1a over the words of the float64 numbers; -0 counts as 0. */
function hashOf(data: ArrayLike<number>, start: number, columns: number): number {
  let hash = 0x811c9dc5;
  for (let a = 0; a < columns; a++) {
    real[0] = data[start + a] + 0;
    hash = Math.imul(hash ^ word[0], 0x01000193);
    hash = Math.imul(hash ^ word[1], 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash;
}

function sameRow(
  data: ArrayLike<number>,
  { a, b, columns }: { readonly a: number; readonly b: number; readonly columns: number },
): boolean {
  for (let i = 0; i < columns; i++) if (data[a + i] !== data[b + i]) return false;
  return true;
}
