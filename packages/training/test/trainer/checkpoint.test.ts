import { decodeSafetensors, encodeSafetensors } from "@erlangen/data/formats";
import { ErlangenError, FormatError } from "@erlangen/numerics";
import { tensor } from "@erlangen/tensor";
import { decodeCheckpoint, encodeCheckpoint, type Checkpoint } from "@erlangen/training/trainer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const checkpoint: Checkpoint = {
  state: {
    weights: tensor([1, -2, 1 / 3]),
    average: tensor([0.5, 0, 7]),
    step: tensor([12], []),
    optimizer: { step: tensor([12], []), mean: tensor([1e-30, 0, 3]) },
  },
  best: { weights: tensor([4, 5, 6]), score: 0.1 + 0.2, epoch: 2 },
  partial: { loss: 0.7 },
  history: [
    { epoch: 1, step: 5, seconds: 0.5, learningRate: 0.01, training: { loss: 2 } },
    {
      epoch: 2,
      step: 10,
      seconds: 1,
      learningRate: 0.005,
      training: { loss: 1 },
      validation: { force: 0.3 },
    },
  ],
  seconds: 1.25,
  identity: "run: 3 weights",
};

const bytes = () => encodeCheckpoint(checkpoint);

/** The same file with other metadata. */
function withMetadata(change: (metadata: Record<string, string>) => void): Uint8Array {
  const { tensors, metadata } = decodeSafetensors(bytes(), "test");
  const copy = { ...metadata };
  change(copy);
  return encodeSafetensors(tensors, copy);
}

const decode = (from: Uint8Array) => decodeCheckpoint(from, "test.safetensors", "run: 3 weights");

describe("a checkpoint", () => {
  it("comes back from its bytes with every bit", () => {
    expect(decode(bytes())).toEqual(checkpoint);
  });

  it("comes back without a best score, and with one that is not a number", () => {
    expect(decode(encodeCheckpoint({ ...checkpoint, best: undefined })).best).toBeUndefined();
    const best = { weights: tensor([1, 2, 3]), score: Number.NaN, epoch: 1 };
    expect(decode(encodeCheckpoint({ ...checkpoint, best })).best).toEqual(best);
  });

  it("of another run is refused with both names", () => {
    expect(() => decodeCheckpoint(bytes(), "a/checkpoint", "run: 4 weights")).toThrow(
      "Trainer: expected a checkpoint of this run (run: 4 weights), got one of run: 3 weights in a/checkpoint; " +
        "resume with the settings that it was started with, or choose another folder",
    );
  });

  it("is not any other safetensors file", () => {
    const other = encodeSafetensors({}, {});
    expect(() => decode(other)).toThrow(
      "test.safetensors, byte 8: expected an Erlangen checkpoint",
    );
  });

  it("with metadata that are missing or no JSON is a format error", () => {
    const missing = withMetadata((metadata) => delete metadata["history"]);
    expect(() => decode(missing)).toThrow(FormatError);
    expect(() => decode(missing)).toThrow('expected the metadata "history"');
    const broken = withMetadata((metadata) => (metadata["partial"] = "{loss"));
    expect(() => decode(broken)).toThrow(FormatError);
    expect(() => decode(broken)).toThrow('expected the metadata "partial" as JSON');
  });

  it("without its weights, or with integers for them, is a format error", () => {
    const { tensors, metadata } = decodeSafetensors(bytes(), "test");
    const { weights: _, ...others } = tensors;
    expect(() => decode(encodeSafetensors(others, metadata))).toThrow(
      'expected the float tensor "weights"',
    );
    const weights = { dtype: "int32", shape: [1], data: Int32Array.of(1) } as const;
    expect(() => decode(encodeSafetensors({ ...tensors, weights }, metadata))).toThrow(
      'expected the float tensor "weights"',
    );
  });

  it("cut short or overwritten fails with a typed error, or still reads", () => {
    const whole = bytes();
    fc.assert(
      fc.property(
        fc.nat(whole.length - 1),
        fc.uint8Array({ minLength: 0, maxLength: 4 }),
        (at, noise) => {
          const damaged = whole.slice(0, noise.length === 0 ? at : whole.length);
          damaged.set(noise.subarray(0, damaged.length - at), Math.min(at, damaged.length));
          try {
            decode(damaged);
          } catch (error) {
            expect(error).toBeInstanceOf(ErlangenError);
          }
        },
      ),
      { seed: 5, numRuns: 500 },
    );
  });
});
