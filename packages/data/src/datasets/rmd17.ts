import { access } from "node:fs/promises";
import { join } from "node:path";
import { ArgumentError } from "@erlangen/numerics";
import type { Random } from "@erlangen/numerics";
import { readExtendedXyzFile } from "../files/extended-xyz-file.ts";
import { isLabelledFrame } from "../formats/extended-xyz/frame.ts";
import type { LabelledFrame } from "../formats/extended-xyz/frame.ts";
import { dataFolder } from "./data-folder.ts";
import { splitIndices } from "./split-indices.ts";

/** Which part of revised MD17 to read. */
export interface Rmd17Options {
  /** The folder that holds one folder for each molecule; by default `rmd17` inside `ERLANGEN_DATA`. */
  readonly folder?: string | undefined;
  /** Such as `ethanol`; without it, `folder` itself holds the files. */
  readonly molecule?: string | undefined;
  /** Which of the published splits, from 1 to 5; by default 1. */
  readonly split?: number | undefined;
  /** How many training frames to set aside for validation, by default 50. */
  readonly validation?: number | undefined;
  /** Draws the validation frames. */
  readonly random: Random;
}

/** Frames in eV, Å and eV/Å, without lattice. */
export interface Rmd17 {
  readonly train: readonly LabelledFrame[];
  readonly validation: readonly LabelledFrame[];
  readonly test: readonly LabelledFrame[];
}

/**
 * Reads one molecule of the revised MD17 data set: of the published training frames, 950 to train and 50 to validate
 * by default, and the published test frames.
 *
 * Expects `train_01.xyz` and `test_01.xyz` (or another split) as extended xyz. Their 50 Å box stands for free space and
 * is dropped.
 *
 * @throws ArgumentError when the files are absent or a frame has no energy or forces; FormatError when they are damaged.
 *
 * Source: Christensen, von Lilienfeld (2020), «On the role of gradients for machine learning of molecular energies and
 * forces».
 */
export async function readRmd17(options: Rmd17Options): Promise<Rmd17> {
  const { molecule = "", split = 1, validation = 50, random } = options;
  if (!Number.isInteger(split) || split < 1 || split > 5) {
    throw new ArgumentError(`readRmd17: expected split to be an integer from 1 to 5, got ${split}`);
  }
  const folder = join(dataFolder("rmd17", options.folder), molecule);
  const published = await readPart(folder, `train_0${split}.xyz`);
  const test = await readPart(folder, `test_0${split}.xyz`);
  if (!Number.isInteger(validation) || validation < 0 || validation > published.length) {
    throw new ArgumentError(
      `readRmd17: expected validation to be an integer from 0 to ${published.length}, got ${validation}`,
    );
  }
  const sizes = { train: published.length - validation, validation };
  const parts = splitIndices(published.length, sizes, random);
  return {
    train: Array.from(parts.train, (index) => published[index]),
    validation: Array.from(parts.validation, (index) => published[index]),
    test,
  };
}

async function readPart(folder: string, name: string): Promise<LabelledFrame[]> {
  const path = join(folder, name);
  try {
    await access(path);
  } catch (cause) {
    throw new ArgumentError(
      `readRmd17: expected the file ${name} of revised MD17 in ${JSON.stringify(folder)}, got no such file`,
      { cause },
    );
  }
  const frames: LabelledFrame[] = [];
  for await (const frame of readExtendedXyzFile(path)) {
    if (!isLabelledFrame(frame)) {
      throw new ArgumentError(
        `readRmd17: expected energy and forces in each frame of ${JSON.stringify(path)}, got none in frame ${frames.length}`,
      );
    }
    frames.push({ ...frame, lattice: undefined, pbc: [false, false, false] });
  }
  return frames;
}
