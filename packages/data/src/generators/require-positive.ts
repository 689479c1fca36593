import { ArgumentError } from "@erlangen/numerics";

/** Finite numbers above zero, or an `ArgumentError` that names the first that is none. */
export function requirePositive(where: string, values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value > 0 && value < Number.POSITIVE_INFINITY) continue;
    throw new ArgumentError(`${where}: expected ${name} to be a positive number, got ${value}`);
  }
}

/** Integers of at least `least`, or an `ArgumentError` that names the first that is none. */
export function requireCounts(
  where: string,
  least: number,
  values: Readonly<Record<string, number>>,
): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isSafeInteger(value) && value >= least) continue;
    throw new ArgumentError(
      `${where}: expected ${name} to be an integer of at least ${least}, got ${value}`,
    );
  }
}
