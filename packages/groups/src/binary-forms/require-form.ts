import { ArgumentError, ShapeError } from "@erlangen/numerics";

/**
 * Refuses what is no binary form: a list of d+1 >= 1 finite coefficients.
 *
 * @returns The degree d.
 * @throws ShapeError for an empty list or no list; ArgumentError for a number that is not finite.
 */
export function requireForm(where: string, name: string, form: ArrayLike<number>): number {
  if (!(form?.length >= 1)) {
    throw new ShapeError(
      `${where}: expected ${name} to hold the d+1 coefficients of y^d, x y^(d-1), ..., x^d, got ${form?.length}`,
    );
  }
  requireFinite(where, name, form);
  return form.length - 1;
}

/** Refuses what is no matrix [2, 2] of finite numbers. */
export function requireSubstitution(where: string, g: ArrayLike<number>): void {
  if (g?.length !== 4) {
    throw new ShapeError(`${where}: expected g of shape [2, 2], got ${g?.length} numbers`);
  }
  requireFinite(where, "g", g);
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
