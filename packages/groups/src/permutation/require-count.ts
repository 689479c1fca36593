import { ArgumentError } from "@erlangen/numerics";

/** Most points of a permutation, and most vertices of a graph. */
const mostPoints = 2 ** 24;

/** Refuses anything but an integer in [least, most]. */
export function requireCount(
  where: string,
  name: string,
  value: number,
  { least = 0, most = mostPoints }: { readonly least?: number; readonly most?: number } = {},
): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new ArgumentError(
    `${where}: expected ${name} to be an integer from ${least} to ${most}, got ${String(value)}`,
  );
}
