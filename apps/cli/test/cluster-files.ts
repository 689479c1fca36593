import { join } from "node:path";
import { argon, lennardJonesFrames, type LabelledFrame } from "@erlangen/data";
import { writeExtendedXyzFile } from "@erlangen/data/files";
import { Random } from "@erlangen/numerics";

/** Frames of small argon clusters, with exact energies and forces. */
export function clusterFrames(atoms: number, frames: number): LabelledFrame[] {
  return lennardJonesFrames({
    ...argon,
    atoms,
    frames,
    random: Random.fromSeed(7).split(atoms),
    stepsBetweenFrames: 20,
  });
}

/** Writes frames into an extended-xyz file of the folder and returns its path. */
export async function writeFrames(
  folder: string,
  name: string,
  frames: readonly LabelledFrame[],
): Promise<string> {
  const path = join(folder, name);
  await writeExtendedXyzFile(path, frames);
  return path;
}
