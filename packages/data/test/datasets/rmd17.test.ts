import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { fileURLToPath } from "node:url";
import { createFrame, lennardJonesFrames } from "@erlangen/data";
import { dataFolder, readRmd17 } from "@erlangen/data/datasets";
import { writeExtendedXyzFile } from "@erlangen/data/files";
import { ArgumentError, Random } from "@erlangen/numerics";
import { describe, expect, test } from "vitest";

const root =
  env["ERLANGEN_DATA"] ?? fileURLToPath(new URL("../../../../../shared/data", import.meta.url));
const folder = join(root, "rmd17");
const random = (): Random => Random.fromSeed(0);

describe.skipIf(!existsSync(join(folder, "ethanol")))("revised MD17 (needs ERLANGEN_DATA)", () => {
  test.each([
    ["ethanol", 1, 9, "CCOHHHHHH"],
    ["ethanol", 2, 9, "CCOHHHHHH"],
    ["aspirin", 2, 21, "CCCCCCCOOOCCOHHHHHHHH"],
  ])(
    "%s, split %i: 950, 50 and 1,000 frames of %i atoms",
    async (molecule, split, atoms, symbols) => {
      const {
        train,
        validation,
        test: held,
      } = await readRmd17({ folder, molecule, split, random: random() });
      expect([train.length, validation.length, held.length]).toEqual([950, 50, 1000]);
      const order: Record<number, string> = { 1: "H", 6: "C", 8: "O" };
      for (const frame of [...train, ...validation, ...held]) {
        expect(frame.positions).toHaveLength(3 * atoms);
        expect(frame.forces).toHaveLength(3 * atoms);
        expect(frame.lattice).toBeUndefined();
        expect(frame.pbc).toEqual([false, false, false]);
      }
      expect(Array.from(train[0].atomicNumbers, (number) => order[number]).join("")).toBe(symbols);
    },
  );

  test("the forces of a molecule nearly cancel, as they do without an outer field", async () => {
    const { test: held } = await readRmd17({ folder, molecule: "ethanol", random: random() });
    const netForceTolerance = 1e-2;
    for (const { forces } of held) {
      for (let k = 0; k < 3; k++) {
        const net = forces.reduce((sum, f, i) => (i % 3 === k ? sum + f : sum), 0);
        expect(Math.abs(net)).toBeLessThan(netForceTolerance);
      }
    }
  });

  test("the same seed sets aside the same validation frames", async () => {
    const read = () => readRmd17({ folder, molecule: "ethanol", random: random() });
    expect((await read()).validation).toEqual((await read()).validation);
  });
});

describe("readRmd17", () => {
  test("any files of the same names and kind will do", async () => {
    const own = await mkdtemp(join(tmpdir(), "erlangen-rmd17-"));
    try {
      const frames = lennardJonesFrames({ atoms: 3, frames: 10, random: random() });
      await writeExtendedXyzFile(join(own, "train_01.xyz"), frames);
      await writeExtendedXyzFile(join(own, "test_01.xyz"), frames.slice(0, 4));
      const parts = await readRmd17({ folder: own, validation: 3, random: random() });
      expect([parts.train.length, parts.validation.length, parts.test.length]).toEqual([7, 3, 4]);
      await expect(readRmd17({ folder: own, validation: 11, random: random() })).rejects.toThrow(
        "readRmd17: expected validation to be an integer from 0 to 10, got 11",
      );
      const bare = createFrame({ atomicNumbers: Uint8Array.of(1), positions: new Float64Array(3) });
      await writeExtendedXyzFile(join(own, "test_01.xyz"), [bare]);
      await expect(readRmd17({ folder: own, random: random() })).rejects.toThrow(
        `readRmd17: expected energy and forces in each frame of ${JSON.stringify(join(own, "test_01.xyz"))}, got none in frame 0`,
      );
    } finally {
      await rm(own, { recursive: true });
    }
  });

  test("absent data and wrong splits are ArgumentErrors that say where was looked", async () => {
    const absent = readRmd17({ folder: "/nowhere", molecule: "ethanol", random: random() });
    await expect(absent).rejects.toThrow(ArgumentError);
    await expect(
      readRmd17({ folder: "/nowhere", molecule: "ethanol", random: random() }),
    ).rejects.toThrow(
      `readRmd17: expected the file train_01.xyz of revised MD17 in ${JSON.stringify(join("/nowhere", "ethanol"))}, got no such file`,
    );
    await expect(readRmd17({ folder, split: 6, random: random() })).rejects.toThrow(
      "readRmd17: expected split to be an integer from 1 to 5, got 6",
    );
  });
});

describe("dataFolder", () => {
  test("a given folder wins over the environment, and without either the error names both", () => {
    const before = env["ERLANGEN_DATA"];
    try {
      env["ERLANGEN_DATA"] = "/data";
      expect(dataFolder("rmd17")).toBe(join("/data", "rmd17"));
      expect(dataFolder("rmd17", "here")).toBe("here");
      delete env["ERLANGEN_DATA"];
      expect(() => dataFolder("rmd17")).toThrow(
        "dataFolder: expected a folder for rmd17, got none; pass one or set ERLANGEN_DATA",
      );
    } finally {
      if (before === undefined) delete env["ERLANGEN_DATA"];
      else env["ERLANGEN_DATA"] = before;
    }
  });
});
