import { ArgumentError, ShapeError } from "../errors.ts";
import { requireInteger, show } from "../require.ts";

/** Larger numbers have squares whose sum may overflow. */
const largest = 1e150;

/** Flat rows of finite numbers, `columns` of them in each; the message names the row and the column. */
export function requireRows(
  where: string,
  name: string,
  values: ArrayLike<number>,
  { columns, least }: { readonly columns: number; readonly least: number },
): number {
  requireInteger(where, "columns", columns, { least: 1 });
  const rows = values?.length / columns;
  if (!Number.isInteger(rows) || rows < least) {
    const got = values?.length === undefined ? show(values) : `${values.length} numbers`;
    throw new ShapeError(
      `${where}: expected ${name} of shape [rows, columns] with at least ${least} rows of ${columns}, flat, got ${got}`,
    );
  }
  for (let i = 0; i < values.length; i++) {
    if (Math.abs(values[i]) <= largest) continue;
    throw new ArgumentError(
      `${where}: expected ${name} to hold finite numbers up to 1e150, got ${show(values[i])} in row ${Math.floor(i / columns)}, column ${i % columns}`,
    );
  }
  return rows;
}
