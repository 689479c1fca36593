import { ArgumentError, ShapeError } from "./errors.ts";

/** An integer argument in [`least`, `most`], or an `ArgumentError` that names it. */
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
  throw new ArgumentError(
    `${where}: expected ${name} to be an integer from ${least} to ${most}, got ${show(value)}`,
  );
}

/** A flat array of exactly `shape` finite numbers; `axes` names the shape in the message. */
export function requireArray(
  where: string,
  name: string,
  values: ArrayLike<number>,
  { axes, shape }: { readonly axes: string; readonly shape: readonly number[] },
): void {
  const size = shape.reduce((product, extent) => product * extent, 1);
  if (values?.length !== size) {
    const got = values?.length === undefined ? show(values) : `${values.length}`;
    throw new ShapeError(
      `${where}: expected ${name} of shape ${axes} = [${shape.join(", ")}], flat with ${size} numbers, got ${got}`,
    );
  }
  for (let i = 0; i < size; i++) {
    if (!Number.isFinite(values[i])) {
      throw new ArgumentError(
        `${where}: expected ${name} to hold finite numbers, got ${show(values[i])} at index ${i}`,
      );
    }
  }
}

/** How a value looks inside an error message. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "object" && value !== null)
    return `an object of type ${value.constructor?.name}`;
  return String(value);
}
