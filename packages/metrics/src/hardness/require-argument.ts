import { ArgumentError, ShapeError } from "@erlangen/numerics";

/** An integer from `least` to `most`, or an `ArgumentError` that names it. */
export function requireInteger(
  where: string,
  name: string,
  value: number,
  {
    least = 0,
    most = Number.MAX_SAFE_INTEGER,
  }: { readonly least?: number; readonly most?: number } = {},
): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const range =
    most === Number.MAX_SAFE_INTEGER
      ? `an integer >= ${least}`
      : `an integer from ${least} to ${most}`;
  throw new ArgumentError(`${where}: expected ${name} to be ${range}, got ${String(value)}`);
}

/** A number above `above` (or at least `least`) and at most `most`. */
export function requireNumber(
  where: string,
  name: string,
  value: number,
  { above, least, most = Infinity }: { above?: number; least?: number; most?: number },
): void {
  const isHigh = above === undefined ? value >= (least ?? -Infinity) : value > above;
  if (typeof value === "number" && isHigh && value <= most) return;
  const low = above === undefined ? `${least ?? -Infinity} <=` : `${above} <`;
  const range = most === Infinity ? `${low} ${name}` : `${low} ${name} <= ${most}`;
  throw new ArgumentError(`${where}: expected ${range}, got ${String(value)}`);
}

/** A count of at least `least` that may be larger than 2^53, as a bigint. */
export function requireCount(
  where: string,
  name: string,
  value: number | bigint,
  least: bigint,
): bigint {
  const isInteger = typeof value === "bigint" || Number.isInteger(value);
  if (isInteger && BigInt(value) >= least) return BigInt(value);
  throw new ArgumentError(
    `${where}: expected ${name} to be an integer >= ${least}, a bigint beyond 2^53, got ${String(value)}`,
  );
}

/** Increasing points, each from 0 to `size` - 1. */
export function requireSubset(
  where: string,
  name: string,
  subset: readonly number[],
  size: number,
): void {
  const isSubset =
    Array.isArray(subset) &&
    subset.every(
      (point, i) =>
        Number.isInteger(point) && point >= 0 && point < size && (i === 0 || subset[i - 1] < point),
    );
  if (isSubset) return;
  throw new ArgumentError(
    `${where}: expected ${name} to be increasing integers from 0 to ${size - 1}, got [${String(subset)}]`,
  );
}

/** An array of exactly `size` finite numbers of shape `axes`. */
export function requireArray(
  where: string,
  values: ArrayLike<number> | undefined,
  { name, axes, size }: { readonly name: string; readonly axes: string; readonly size: number },
): void {
  if (values === undefined || values.length !== size) {
    throw new ShapeError(
      `${where}: expected ${name} of shape ${axes}, flat with ${size} numbers, got ${values === undefined ? "none" : values.length}`,
    );
  }
  for (let i = 0; i < size; i++) {
    if (Number.isFinite(values[i])) continue;
    throw new ArgumentError(
      `${where}: expected ${name} to hold finite numbers, got ${values[i]} at index ${i}`,
    );
  }
}
