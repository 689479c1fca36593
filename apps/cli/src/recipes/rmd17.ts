import { stat } from "node:fs/promises";
import { loadExtendedXyzFile } from "@erlangen/data/files";
import { isLabelledFrame, splitIndices, type LabelledFrame } from "@erlangen/data";
import { readRmd17 } from "@erlangen/data/datasets";
import { ArgumentError, Random } from "@erlangen/numerics";
import type { ForceFieldConfig } from "./force-field-config.ts";
import type { ForceFieldData } from "./force-field-data.ts";

/** Where the frames come from. */
export interface MoleculeSource {
  /** A folder with the published split files, or one extended-xyz file. */
  readonly path: string | undefined;
  readonly molecule: string | undefined;
  /** Names of energy and forces in an extended-xyz file; `undefined` for the usual ones. */
  readonly energyKey: string | undefined;
  readonly forcesKey: string | undefined;
  /** Published split, from 1 to 5. */
  readonly split: number;
  readonly seed: number;
}

/**
 * Reads revised MD17, or the frames of any extended-xyz file with energies and forces.
 *
 * @throws FormatError with file and byte offset when a frame is damaged, or lacks its energy or forces.
 */
export async function moleculeData(source: MoleculeSource): Promise<ForceFieldData> {
  const random = Random.fromSeed(source.seed).split("split");
  const units = { energy: "eV", length: "A" };
  if (source.path !== undefined && (await isFile(source.path))) {
    const { energyKey, forcesKey } = source;
    const read = await loadExtendedXyzFile(source.path, { labelled: true, energyKey, forcesKey });
    const frames = read.filter(isLabelledFrame);
    if (frames.length < 10) {
      throw new ArgumentError(
        `train: expected at least 10 frames with energy and forces in ${source.path}, got ${frames.length}`,
      );
    }
    const test = Math.min(1000, Math.floor(frames.length / 5));
    const validation = Math.max(1, Math.min(50, Math.floor(frames.length / 20)));
    const parts = splitIndices(
      frames.length,
      { train: frames.length - test - validation, validation, test },
      random,
    );
    const pick = (indices: Int32Array): LabelledFrame[] => Array.from(indices, (i) => frames[i]);
    const [train, held, tested] = [pick(parts.train), pick(parts.validation), pick(parts.test)];
    return {
      train,
      validation: held,
      test: tested,
      description: `${source.path}, ${train.length} / ${held.length} / ${tested.length} frames`,
      units,
    };
  }
  const molecule = source.molecule ?? "ethanol";
  const { train, validation, test } = await readRmd17({
    ...(source.path === undefined ? {} : { folder: source.path }),
    molecule,
    split: source.split,
    random,
  });
  return {
    train,
    validation,
    test,
    description: `rMD17 ${molecule}, split ${source.split}, ${train.length} / ${validation.length} / ${test.length} frames`,
    units,
  };
}

/** Model and training of `erlangen train rmd17`. */
export const moleculeSettings: Pick<ForceFieldConfig, "model" | "training"> = {
  model: {
    hidden: "16x0e + 16x1o + 16x2e",
    layers: 3,
    cutoff: 5,
    radialBasis: 8,
    radialHidden: [64],
  },
  training: {
    batchSize: 5,
    epochs: 120,
    learningRate: 0.04,
    averageDecay: 0.995,
    energyWeight: 1,
    forceWeight: 1,
    validateEvery: 2,
  },
};

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (cause) {
    throw new ArgumentError(`train: expected --data to name a file or folder, got ${path}`, {
      cause,
    });
  }
}
