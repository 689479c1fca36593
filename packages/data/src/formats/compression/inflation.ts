import type { FormatError } from "@erlangen/numerics";
import { Inflate } from "fflate";
import { crc32 } from "./crc32.ts";

/** What a container says about bytes that it holds. */
export interface PackedBytes {
  readonly deflated: boolean;
  /** As they stand in the file. */
  readonly packedBytes: number;
  /** Once inflated. */
  readonly bytes: number;
  readonly crc: number;
}

/** Makes the error for the packed bytes as a whole. */
export type FailPacked = (expected: string, got: string, cause?: unknown) => FormatError;

/** So much goes into the inflater at once: what comes out is at most 1032 times as much. */
const portion = 1 << 14;
const mostGrowth = 1032;

/** Refuses what deflate cannot do, before memory is taken for it. */
function checkGrowth({ deflated, packedBytes, bytes }: PackedBytes, fail: FailPacked): void {
  const most = deflated ? mostGrowth * packedBytes : packedBytes;
  if (bytes > most) throw fail(`at most ${most} bytes from ${packedBytes}`, `${bytes} declared`);
}

/**
 * Unpacks stored or deflated bytes piece by piece, and checks length and CRC-32; a piece is at most 17 MB.
 * Never more comes out than was declared.
 */
export class Unpacker {
  readonly #packed: PackedBytes;
  readonly #fail: FailPacked;
  readonly #inflate: Inflate | undefined;
  #pieces: Uint8Array[] = [];
  #length = 0;
  #crc = 0;

  constructor(packed: PackedBytes, fail: FailPacked) {
    this.#packed = packed;
    this.#fail = fail;
    if (packed.deflated) this.#inflate = new Inflate((piece) => this.#pieces.push(piece));
    checkGrowth(packed, fail);
  }

  /**
   * The bytes that come out of the next ones; all of them are to be taken before the next call.
   *
   * @yields The inflated bytes in order.
   */
  *push(chunk: Uint8Array): Generator<Uint8Array, void, undefined> {
    for (let start = 0; start < chunk.length; start += portion) {
      yield* this.#give(chunk.subarray(start, start + portion), false);
    }
  }

  /**
   * The bytes that are left at the end.
   *
   * @yields The inflated bytes in order.
   */
  *end(): Generator<Uint8Array, void, undefined> {
    yield* this.#give(new Uint8Array(), true);
    const { bytes, crc } = this.#packed;
    if (this.#length < bytes) throw this.#fail(`${bytes} bytes`, `${this.#length}`);
    if (this.#crc !== crc) {
      throw this.#fail(
        `the CRC-32 ${crc.toString(16)}`,
        `${this.#crc.toString(16)}; it is damaged`,
      );
    }
  }

  *#give(chunk: Uint8Array, last: boolean): Generator<Uint8Array, void, undefined> {
    if (this.#inflate === undefined) this.#pieces.push(chunk);
    else {
      try {
        this.#inflate.push(chunk, last);
      } catch (cause) {
        throw this.#fail("deflated bytes", String(cause), cause);
      }
    }
    const pieces = this.#pieces;
    this.#pieces = [];
    for (const piece of pieces) {
      if (piece.length === 0) continue;
      this.#length += piece.length;
      if (this.#length > this.#packed.bytes) {
        throw this.#fail(`${this.#packed.bytes} bytes, as declared`, "more");
      }
      this.#crc = crc32(piece, this.#crc);
      yield piece;
    }
  }
}

/** Unpacks bytes that are in memory. */
export function unpack(
  packed: Uint8Array,
  declared: PackedBytes,
  fail: FailPacked,
): Uint8Array<ArrayBuffer> {
  const unpacker = new Unpacker(declared, fail);
  const bytes = new Uint8Array(declared.bytes);
  let position = 0;
  for (const pieces of [unpacker.push(packed), unpacker.end()]) {
    for (const piece of pieces) {
      bytes.set(piece, position);
      position += piece.length;
    }
  }
  return bytes;
}
