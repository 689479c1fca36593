import { basename } from "node:path";
import { openArrayRows, readMatrix } from "@erlangen/data/files";
import type { Features } from "@erlangen/metrics";
import { ArgumentError, ShapeError } from "@erlangen/numerics";

/** Arrays with more multiplications in a decomposition are read in blocks. */
const mostInMemory = 2 ** 28;

/** The arrays of one call, by names that tell them apart. */
export interface NamedArrays {
  readonly names: readonly string[];
  readonly paths: readonly string[];
  /** Whether they are to be read in blocks: large, and no more features than samples. */
  readonly large: boolean;
}

/** Looks at the headers of arrays, and that they have a row for each of the same inputs. */
export async function lookAtArrays(
  command: string,
  paths: readonly string[],
): Promise<NamedArrays> {
  const names = namesOf(command, paths);
  let large = false;
  let known: { readonly name: string; readonly rows: number } | undefined;
  let wide = false;
  for (const [i, path] of paths.entries()) {
    const { rows, columns } = await openArrayRows(path);
    if (rows === undefined) continue;
    if (known !== undefined && known.rows !== rows) {
      throw new ShapeError(
        `${command}: expected a row for each of the same inputs, got ${known.rows} rows in ${known.name} and ${rows} in ${names[i]}`,
      );
    }
    known = { name: names[i], rows };
    wide ||= columns > rows;
    large ||= rows * columns * Math.min(rows, columns) > mostInMemory;
  }
  return { names, paths, large: large && !wide };
}

/** Reads the arrays whole, by name. */
export async function readFeatures({
  names,
  paths,
}: NamedArrays): Promise<Readonly<Record<string, Features>>> {
  const entries: (readonly [string, Features])[] = [];
  for (const [i, path] of paths.entries()) entries.push([names[i], await readMatrix(path)]);
  return Object.fromEntries(entries);
}

/** How many columns of an array are the same for every input. */
export function constantColumns({ rows, columns, data }: Features): number {
  let count = 0;
  for (let j = 0; j < columns; j++) {
    let i = 1;
    while (i < rows && data[i * columns + j] === data[j]) i++;
    if (i === rows) count++;
  }
  return count;
}

/** File names where these are different, else whole paths. */
function namesOf(command: string, paths: readonly string[]): readonly string[] {
  const twice = paths.find((path, i) => paths.indexOf(path) !== i);
  if (twice !== undefined) {
    throw new ArgumentError(`${command}: expected different files, got ${twice} twice`);
  }
  const short = paths.map((path) => basename(path).replace(/\.(?:npy|npz|csv|tsv)$/i, ""));
  return new Set(short).size === paths.length ? short : paths;
}
