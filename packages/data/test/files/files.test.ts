import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFrame } from "@erlangen/data";
import {
  loadExtendedXyzFile,
  readBytes,
  readExtendedXyzFile,
  writeExtendedXyzFile,
  writeFileAtomically,
} from "@erlangen/data/files";
import { ArgumentError, FormatError } from "@erlangen/numerics";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "erlangen-data-"));
});
afterEach(() => rm(folder, { recursive: true }));

const frame = createFrame({
  atomicNumbers: Uint8Array.of(1, 8),
  positions: Float64Array.of(0, 0, 0, 0.1, 0.2, 0.30000000000000004),
  energy: -1 / 3,
});

describe("files", () => {
  test("frames come back from a file to the bit, and only the file is left", async () => {
    const path = join(folder, "frames.xyz");
    await writeExtendedXyzFile(
      path,
      Array.from({ length: 100 }, () => frame),
    );
    expect(await loadExtendedXyzFile(path)).toEqual(Array.from({ length: 100 }, () => frame));
    expect(await readdir(folder)).toEqual(["frames.xyz"]);
  });

  test("errors in a file name its path and byte", async () => {
    const path = join(folder, "bad.xyz");
    await writeFile(path, "1\n\nH 0 0 x\n");
    await expect(loadExtendedXyzFile(path)).rejects.toThrow(FormatError);
    await expect(loadExtendedXyzFile(path)).rejects.toThrow(
      `${path}, byte 9: expected a finite number in "pos", got "x"`,
    );
  });

  test("a file that cannot be read is an ArgumentError with the system's error as its cause", async () => {
    const path = join(folder, "absent.xyz");
    const attempt = readExtendedXyzFile(path).next();
    await expect(attempt).rejects.toThrow(ArgumentError);
    await expect(loadExtendedXyzFile(path)).rejects.toThrow(
      `readBytes: expected a file that can be read, got ${JSON.stringify(path)} (ENOENT)`,
    );
    await expect(readBytes(folder).next()).rejects.toMatchObject({ cause: { code: "EISDIR" } });
  });

  test("a write that fails half-way leaves the old contents and no temporary file", async () => {
    const path = join(folder, "weights.bin");
    await writeFileAtomically(path, Uint8Array.of(1, 2, 3));
    async function* breaks(): AsyncGenerator<Uint8Array> {
      yield Uint8Array.of(9, 9, 9, 9);
      throw new Error("power is gone");
    }
    await expect(writeFileAtomically(path, breaks())).rejects.toThrow("power is gone");
    expect([...(await readFile(path))]).toEqual([1, 2, 3]);
    expect(await readdir(folder)).toEqual(["weights.bin"]);
  });

  test("many writers of one file leave one whole version", async () => {
    const path = join(folder, "shared.bin");
    const versions = Array.from({ length: 8 }, (_, i) => new Uint8Array(100_000).fill(i));
    await Promise.all(versions.map((version) => writeFileAtomically(path, version)));
    const bytes = await readFile(path);
    expect(new Set(bytes).size).toBe(1);
    expect(bytes).toHaveLength(100_000);
    expect(await readdir(folder)).toEqual(["shared.bin"]);
  });

  test("a folder that does not exist is refused by name", async () => {
    const path = join(folder, "no", "where.bin");
    await expect(writeFileAtomically(path, new Uint8Array())).rejects.toThrow(
      `writeFileAtomically: expected a path that can be written, got ${JSON.stringify(path)} (ENOENT)`,
    );
  });
});
