// The tour of the package: read this first.

import {
  argon,
  decodeSafetensors,
  encodeSafetensors,
  formatExtendedXyz,
  lennardJonesFrames,
  neighborList,
  parseExtendedXyz,
  splitIndices,
} from "@erlangen/data";
import { Random } from "@erlangen/numerics";
import { expect, test } from "vitest";

test("clusters are generated, written, read back, split, and seen through a cutoff", () => {
  const random = Random.fromSeed(0);

  // Thirteen argon atoms at 24 K, with exact energies (eV) and forces (eV/Å).
  const frames = lennardJonesFrames({ ...argon, frames: 10, random: random.split("frames") });
  expect(frames).toHaveLength(10);
  expect(frames[0].forces).toHaveLength(3 * 13);

  // Extended xyz keeps every number to the bit.
  const text = frames.map((frame) => formatExtendedXyz(frame)).join("");
  expect(text.split("\n")[0]).toBe("13");
  expect(parseExtendedXyz(text)).toEqual(frames);

  // Frames are drawn for training and validation by a seed.
  const { train, validation } = splitIndices(
    10,
    { train: 8, validation: 2 },
    random.split("parts"),
  );
  expect([train.length, validation.length]).toEqual([8, 2]);

  // An edge goes from a neighbour to a centre; its vector points from the centre to the neighbour.
  const { positions } = frames[train[0]];
  const { edges, source, target, vectors } = neighborList({ positions, cutoff: 1.5 * argon.sigma });
  expect(edges).toBeGreaterThan(13 * 5);
  expect(vectors[0]).toBe(positions[3 * source[0]] - positions[3 * target[0]]);

  // Weights travel as safetensors.
  const bytes = encodeSafetensors({ edges: { dtype: "int32", shape: [edges], data: source } });
  expect(decodeSafetensors(bytes, "memory").tensors["edges"].data).toEqual(source);
});
