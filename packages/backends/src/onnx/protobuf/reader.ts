import { FormatError } from "@erlangen/numerics";
import { wireType } from "./writer.ts";

/** A message inside a message may be this deep; deeper ones are an attack on the call stack. */
const deepest = 100;

/**
 * Reads protobuf fields one after the other, never past the end of its message.
 *
 * ```text
 * while (reader.next()) {
 *   if (reader.field === 1) name = reader.string();
 *   else reader.skip();
 * }
 * ```
 *
 * Source: protobuf.dev, "Encoding".
 */
export class ProtobufReader {
  /** Number of the current field. */
  field = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #source: string;
  readonly #depth: number;
  readonly #end: number;
  #offset: number;
  #type = 0;

  constructor(
    bytes: Uint8Array,
    {
      source = "bytes",
      start = 0,
      end = bytes.length,
      depth = 0,
    }: {
      readonly source?: string;
      readonly start?: number;
      readonly end?: number;
      readonly depth?: number;
    } = {},
  ) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#source = source;
    this.#offset = start;
    this.#end = end;
    this.#depth = depth;
    if (depth > deepest) throw this.error(`expected messages at most ${deepest} deep, got more`);
  }

  /** Moves to the next field; false at the end of the message. */
  next(): boolean {
    if (this.#offset === this.#end) return false;
    const key = this.#varint();
    this.field = Math.floor(key / 8);
    this.#type = key % 8;
    if (this.field < 1 || this.field >= 2 ** 29) {
      throw this.error(`expected a protobuf field number in [1, 2^29), got ${this.field}`);
    }
    return true;
  }

  /** The current integer field, signed; beyond +-2^53 rounded to the nearest double. */
  integer(): number {
    this.#expect(wireType.varint);
    return this.#varint();
  }

  /** The current field of integers: one, or many packed. */
  integers(): number[] {
    if (this.#type === wireType.varint) return [this.#varint()];
    const inner = this.message();
    const values: number[] = [];
    while (inner.#offset < inner.#end) values.push(inner.#varint());
    return values;
  }

  /** The current field of 32-bit floats: one, or many packed. */
  floats(): number[] {
    return this.#fixed(wireType.fixed32, 4, (at) => this.#view.getFloat32(at, true));
  }

  /** The current field of 64-bit floats: one, or many packed. */
  doubles(): number[] {
    return this.#fixed(wireType.fixed64, 8, (at) => this.#view.getFloat64(at, true));
  }

  /** The current bytes field, as a view into the input. */
  bytes(): Uint8Array {
    this.#expect(wireType.bytes);
    const length = this.#varint();
    const start = this.#offset;
    this.#advance(length);
    return this.#bytes.subarray(start, this.#offset);
  }

  /** The current string field; bytes that are not UTF-8 read as U+FFFD. */
  string(): string {
    return new TextDecoder().decode(this.bytes());
  }

  /** A reader of the message in the current field. */
  message(): ProtobufReader {
    this.#expect(wireType.bytes);
    const length = this.#varint();
    const start = this.#offset;
    this.#advance(length);
    return new ProtobufReader(this.#bytes, {
      source: this.#source,
      start,
      end: this.#offset,
      depth: this.#depth + 1,
    });
  }

  /** Passes over the current field. */
  skip(): void {
    if (this.#type === wireType.varint) this.#varint();
    else if (this.#type === wireType.fixed64) this.#advance(8);
    else if (this.#type === wireType.fixed32) this.#advance(4);
    else this.bytes();
  }

  /** An error at the current byte. */
  error(message: string): FormatError {
    return new FormatError(`readOnnx: ${message}`, {
      source: this.#source,
      byteOffset: this.#offset,
    });
  }

  #fixed(single: number, width: number, read: (at: number) => number): number[] {
    const start = this.#offset;
    if (this.#type === single) {
      this.#advance(width);
      return [read(start)];
    }
    const inner = this.message();
    const count = (inner.#end - inner.#offset) / width;
    if (!Number.isInteger(count)) {
      throw inner.error(
        `expected packed numbers of ${width} bytes, got ${count * width} bytes in all`,
      );
    }
    return Array.from({ length: count }, (_, i) => read(inner.#offset + i * width));
  }

  #expect(type: number): void {
    if (this.#type === type) return;
    throw this.error(
      `expected wire type ${type} for protobuf field ${this.field}, got ${this.#type}`,
    );
  }

  #advance(count: number): void {
    if (count < 0 || count > this.#end - this.#offset) {
      throw this.error(
        `expected at most ${this.#end - this.#offset} more bytes, got a length of ${count}`,
      );
    }
    this.#offset += count;
  }

  #varint(): number {
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const at = this.#offset;
      this.#advance(1);
      const byte = this.#bytes[at];
      const bits = byte & 0x7f;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high |= bits >>> 4;
      } else if (shift < 64) high |= bits << (shift - 32);
      if (byte < 0x80) return high * 2 ** 32 + (low >>> 0);
    }
    throw this.error("expected a varint of at most 10 bytes, got a longer one");
  }
}
