import { memoryUsage } from "node:process";
import { readExtendedXyz } from "@erlangen/data";
import type { ExtendedXyzOptions, Frame } from "@erlangen/data";
import { FormatError } from "@erlangen/numerics";
import { describe, expect, test } from "vitest";

const mebibyte = 2 ** 20;

/** `first`, then `count` mebibytes of one character, and how many of them were asked for. */
function flood(first: string, character: string, count: number) {
  const taken = { chunks: 0 };
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(first);
    const chunk = new Uint8Array(mebibyte).fill(character.charCodeAt(0));
    for (; taken.chunks < count; taken.chunks++) yield chunk;
  }
  return { bytes: bytes(), taken };
}

async function drain(frames: AsyncIterable<Frame>): Promise<FormatError> {
  try {
    for await (const frame of frames) expect(frame.atomicNumbers.length).toBeGreaterThan(0);
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError);
    return error as FormatError;
  }
  throw new Error("expected a refusal");
}

describe("limits of the extended xyz reader", () => {
  test.each([
    ["as the count", "", 0],
    ["as the comment", "3\n", 2],
    ["as an atom", "3\n\nH 0 0 0\n", 11],
  ])(
    "a line of 100 MiB %s is refused after one MiB, without holding it",
    async (_, first, lineStart) => {
      const { bytes, taken } = flood(first, "7", 100);
      const before = memoryUsage().arrayBuffers;
      const error = await drain(readExtendedXyz(bytes, { source: "long.xyz" }));
      expect(error.byteOffset).toBe(lineStart + mebibyte);
      expect(error.message).toContain(
        "expected a line of at most 1048576 bytes, got a longer one; raise maxLineBytes if it is meant",
      );
      expect(taken.chunks).toBeLessThanOrEqual(2);
      expect(memoryUsage().arrayBuffers - before).toBeLessThan(16 * mebibyte);
    },
  );

  test("16 MiB of blank lines pass in the memory of one chunk", async () => {
    const { bytes } = flood("1\n\nH 0 0 0\n", "\n", 16);
    const frames: Frame[] = [];
    const before = memoryUsage().arrayBuffers;
    for await (const frame of readExtendedXyz(bytes)) frames.push(frame);
    expect(frames).toHaveLength(1);
    expect(memoryUsage().arrayBuffers - before).toBeLessThan(16 * mebibyte);
  });

  test.each([
    ["10^15", "1000000000000000"],
    ["400 digits", "9".repeat(400)],
    ["one more than allowed", "1000001"],
  ])("a count of %s is refused where it stands", async (_, count) => {
    const { bytes } = flood(`1\n\nH 0 0 0\n${count}\n`, "7", 1);
    const error = await drain(readExtendedXyz(bytes));
    expect(error.byteOffset).toBe(11);
    expect(error.message).toContain("expected at most 1000000 atoms");
  });

  test("an allowed but untrue count reserves no room for its atoms", async () => {
    const before = memoryUsage().arrayBuffers;
    const { bytes } = flood("1000000\n\nH 0 0 0\n", "7", 0);
    const error = await drain(readExtendedXyz(bytes));
    expect(error.message).toContain("expected atom 2 of 1000000, got the end of the input");
    expect(memoryUsage().arrayBuffers - before).toBeLessThan(4 * mebibyte);
  });

  test.each([
    ["maxLineBytes", { maxLineBytes: 8 }, "expected a line of at most 8 bytes", 11],
    ["maxFrameBytes", { maxFrameBytes: 16 }, "expected a frame of at most 16 bytes", 16],
    ["maxAtoms", { maxAtoms: 1 }, "expected at most 1 atoms", 0],
  ] satisfies [string, ExtendedXyzOptions, string, number][])(
    "%s is a limit that can be lowered",
    async (_, options, message, byteOffset) => {
      const { bytes } = flood("2\n\nH 0 0 0.25\nH 0 0 0\n", "", 0);
      const error = await drain(readExtendedXyz(bytes, options));
      expect(error.message).toContain(message);
      expect(error.byteOffset).toBe(byteOffset);
    },
  );

  test("a long word that is nearly a number is refused in linear time", async () => {
    const digits = "1".repeat(mebibyte - 100);
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode(`1\n\nH ${digits}x 0 0\n`);
    }
    const error = await drain(readExtendedXyz(bytes()));
    expect(error.message).toContain(
      `expected a finite number in "pos", got "${"1".repeat(40)}..."`,
    );
  });
});
