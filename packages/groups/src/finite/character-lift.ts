import type { Character } from "../group/finite-group.ts";
import type { ClassAlgebra } from "./class-algebra.ts";
import { greatestCommonDivisor } from "./class-algebra.ts";
import { frobeniusSchurType } from "./frobenius-schur.ts";
import type { PrimeField } from "./prime-field.ts";

/**
 * From ω(C) = |C| χ(C) / d to χ modulo p, where Σ ω(C) ω(C⁻¹) / |C| = |G| / d² gives d.
 *
 * @param central - The values ω(C) modulo p.
 */
export function modularCharacter(
  field: PrimeField,
  { group, classes, powers }: ClassAlgebra,
  central: Float64Array,
): Float64Array {
  const { p } = field;
  const reciprocals = classes.map(({ length }) => field.inverse(field.residue(length)));
  let norm = 0;
  central.forEach((value, c) => {
    const back = central[powers[c][powers[c].length - 1]];
    norm = (norm + ((value * back) % p) * reciprocals[c]) % p;
  });
  const square = (field.residue(group.order) * field.inverse(norm)) % p;
  let degree = 1;
  while (degree * degree <= group.order && (degree * degree) % p !== square) degree++;
  return central.map((value, c) => (((value * degree) % p) * reciprocals[c]) % p);
}

/**
 * From χ modulo p to χ in the complex numbers. The values on the powers of g count how often each
 * root of unity is an eigenvalue of g.
 */
export function liftCharacter(
  { group, classes, powers }: ClassAlgebra,
  residues: Float64Array,
  {
    field,
    unity,
  }: {
    readonly field: PrimeField;
    readonly unity: { readonly root: number; readonly order: number };
  },
): Character {
  const [real, imaginary] = [new Float64Array(classes.length), new Float64Array(classes.length)];
  powers.forEach((cycle, c) => {
    const order = cycle.length;
    const isRational = cycle.every(
      (power, t) =>
        greatestCommonDivisor(t, order) !== 1 || residues[power] === residues[cycle[1 % order]],
    );
    const inverseRoot = field.power(unity.root, unity.order - unity.order / order);
    for (let s = 0; s < order; s++) {
      let [sum, phase] = [0, 1];
      const turn = field.power(inverseRoot, s);
      for (const power of cycle) {
        sum = (sum + residues[power] * phase) % field.p;
        phase = (phase * turn) % field.p;
      }
      const multiplicity = (sum * field.inverse(order)) % field.p;
      real[c] += multiplicity * Math.cos((2 * Math.PI * s) / order);
      imaginary[c] += multiplicity * Math.sin((2 * Math.PI * s) / order);
    }
    if (isRational) [real[c], imaginary[c]] = [Math.round(real[c]), 0];
  });
  const squares = powers.map((cycle) => cycle[2 % cycle.length]);
  const type = frobeniusSchurType(real, { squares, classes, order: group.order });
  if (type !== "complex") imaginary.fill(0);
  return { degree: real[0], real, imaginary, type };
}
