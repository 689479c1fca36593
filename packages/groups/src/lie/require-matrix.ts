import { ArgumentError, ShapeError } from "@erlangen/numerics";

/** Refuses what is no flat matrix [n, n] of finite numbers. */
export function requireSquareMatrix(
  where: string,
  name: string,
  matrix: ArrayLike<number>,
  n: number,
): void {
  if (matrix?.length !== n * n) {
    throw new ShapeError(
      `${where}: expected ${name} of shape [${n}, ${n}], got ${matrix?.length} numbers`,
    );
  }
  requireFinite(where, name, matrix);
}

/** Refuses what is no list of `count` finite numbers. */
export function requireCoordinates(
  where: string,
  name: string,
  values: ArrayLike<number>,
  count: number,
): void {
  if (values?.length !== count) {
    throw new ShapeError(`${where}: expected ${name} of shape [${count}], got [${values?.length}]`);
  }
  requireFinite(where, name, values);
}

function requireFinite(where: string, name: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new ArgumentError(
        `${where}: expected ${name} to hold finite numbers, got ${String(values[i])} at index ${i}`,
      );
    }
  }
}
