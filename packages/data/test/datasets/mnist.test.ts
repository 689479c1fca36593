import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { readMnist } from "@erlangen/data/datasets";
import { ArgumentError, FormatError } from "@erlangen/numerics";
import { gzipSync } from "fflate";
import { describe, expect, test } from "vitest";

const published = join(
  env["ERLANGEN_DATA"] ?? join(import.meta.dirname, "../../../../../shared/data"),
  "mnist",
);

const images = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 10, 20, 30, 40);
const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 9);

async function inFolder(
  files: Readonly<Record<string, Uint8Array>>,
  check: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "erlangen-mnist-"));
  try {
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
    await check(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("MNIST", () => {
  test("images and labels are read, packed or not", async () => {
    const files = {
      "train-images-idx3-ubyte": images,
      "train-labels-idx1-ubyte.gz": gzipSync(labels),
    };
    await inFolder(files, async (folder) => {
      expect(await readMnist({ folder, part: "train" })).toEqual({
        images: Uint8Array.of(10, 20, 30, 40),
        labels: Uint8Array.of(7, 9),
        count: 2,
        height: 1,
        width: 2,
      });
      await expect(readMnist({ folder, part: "test" })).rejects.toThrow(ArgumentError);
      await expect(readMnist({ folder, part: "test" })).rejects.toThrow(
        "readMnist: expected t10k-images-idx3-ubyte or t10k-images-idx3-ubyte.gz in",
      );
    });
  });

  test("parts that do not fit together are refused", async () => {
    const one = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 7);
    const files = { "train-images-idx3-ubyte": images, "train-labels-idx1-ubyte": one };
    await inFolder(files, async (folder) => {
      await expect(readMnist({ folder, part: "train" })).rejects.toThrow(FormatError);
      await expect(readMnist({ folder, part: "train" })).rejects.toThrow(
        "expected 2 labels, got 1",
      );
    });
    const swapped = { "train-images-idx3-ubyte": labels, "train-labels-idx1-ubyte": labels };
    await inFolder(swapped, (folder) =>
      expect(readMnist({ folder, part: "train" })).rejects.toThrow("expected bytes with 3 axes"),
    );
  });

  test.skipIf(!existsSync(published))(
    "the published test digits are there (needs the data set)",
    async () => {
      const {
        count,
        height,
        width,
        images: pixels,
        labels: digits,
      } = await readMnist({ folder: published, part: "test" });
      expect([count, height, width]).toEqual([10_000, 28, 28]);
      expect([...digits.subarray(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
      // The mean grey value that is published for the test digits is 0.1325 of full ink.
      const ink = pixels.reduce((sum, value) => sum + value, 0) / pixels.length / 255;
      expect(ink).toBeCloseTo(0.1325, 3);
    },
  );
});
