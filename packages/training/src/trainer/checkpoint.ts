import { decodeSafetensors, encodeSafetensors, type SafetensorEntry } from "@erlangen/data/formats";
import { ArgumentError, FormatError } from "@erlangen/numerics";
import { tensor, type Tensor } from "@erlangen/tensor";
import type { OptimizerState } from "../optimizers/optimizer.ts";
import type { TrainingHistory } from "./history.ts";
import type { TrainingState } from "./training-step.ts";

/** All that a run needs to go on with the same bits. */
export interface Checkpoint {
  readonly state: TrainingState;
  /** Best weights by validation so far, with their score. */
  readonly best:
    | { readonly weights: Tensor; readonly score: number; readonly epoch: number }
    | undefined;
  /** Sums of the metrics over the steps of the unfinished epoch. */
  readonly partial: Readonly<Record<string, number>>;
  readonly history: TrainingHistory;
  /** Training time so far. */
  readonly seconds: number;
  /** What has to be equal for the run to be the same. */
  readonly identity: string;
}

/** Where checkpoints are kept. */
export interface CheckpointStore {
  save(bytes: Uint8Array): Promise<void>;
  load(): Promise<Uint8Array | undefined>;
}

/** A checkpoint as a safetensors file. */
export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array {
  const { state, best } = checkpoint;
  const entries: Record<string, SafetensorEntry> = {
    weights: entryOf(state.weights),
    average: entryOf(state.average),
    step: entryOf(state.step),
    ...(best === undefined ? {} : { best: entryOf(best.weights) }),
  };
  for (const [name, leaf] of Object.entries(state.optimizer))
    entries[`optimizer.${name}`] = entryOf(leaf);
  return encodeSafetensors(entries, {
    format: "erlangen checkpoint 1",
    identity: checkpoint.identity,
    history: JSON.stringify(checkpoint.history),
    partial: JSON.stringify(checkpoint.partial),
    seconds: String(checkpoint.seconds),
    ...(best === undefined ? {} : { bestScore: String(best.score), bestEpoch: String(best.epoch) }),
  });
}

/**
 * The inverse of {@link encodeCheckpoint}.
 *
 * @param identity - What this run is; a checkpoint of another run is refused.
 * @throws FormatError when the bytes are no checkpoint; ArgumentError when it belongs to another run.
 */
export function decodeCheckpoint(bytes: Uint8Array, source: string, identity: string): Checkpoint {
  const { tensors, metadata } = decodeSafetensors(bytes, source);
  if (metadata["format"] !== "erlangen checkpoint 1") {
    throw new FormatError("expected an Erlangen checkpoint", { source, byteOffset: 8 });
  }
  if (metadata["identity"] !== identity) {
    throw new ArgumentError(
      `Trainer: expected a checkpoint of this run (${identity}), got one of ${metadata["identity"]} in ${source}; ` +
        "resume with the settings that it was started with, or choose another folder",
    );
  }
  const read = (name: string): Tensor => {
    const entry = tensors[name];
    if (entry === undefined || (entry.dtype !== "float32" && entry.dtype !== "float64")) {
      throw new FormatError(`expected the float tensor "${name}"`, { source, byteOffset: 8 });
    }
    return tensor(entry.data, entry.shape);
  };
  const optimizer: OptimizerState = Object.fromEntries(
    Object.keys(tensors)
      .filter((name) => name.startsWith("optimizer."))
      .map((name) => [name.slice("optimizer.".length), read(name)]),
  );
  const text = (name: string): string => {
    const value = metadata[name];
    if (value !== undefined) return value;
    throw new FormatError(`expected the metadata "${name}"`, { source, byteOffset: 8 });
  };
  const parse = (name: string): unknown => {
    try {
      return JSON.parse(text(name));
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw cause;
      throw new FormatError(
        `expected the metadata "${name}" as JSON`,
        { source, byteOffset: 8 },
        { cause },
      );
    }
  };
  return {
    state: { weights: read("weights"), average: read("average"), step: read("step"), optimizer },
    best:
      tensors["best"] === undefined
        ? undefined
        : {
            weights: read("best"),
            score: Number(text("bestScore")),
            epoch: Number(text("bestEpoch")),
          },
    partial: parse("partial") as Record<string, number>,
    history: parse("history") as TrainingHistory,
    seconds: Number(text("seconds")),
    identity,
  };
}

function entryOf({ data, shape, dtype }: Tensor): SafetensorEntry {
  if (data instanceof Float32Array) return { dtype: "float32", shape, data };
  if (data instanceof Float64Array) return { dtype: "float64", shape, data };
  throw new ArgumentError(`encodeCheckpoint: expected float tensors, got ${dtype}`);
}
