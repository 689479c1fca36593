import { createFrame, type LabelledFrame } from "@erlangen/data";
import type { Random } from "@erlangen/numerics";

/** Made-up molecules of hydrogen, carbon and oxygen: atoms at random places, random energies and forces. */
export function randomFrames(random: Random, sizes: readonly number[]): LabelledFrame[] {
  return sizes.map((atoms, i) => {
    const stream = random.split(i);
    const forces = stream.normal(3 * atoms);
    const energy = -100 * atoms + stream.normal(1)[0];
    return {
      ...createFrame({
        atomicNumbers: Uint8Array.from({ length: atoms }, () => [1, 6, 8][stream.integer(3)]),
        positions: stream.normal(3 * atoms).map((x) => 1.5 * x),
      }),
      forces,
      energy,
    };
  });
}

/** The same, in a cell of side 3 that repeats in all directions. */
export function periodicFrames(random: Random, sizes: readonly number[]): LabelledFrame[] {
  const lattice = Float64Array.of(3, 0, 0, 0.3, 3.1, 0, 0, -0.2, 2.9);
  const inCell = (frame: LabelledFrame): LabelledFrame => ({
    ...frame,
    lattice,
    pbc: [true, true, true],
  });
  return randomFrames(random, sizes).map(inCell);
}
