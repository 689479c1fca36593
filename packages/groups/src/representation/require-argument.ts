import { ArgumentError } from "@erlangen/numerics";

/** Refuses anything but an integer in [least, most]. */
export function requireInteger(
  where: string,
  name: string,
  value: number,
  { least = 0, most = 2 ** 31 - 1 }: { readonly least?: number; readonly most?: number } = {},
): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new ArgumentError(
    `${where}: expected ${name} to be an integer from ${least} to ${most}, got ${String(value)}`,
  );
}

/** Refuses a dimension that no memory can hold. */
export function requireDimension(where: string, dim: number): void {
  if (dim < 2 ** 53) return;
  throw new ArgumentError(`${where}: expected a dimension below 2^53, got about ${dim}`);
}
