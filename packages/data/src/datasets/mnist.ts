import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ArgumentError, FormatError } from "@erlangen/numerics";
import type { NumericArray } from "../formats/arrays/numeric-array.ts";
import { gunzip } from "../formats/compression/gunzip.ts";
import { decodeIdx } from "../formats/idx/decode.ts";
import { dataFolder } from "./data-folder.ts";

/** Which part of MNIST to read. */
export interface MnistOptions {
  /** The folder that holds the idx files; by default `mnist` inside `ERLANGEN_DATA`. */
  readonly folder?: string | undefined;
  /** The 60,000 training digits or the 10,000 test digits. */
  readonly part: "train" | "test";
}

/** Handwritten digits. */
export interface Mnist {
  /** Grey from 0 (paper) to 255 (ink), `[count, height, width]`. */
  readonly images: Uint8Array;
  /** From 0 to 9, `[count]`. */
  readonly labels: Uint8Array;
  readonly count: number;
  readonly height: number;
  readonly width: number;
}

/**
 * Reads one part of MNIST: `train-images-idx3-ubyte` and `train-labels-idx1-ubyte`, or those of `t10k`, as they are or
 * with `.gz`.
 *
 * @throws ArgumentError when a file is absent; FormatError when one is damaged or they do not fit together.
 *
 * Source: LeCun, Cortes, Burges, «The MNIST database».
 */
export async function readMnist({ folder, part }: MnistOptions): Promise<Mnist> {
  const root = dataFolder("mnist", folder);
  const prefix = part === "train" ? "train" : "t10k";
  const images = await readPart(root, `${prefix}-images-idx3-ubyte`, 3);
  const labels = await readPart(root, `${prefix}-labels-idx1-ubyte`, 1);
  const [count, height, width] = images.shape;
  if (labels.shape[0] !== count) {
    const where = { source: join(root, `${prefix}-labels-idx1-ubyte`), byteOffset: 4 };
    throw new FormatError(`expected ${count} labels, got ${labels.shape[0]}`, where);
  }
  return { images: images.data, labels: labels.data, count, height, width };
}

type Bytes = Extract<NumericArray, { readonly dtype: "uint8" }>;

async function readPart(folder: string, name: string, axes: number): Promise<Bytes> {
  const path = join(folder, name);
  const packed = await readIfThere(`${path}.gz`);
  const bytes = packed === undefined ? await readIfThere(path) : gunzip(packed, `${path}.gz`);
  if (bytes === undefined) {
    throw new ArgumentError(
      `readMnist: expected ${name} or ${name}.gz in ${JSON.stringify(folder)}, got neither`,
    );
  }
  const array = decodeIdx(bytes, path);
  if (array.dtype === "uint8" && array.shape.length === axes) return array;
  throw new FormatError(`expected bytes with ${axes} axes, got ${array.dtype}`, {
    source: path,
    byteOffset: 2,
  });
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new ArgumentError(
      `readMnist: expected a file that can be read, got ${JSON.stringify(path)}`,
      { cause },
    );
  }
}
