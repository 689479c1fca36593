const utf8 = new TextEncoder();

/** Wire types of the protobuf encoding: how the bytes after a field's key are laid out. */
export const wireType = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/**
 * Writes protobuf fields one after the other into a growing buffer.
 *
 * Source: protobuf.dev, "Encoding".
 */
export class ProtobufWriter {
  #bytes: Uint8Array = new Uint8Array(64);
  #length = 0;

  /** What has been written so far, as a copy. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  /** An integer field; negative values as 64-bit two's complement, exact within +-2^53. */
  integer(field: number, value: number): void {
    this.#key(field, wireType.varint);
    this.#varint(value);
  }

  /** A 32-bit float field. */
  float(field: number, value: number): void {
    this.#key(field, wireType.fixed32);
    this.#raw(new Uint8Array(Float32Array.of(value).buffer));
  }

  /** A bytes field. */
  bytes(field: number, value: Uint8Array): void {
    this.#key(field, wireType.bytes);
    this.#varint(value.length);
    this.#raw(value);
  }

  /** A string field, UTF-8. */
  string(field: number, value: string): void {
    this.bytes(field, utf8.encode(value));
  }

  /** A field that holds a message, written by `body`. */
  message(field: number, body: (writer: ProtobufWriter) => void): void {
    const inner = new ProtobufWriter();
    body(inner);
    this.bytes(field, inner.#bytes.subarray(0, inner.#length));
  }

  /** Integers packed into one bytes field. */
  packedIntegers(field: number, values: readonly number[]): void {
    const inner = new ProtobufWriter();
    for (const value of values) inner.#varint(value);
    this.bytes(field, inner.#bytes.subarray(0, inner.#length));
  }

  #key(field: number, type: number): void {
    this.#varint(field * 8 + type);
  }

  #varint(value: number): void {
    this.#reserve(10);
    // Two's complement in two halves: a number is exact where a 64-bit integer operation is not at hand.
    const largest = value >= 2 ** 63;
    let low = largest ? 0xffffffff : value >>> 0;
    let high = largest ? 0x7fffffff : Math.floor(value / 2 ** 32) >>> 0;
    while (high > 0 || low > 0x7f) {
      this.#bytes[this.#length++] = (low & 0x7f) | 0x80;
      low = ((low >>> 7) | (high << 25)) >>> 0;
      high >>>= 7;
    }
    this.#bytes[this.#length++] = low;
  }

  #raw(bytes: Uint8Array): void {
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
