import { ArgumentError } from "@erlangen/numerics";

/** An element of a finite group, or an `ArgumentError` that names the argument. */
export function requireElement(
  where: string,
  argument: string,
  { name, order }: { readonly name: string; readonly order: number },
  g: number,
): void {
  if (Number.isInteger(g) && g >= 0 && g < order) return;
  throw new ArgumentError(
    `${where}: expected ${argument} to be an element of ${name}, an integer from 0 to ${order - 1}, got ${String(g)}`,
  );
}
