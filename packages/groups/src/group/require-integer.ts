import { ArgumentError } from "@erlangen/numerics";

/** An integer argument in [least, most], or an `ArgumentError` that names it. */
export function requireInteger(
  where: string,
  name: string,
  value: number,
  { least, most }: { readonly least: number; readonly most: number },
): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new ArgumentError(
    `${where}: expected ${name} to be an integer from ${least} to ${most}, got ${String(value)}`,
  );
}
