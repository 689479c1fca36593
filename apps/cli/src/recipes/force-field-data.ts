import type { LabelledFrame } from "@erlangen/data";

/** Labelled frames, split. */
export interface ForceFieldData {
  readonly train: readonly LabelledFrame[];
  readonly validation: readonly LabelledFrame[];
  readonly test: readonly LabelledFrame[];
  /** What they are, for people: `rMD17 ethanol, 950 / 50 / 1000 frames`. */
  readonly description: string;
  readonly units: { readonly energy: string; readonly length: string };
}

/** `meV` for energies in eV, the unit itself otherwise, with the factor from the data's unit. */
export function shownUnits(units: ForceFieldData["units"]): {
  factor: number;
  energy: string;
  force: string;
} {
  const inMilli = units.energy === "eV";
  const energy = inMilli ? "meV" : units.energy;
  return { factor: inMilli ? 1000 : 1, energy, force: `${energy}/${units.length}` };
}
