import { isFirstOfPair, isRealFrequency } from "./abelian-characters.ts";
import type { AbelianStructure } from "./abelian-structure.ts";
import { transformAxes } from "./cyclic-transform.ts";
import type { ComplexArray } from "./cyclic-transform.ts";

/** Σ_x f(x) ρ(x) for the real irreps of an abelian group, by fast transforms along its factors. */
export function abelianFourier(structure: AbelianStructure, f: ArrayLike<number>): Float64Array[] {
  const { moduli } = structure;
  const places = placesOf(structure);
  const values: ComplexArray = {
    real: new Float64Array(f.length),
    imaginary: new Float64Array(f.length),
  };
  places.forEach((place, g) => {
    values.real[place] = f[g];
  });
  const { real, imaginary } = transformAxes(values, moduli);
  return frequencyList(moduli).flatMap((frequency, k) => {
    if (!isFirstOfPair(moduli, frequency)) return [];
    if (isRealFrequency(moduli, frequency)) return [Float64Array.of(real[k])];
    return [Float64Array.of(real[k], -imaginary[k], imaginary[k], real[k])];
  });
}

/** The function with these blocks: tr(ρ(x)ᵀ B) / 2 is the real part of c exp(-i turn). */
export function abelianFourierInverse(
  structure: AbelianStructure,
  blocks: readonly ArrayLike<number>[],
): Float64Array {
  const { moduli } = structure;
  const places = placesOf(structure);
  const order = places.length;
  const spectrum: ComplexArray = {
    real: new Float64Array(order),
    imaginary: new Float64Array(order),
  };
  let next = 0;
  frequencyList(moduli).forEach((frequency, k) => {
    if (!isFirstOfPair(moduli, frequency)) return;
    const block = blocks[next++];
    if (isRealFrequency(moduli, frequency)) {
      spectrum.real[k] = block[0];
      return;
    }
    spectrum.real[k] = block[0] + block[3];
    spectrum.imaginary[k] = -(block[2] - block[1]);
  });
  // The forward kernel is exp(+i turn), so the conjugate spectrum gives the conjugate function.
  const { real } = transformAxes(spectrum, moduli);
  return Float64Array.from(places, (place) => real[place] / order);
}

/** The place of each element in an array with one axis for each factor. */
function placesOf({ moduli, coordinates }: AbelianStructure): Int32Array {
  const factors = moduli.length;
  const order = moduli.reduce((product, modulus) => product * modulus, 1);
  return Int32Array.from({ length: order }, (_, g) =>
    moduli.reduce((place, modulus, f) => place * modulus + coordinates[g * factors + f], 0),
  );
}

function frequencyList(moduli: readonly number[]): number[][] {
  const order = moduli.reduce((product, modulus) => product * modulus, 1);
  return Array.from({ length: order }, (_, k) => {
    const frequency = new Array<number>(moduli.length);
    let rest = k;
    for (let f = moduli.length - 1; f >= 0; f--) {
      frequency[f] = rest % moduli[f];
      rest = Math.floor(rest / moduli[f]);
    }
    return frequency;
  });
}
