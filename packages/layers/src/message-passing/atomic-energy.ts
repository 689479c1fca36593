import { ArgumentError } from "@erlangen/numerics";
import { add, gather, mul, reshape, segmentSum, tensor, type Tensor } from "@erlangen/tensor";
import type { AtomicGraph } from "./atomic-graph.ts";

/** Scale and shift of atomic energies, for all species or for each one. Not trained. */
export interface EnergyUnits {
  /** In the unit of energy; default 1. */
  readonly energyScale?: number | readonly number[];
  /** Energy of an atom, in the unit of energy; default 0. */
  readonly energyShift?: number | readonly number[];
}

/** The same, one number for each species. */
export interface SpeciesEnergies {
  readonly energyScale: readonly number[];
  readonly energyShift: readonly number[];
}

/** One number for each species, after a check. */
export function speciesEnergies(
  caller: string,
  { energyScale = 1, energyShift = 0 }: EnergyUnits,
  species: number,
): SpeciesEnergies {
  const forEach = (name: string, values: number | readonly number[]): readonly number[] => {
    const list = typeof values === "number" ? new Array<number>(species).fill(values) : [...values];
    if (list.length !== species || !list.every(Number.isFinite)) {
      throw new ArgumentError(
        `${caller}: expected ${name} as one finite number or ${species}, got [${list.join(", ")}]`,
      );
    }
    return list;
  };
  return {
    energyScale: forEach("energyScale", energyScale),
    energyShift: forEach("energyShift", energyShift),
  };
}

/**
 * Energies of graphs from numbers of atoms: E = Σ_atoms scale[species] x + shift[species].
 *
 * Shapes: x [atoms, 1] -> [graphs].
 */
export function sumAtomicEnergies(
  x: Tensor,
  graph: AtomicGraph,
  { energyScale, energyShift }: SpeciesEnergies,
): Tensor {
  const bySpecies = (values: readonly number[]): Tensor =>
    gather(tensor(Float64Array.from(values), [values.length], x.dtype), graph.species);
  const scaled = mul(reshape(x, graph.species.shape), bySpecies(energyScale));
  return segmentSum(add(scaled, bySpecies(energyShift)), graph.graph, graph.sizes.shape[0]);
}

/** A finite number > 0, or an ArgumentError that names it. */
export function requirePositive(caller: string, name: string, value: number): void {
  if (!(value > 0) || !Number.isFinite(value)) {
    throw new ArgumentError(`${caller}: expected ${name} > 0, got ${value}`);
  }
}

/** An integer >= 1, or an ArgumentError that names it. */
export function requireCount(caller: string, name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) {
    throw new ArgumentError(`${caller}: expected ${name} an integer >= 1, got ${value}`);
  }
}
