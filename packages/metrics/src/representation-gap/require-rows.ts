import { ArgumentError, ShapeError } from "@erlangen/numerics";

/** Larger numbers have squares whose sum may overflow. */
const largest = 1e150;

/** Flat rows of finite numbers; the message names the row and the column. Returns how many rows there are. */
export function requireRows(
  where: string,
  name: string,
  values: ArrayLike<number>,
  { columns, least }: { readonly columns: number; readonly least: number },
): number {
  if (!Number.isSafeInteger(columns) || columns < 1) {
    throw new ArgumentError(`${where}: expected columns to be an integer >= 1, got ${columns}`);
  }
  const rows = values?.length / columns;
  if (!Number.isInteger(rows) || rows < least) {
    throw new ShapeError(
      `${where}: expected ${name} of shape [rows, columns] with columns = ${columns} and at least ${least} rows, flat, got ${values?.length} numbers`,
    );
  }
  for (let i = 0; i < values.length; i++) {
    if (Math.abs(values[i]) <= largest) continue;
    throw new ArgumentError(
      `${where}: expected ${name} to hold finite numbers up to 1e150, got ${values[i]} in row ${Math.floor(i / columns)}, column ${i % columns}`,
    );
  }
  return rows;
}

/** An integer in [least, most], or an error that names it. */
export function requireCount(
  where: string,
  name: string,
  value: number,
  { least, most = Number.MAX_SAFE_INTEGER }: { readonly least: number; readonly most?: number },
): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const range = most === Number.MAX_SAFE_INTEGER ? `>= ${least}` : `from ${least} to ${most}`;
  throw new ArgumentError(`${where}: expected ${name} to be an integer ${range}, got ${value}`);
}
