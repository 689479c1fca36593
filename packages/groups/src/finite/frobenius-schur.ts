import type { IrrepType } from "../group/representation.ts";

/**
 * The type of the real irrep that contains a complex irrep, from its indicator 1/|G| Σ χ(g²), which
 * is 1, 0 or -1.
 *
 * @param real - Real parts of the character on the classes.
 * @param squares - The class of the square of each class.
 *
 * Source: Frobenius, Schur (1906), «Über die reellen Darstellungen der endlichen Gruppen».
 */
export function frobeniusSchurType(
  real: ArrayLike<number>,
  {
    squares,
    classes,
    order,
  }: {
    readonly squares: readonly number[];
    readonly classes: readonly (readonly number[])[];
    readonly order: number;
  },
): IrrepType {
  const sum = classes.reduce((total, { length }, c) => total + length * real[squares[c]], 0);
  const indicator = Math.round(sum / order);
  if (indicator === 0) return "complex";
  return indicator > 0 ? "real" : "quaternionic";
}
