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

/**
 * Cuts a stream of byte chunks into lines, holding at most one line of `maxLineBytes` at a time.
 *
 * Lines end with LF or CR LF; the last may have no ending. A control character other than tab is refused: the input
 * is not text.
 */
export class LineSplitter {
  readonly #source: string;
  readonly #maxLineBytes: number;
  #held: Uint8Array<ArrayBuffer> = new Uint8Array(256);
  #heldBytes = 0;
  #offset = 0;

  constructor(source: string, maxLineBytes: number) {
    this.#source = source;
    this.#maxLineBytes = maxLineBytes;
  }

  /** Number of bytes received so far. */
  get offset(): number {
    return this.#offset;
  }

  /**
   * Takes the next bytes.
   *
   * @yields The lines that `chunk` completes.
   */
  *push(chunk: Uint8Array): Generator<Line> {
    const base = this.#offset;
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(newline, start);
      if (end < 0) break;
      const lineStart = base + start - this.#heldBytes;
      if (this.#heldBytes > 0) {
        this.#hold(chunk.subarray(start, end), base + start);
        const whole = this.#held.subarray(0, this.#heldBytes);
        this.#heldBytes = 0;
        yield this.#line(whole, lineStart);
      } else {
        this.#checkLength(end - start, lineStart);
        yield this.#line(chunk.subarray(start, end), lineStart);
      }
      start = end + 1;
    }
    this.#hold(chunk.subarray(start), base + start);
    this.#offset = base + chunk.length;
  }

  /**
   * The input has ended.
   *
   * @yields The last line, when it has no ending of its own.
   */
  *end(): Generator<Line> {
    if (this.#heldBytes === 0) return;
    const whole = this.#held.subarray(0, this.#heldBytes);
    yield this.#line(whole, this.#offset - this.#heldBytes);
    this.#heldBytes = 0;
  }

  #hold(bytes: Uint8Array, offset: number): void {
    const total = this.#heldBytes + bytes.length;
    this.#checkLength(total, offset - this.#heldBytes);
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

  #line(bytes: Uint8Array, offset: number): Line {
    let length = bytes.length;
    if (length > 0 && bytes[length - 1] === carriageReturn) length--;
    for (let i = 0; i < length; i++) {
      if (bytes[i] >= 32 || bytes[i] === tab) continue;
      throw new FormatError(
        `expected text, got the control character 0x${bytes[i].toString(16).padStart(2, "0")}`,
        { source: this.#source, byteOffset: offset + i },
      );
    }
    return { text: bytesToText(bytes.subarray(0, length)), offset };
  }
}

/** One character for each byte; in slices, because an argument list has a length limit. */
function bytesToText(bytes: Uint8Array): string {
  const slice = 4096;
  if (bytes.length <= slice) return String.fromCharCode(...bytes);
  let text = "";
  for (let i = 0; i < bytes.length; i += slice) {
    text += String.fromCharCode(...bytes.subarray(i, i + slice));
  }
  return text;
}
