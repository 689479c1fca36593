const utf8 = new TextEncoder();

/**
 * Writes the elements of the WebAssembly binary format into a growing buffer.
 *
 * Source: WebAssembly Core Specification 2.0, chapter 5 («Binary Format»).
 */
export class ByteWriter {
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(256);
  #length = 0;

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /** What has been written so far, as a copy. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  /** An integer of at most 32 bits without sign, LEB128. */
  unsigned(value: number): void {
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** An integer of at most 32 bits with sign, LEB128. */
  signed(value: number): void {
    let rest = value | 0;
    while (rest < -0x40 || rest > 0x3f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    this.byte(rest & 0x7f);
  }

  float32(value: number): void {
    this.raw(new Uint8Array(Float32Array.of(value).buffer));
  }

  float64(value: number): void {
    this.raw(new Uint8Array(Float64Array.of(value).buffer));
  }

  /** A name: its length in bytes, then UTF-8. */
  name(text: string): void {
    this.sized(utf8.encode(text));
  }

  /** Bytes behind their number. */
  sized(bytes: Uint8Array): void {
    this.unsigned(bytes.length);
    this.raw(bytes);
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}
