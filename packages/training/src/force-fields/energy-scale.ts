import type { LabelledFrame } from "@erlangen/data";
import { ArgumentError, leastSquares } from "@erlangen/numerics";

/** Constants that bring energies and forces to the order of one. */
export interface EnergyScale {
  /** Energy of one atom of each species, in the unit of the frames, in the order of `species`. */
  readonly shifts: readonly number[];
  /** Root mean square of the force components, in the unit of the frames. */
  readonly scale: number;
}

/**
 * Shift of each species by least squares on the energies (shortest solution, so that frames of one composition work
 * too), and the root mean square force.
 *
 * @param frames - At least one.
 * @param species - Atomic numbers that occur.
 * @throws ArgumentError when there are no frames.
 */
export function energyScaleOf(
  frames: readonly LabelledFrame[],
  species: readonly number[],
): EnergyScale {
  if (frames.length === 0) {
    throw new ArgumentError("energyScaleOf: expected at least one frame, got none");
  }
  const counts = new Float64Array(frames.length * species.length);
  frames.forEach(({ atomicNumbers }, row) => {
    for (const number of atomicNumbers)
      counts[row * species.length + speciesIndex(species, number)] += 1;
  });
  const energies = Float64Array.from(frames, ({ energy }) => energy);
  const shifts = [...leastSquares(counts, frames.length, species.length, energies).solution];
  let squares = 0;
  let components = 0;
  for (const { forces } of frames) {
    components += forces.length;
    for (const component of forces) squares += component * component;
  }
  const scale = Math.sqrt(squares / components);
  return { shifts, scale: scale > 0 ? scale : 1 };
}

/** Atomic numbers that occur in the frames, ascending. */
export function speciesOf(frames: readonly { readonly atomicNumbers: Uint8Array }[]): number[] {
  const seen = new Set<number>();
  for (const { atomicNumbers } of frames) for (const number of atomicNumbers) seen.add(number);
  return [...seen].toSorted((a, b) => a - b);
}

/**
 * Position of an atomic number in a list of species.
 *
 * @throws ArgumentError when it is not there.
 */
export function speciesIndex(species: readonly number[], atomicNumber: number): number {
  const index = species.indexOf(atomicNumber);
  if (index < 0) {
    throw new ArgumentError(
      `speciesIndex: expected an atomic number among ${species.join(", ")}, got ${atomicNumber}`,
    );
  }
  return index;
}
