import { readFile } from "node:fs/promises";
import { readMatrix, type Matrix } from "@erlangen/data/files";
import type { ValidationSamples } from "@erlangen/metrics";
import { ArgumentError } from "@erlangen/numerics";

/** Where the arrays of `erlangen failures` are. */
export interface FailurePaths {
  readonly embeddings: string;
  readonly labels: string;
  readonly correct: string;
  readonly trainEmbeddings: string | undefined;
}

/**
 * Reads embeddings, labels, outcomes and training embeddings.
 *
 * @throws ArgumentError when their rows do not match; FormatError when a file is damaged.
 */
export async function readFailureArrays(paths: FailurePaths): Promise<ValidationSamples> {
  const embeddings = await readMatrix(paths.embeddings);
  const labels = await readColumn(paths.labels, embeddings);
  const correct = await readColumn(paths.correct, embeddings);
  const { trainEmbeddings } = paths;
  const samples = { embeddings: embeddings.data, labels, correct };
  if (trainEmbeddings === undefined) return samples;
  const train = await readMatrix(trainEmbeddings);
  requireColumns(trainEmbeddings, train, embeddings.columns);
  return { ...samples, trainEmbeddings: train.data };
}

/** Where the arrays of captions are. */
export interface CaptionPaths {
  readonly captions: string;
  readonly reference: string;
  readonly texts: string | undefined;
}

/** Text embeddings of captions. */
export interface Captions {
  /** [captions, features]. */
  readonly embeddings: Matrix["data"];
  /** One for each class. */
  readonly references: readonly Matrix["data"][];
  /** The captions themselves, or their row numbers. */
  readonly texts: readonly string[];
}

/**
 * Reads captions: their embeddings, that of the class names (one row, or one for each label in increasing order) and, where
 * given, the texts, one on a line.
 *
 * @throws ArgumentError when numbers of rows or columns do not match.
 */
export async function readCaptions(
  paths: CaptionPaths,
  shape: { readonly columns: number; readonly classes: number },
): Promise<Captions> {
  const captions = await readMatrix(paths.captions);
  requireColumns(paths.captions, captions, shape.columns);
  const reference = await readMatrix(paths.reference);
  requireColumns(paths.reference, reference, shape.columns);
  if (reference.rows !== 1 && reference.rows !== shape.classes) {
    throw new ArgumentError(
      `failures: expected ${paths.reference} to have 1 row or one for each of the ${shape.classes} labels, got ${reference.rows}`,
    );
  }
  const texts = paths.texts === undefined ? undefined : await readLines(paths.texts);
  if (texts !== undefined && texts.length !== captions.rows) {
    throw new ArgumentError(
      `failures: expected ${paths.texts} to have ${captions.rows} lines, one for each caption, got ${texts.length}`,
    );
  }
  return {
    embeddings: captions.data,
    references: Array.from({ length: shape.classes }, (_, i) => {
      const row = reference.rows === 1 ? 0 : i;
      return reference.data.subarray(row * shape.columns, (row + 1) * shape.columns);
    }),
    texts: texts ?? Array.from({ length: captions.rows }, (_, i) => `row ${i}`),
  };
}

async function readColumn(path: string, { rows }: Matrix): Promise<Matrix["data"]> {
  const column = await readMatrix(path);
  if (column.rows === rows && column.columns === 1) return column.data;
  throw new ArgumentError(
    `failures: expected ${path} of shape [${rows}], one number for each embedding, got [${column.rows}, ${column.columns}]`,
  );
}

function requireColumns(path: string, { columns }: Matrix, expected: number): void {
  if (columns === expected) return;
  throw new ArgumentError(
    `failures: expected ${path} with ${expected} columns like the embeddings, got ${columns}`,
  );
}

async function readLines(path: string): Promise<readonly string[]> {
  try {
    return (await readFile(path, "utf8")).replace(/\r?\n$/, "").split(/\r?\n/);
  } catch (cause) {
    const { message } = cause as Error;
    throw new ArgumentError(`failures: expected a readable file, got ${message}`, { cause });
  }
}
