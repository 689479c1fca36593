import { FormatError } from "@erlangen/numerics";

/** One line without its ending; each character of `text` is one byte, so that columns are byte offsets. */
export interface Line {
  readonly text: string;
  /** Offset of the first byte of the line in the whole input. */
  readonly offset: number;
}

const newline = 10;
const carriageReturn = 13;
const tab = 9;
const ascii = new TextDecoder();

/**
 * Cuts a stream of byte chunks into lines, holding at most one line of `maxLineBytes` besides the chunk.
 *
 * Feed a chunk, take lines until there are none, feed the next. Lines end with LF or CR LF; the last may have no
 * ending. A control character other than tab is refused: the input is not text.
 */
export class LineSplitter {
  readonly #source: string;
  readonly #maxLineBytes: number;
  #chunk: Uint8Array = new Uint8Array();
  #start = 0;
  /** Offset of the chunk in the input. */
  #base = 0;
  /** The beginning of a line whose end is in a later chunk. */
  #held: Uint8Array = new Uint8Array(256);
  #heldBytes = 0;

  constructor(source: string, maxLineBytes: number) {
    this.#source = source;
    this.#maxLineBytes = maxLineBytes;
  }

  /** Number of bytes fed so far. */
  get bytes(): number {
    return this.#base + this.#chunk.length;
  }

  /** Takes the next bytes, once `next` has given all lines of those before. */
  feed(chunk: Uint8Array): void {
    this.#base = this.bytes;
    this.#chunk = chunk;
    this.#start = 0;
  }

  /** The next line that has ended; `undefined` when more bytes are needed. */
  next(): Line | undefined {
    const chunk = this.#chunk;
    const start = this.#start;
    if (start === chunk.length) return undefined;
    let end = start;
    while (end < chunk.length && chunk[end] !== newline) end++;
    const offset = this.#base + start - this.#heldBytes;
    this.#checkLength(this.#heldBytes + end - start, offset);
    this.#start = Math.min(end + 1, chunk.length);
    if (end < chunk.length && this.#heldBytes === 0) return this.#line(chunk, [start, end], offset);
    this.#hold(chunk.subarray(start, end));
    return end < chunk.length ? this.#release(offset) : undefined;
  }

  /** The line that had begun when the input ended. */
  last(): Line | undefined {
    return this.#heldBytes === 0 ? undefined : this.#release(this.bytes - this.#heldBytes);
  }

  #release(offset: number): Line {
    const length = this.#heldBytes;
    this.#heldBytes = 0;
    return this.#line(this.#held, [0, length], offset);
  }

  #hold(bytes: Uint8Array): void {
    const total = this.#heldBytes + bytes.length;
    if (total > this.#held.length) {
      const grown = new Uint8Array(Math.max(total, 2 * this.#held.length));
      grown.set(this.#held.subarray(0, this.#heldBytes));
      this.#held = grown;
    }
    this.#held.set(bytes, this.#heldBytes);
    this.#heldBytes = total;
  }

  #checkLength(length: number, lineStart: number): void {
    if (length <= this.#maxLineBytes) return;
    throw new FormatError(
      `expected a line of at most ${this.#maxLineBytes} bytes, got a longer one; raise maxLineBytes if it is meant`,
      { source: this.#source, byteOffset: lineStart + this.#maxLineBytes },
    );
  }

  #line(bytes: Uint8Array, [start, stop]: readonly [number, number], offset: number): Line {
    const end = stop > start && bytes[stop - 1] === carriageReturn ? stop - 1 : stop;
    let isAscii = true;
    for (let i = start; i < end; i++) {
      const byte = bytes[i];
      if (byte >= 128) isAscii = false;
      if (byte >= 32 || byte === tab) continue;
      throw new FormatError(
        `expected text, got the control character 0x${byte.toString(16).padStart(2, "0")}`,
        { source: this.#source, byteOffset: offset + i - start },
      );
    }
    if (start === end) return { text: "", offset };
    const content = bytes.subarray(start, end);
    return { text: isAscii ? ascii.decode(content) : latin1(content), offset };
  }
}

/** One character for each byte, which `TextDecoder` gives for ASCII alone. */
function latin1(bytes: Uint8Array): string {
  const characters = Array.from(bytes, (byte) => String.fromCharCode(byte));
  return characters.join("");
}
