import { readFileSync } from "node:fs";
import { decodeNpz, encodeNpy, encodeNpz } from "@erlangen/data";
import type { NumericArray } from "@erlangen/data";
import { ArgumentError, FormatError } from "@erlangen/numerics";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";

const golden: { readonly archives: readonly { readonly name: string; readonly file: string }[] } =
  JSON.parse(readFileSync(new URL("../../golden/numpy-files.json", import.meta.url), "utf8"));

const labels: NumericArray = { dtype: "uint8", shape: [3], data: Uint8Array.of(3, 1, 2) };
const phi: NumericArray = {
  dtype: "float32",
  shape: [2, 3],
  data: Float32Array.of(0, 0.25, 0.5, 0.75, 1, 1.25),
};
const fileOf = (array: NumericArray): Uint8Array => encodeNpy(array);

/** A copy of an archive in which 32-bit words at some bytes have other values. */
function patched(bytes: Uint8Array, words: Readonly<Record<number, number>>): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const view = new DataView(copy.buffer);
  for (const [at, word] of Object.entries(words)) view.setUint32(Number(at), word, true);
  return copy;
}

/** Offset of the directory entry of a one-entry archive. */
function directoryOf(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 6, true);
}

describe("npz", () => {
  test.each(golden.archives)("arrays that NumPy wrote come back: $name", ({ file }) => {
    const arrays = decodeNpz(Buffer.from(file, "base64"), "golden.npz");
    expect([...arrays]).toEqual([
      ["phi", phi],
      ["labels", labels],
    ]);
  });

  test.each([true, false])(
    "what is encoded decodes to the same arrays (compress %s)",
    (compress) => {
      const bytes = encodeNpz({ phi, "deep/labels": labels }, { compress });
      expect([...decodeNpz(bytes, "t")]).toEqual([
        ["phi", phi],
        ["deep/labels", labels],
      ]);
      expect(encodeNpz({ phi, "deep/labels": labels }, { compress })).toEqual(bytes);
      expect([...decodeNpz(bytes, "t", { names: ["phi"] }).keys()]).toEqual(["phi"]);
    },
  );

  test("files that are no arrays are left alone", () => {
    const bytes = zipSync({ "readme.txt": new Uint8Array(5), "a.npy": fileOf(labels) });
    expect([...decodeNpz(bytes, "t").keys()]).toEqual(["a"]);
  });

  test.each([
    "../a.npy",
    "/a.npy",
    "a/../b.npy",
    "C:a.npy",
    "a\\b.npy",
    "a//b.npy",
    "./a.npy",
    "a\0.npy",
  ])("the name %j is refused", (name) => {
    const bytes = zipSync({ [name]: fileOf(labels) });
    expect(() => decodeNpz(bytes, "t")).toThrow(FormatError);
    expect(() => decodeNpz(bytes, "t")).toThrow(
      "expected a relative name without .., backslash or drive, got",
    );
    const plain = name.replace(".npy", "");
    expect(() => encodeNpz({ [plain]: labels })).toThrow(ArgumentError);
  });

  test("a name that comes twice is refused where it comes again", () => {
    const bytes = zipSync({ "a.npy": fileOf(labels), "b.npy": fileOf(labels) }, { level: 0 });
    const twice = Uint8Array.from(bytes, (byte) => (byte === 0x62 ? 0x61 : byte));
    expect(() => decodeNpz(twice, "t")).toThrow('expected each name once, got "a.npy" again');
  });

  test("an entry that declares more than deflate can make is refused before memory is taken", () => {
    const bytes = zipSync({ "a.npy": fileOf(labels) }, { level: 9 });
    const bomb = patched(bytes, { [directoryOf(bytes) + 24]: 0x7fffffff });
    expect(() => decodeNpz(bomb, "t")).toThrow('in "a", got 2147483647 declared');
  });

  test("an honest bomb stops at the limit, before it is inflated", () => {
    const bytes = zipSync({ "a.npy": new Uint8Array(1e7) }, { level: 9 });
    expect(bytes.length).toBeLessThan(20_000);
    expect(() => decodeNpz(bytes, "t", { maxBytes: 1e6 })).toThrow(
      'expected at most 1000000 bytes in "a", got more declared; raise maxBytes if it is meant',
    );
  });

  test("an entry that holds more than it declares stops there", () => {
    const bytes = zipSync({ "a.npy": new Uint8Array(1e5) }, { level: 9 });
    const liar = patched(bytes, { [directoryOf(bytes) + 24]: 1000 });
    expect(() => decodeNpz(liar, "t")).toThrow('expected 1000 bytes, as declared in "a", got more');
    const short = patched(bytes, { [directoryOf(bytes) + 24]: 100_001 });
    expect(() => decodeNpz(short, "t")).toThrow('expected 100001 bytes in "a", got 100000');
  });

  test("a flipped bit is found by the checksum", () => {
    const bytes = zipSync({ "a.npy": fileOf(labels) }, { level: 0 });
    bytes[directoryOf(bytes) - 1] ^= 1;
    expect(() => decodeNpz(bytes, "t")).toThrow("expected the CRC-32");
  });

  test("entries that overlap, passwords and other methods are refused", () => {
    const bytes = zipSync({ "a.npy": fileOf(labels) }, { level: 0 });
    const directory = directoryOf(bytes);
    const beyond = patched(bytes, { [directory + 20]: 300, [directory + 24]: 300 });
    expect(() => decodeNpz(beyond, "t")).toThrow(`expected packed bytes before byte ${directory}`);
    const locked = Uint8Array.from(bytes);
    locked[directory + 8] |= 1;
    expect(() => decodeNpz(locked, "t")).toThrow("expected an entry without a password");
    const other = Uint8Array.from(bytes);
    other[directory + 10] = 12;
    expect(() => decodeNpz(other, "t")).toThrow(
      "expected a stored (0) or deflated (8) entry, got method 12",
    );
    const two = zipSync({ "a.npy": fileOf(labels), "b.npy": fileOf(labels) }, { level: 0 });
    const place = directoryOf(two);
    const overlap = patched(two, { [place + 20]: 139 + 40, [place + 24]: 139 + 40 });
    expect(() => decodeNpz(overlap, "t")).toThrow("expected entries that do not overlap");
  });

  test("an archive whose local name differs from the directory is refused", () => {
    const bytes = zipSync({ "a.npy": fileOf(labels) }, { level: 0 });
    bytes[30] = 0x62;
    expect(() => decodeNpz(bytes, "t")).toThrow(
      't, byte 30: expected the name "a.npy", got another',
    );
  });

  test("a truncated archive, and bytes that are none, are refused at their end", () => {
    const bytes = encodeNpz({ phi });
    for (const end of [0, 3, 21, bytes.length - 1]) {
      expect(() => decodeNpz(bytes.subarray(0, end), "t")).toThrow(
        `t, byte ${end}: expected the end record of a zip archive, got none`,
      );
    }
  });

  test("an error inside an array names it", () => {
    const bytes = zipSync({ "a.npy": new Uint8Array(20) });
    expect(() => decodeNpz(bytes, "t.npz")).toThrow("t.npz:a, byte 0: expected an npy file");
  });
});
