import { elementTypeOf, elementWidthOf, type OnnxTensor } from "./onnx-tensor.ts";
import type { ProtobufReader } from "./protobuf/reader.ts";

/**
 * Reads a TensorProto. Its numbers may lie in one raw field or in a typed one; both come out as raw bytes.
 *
 * @throws FormatError when the number of elements does not fit the shape.
 */
export function decodeTensor(reader: ProtobufReader): OnnxTensor {
  let name = "";
  let code = 0;
  let raw: Uint8Array | undefined;
  let external = false;
  const shape: number[] = [];
  const typed: number[] = [];
  // Not by spreading: there may be more values than a call takes arguments.
  const append = (values: readonly number[], list = typed): void => {
    for (const value of values) list.push(value);
  };
  while (reader.next()) {
    if (reader.field === 1) append(reader.integers(), shape);
    else if (reader.field === 2) code = reader.integer();
    else if (reader.field === 4) append(reader.floats());
    else if (reader.field === 5 || reader.field === 7 || reader.field === 11) {
      append(reader.integers());
    } else if (reader.field === 8) name = reader.string();
    else if (reader.field === 9) raw = reader.bytes();
    else if (reader.field === 10) append(reader.doubles());
    else if (reader.field === 14) external = reader.integer() === 1;
    else reader.skip();
  }
  const elementType = elementTypeOf(code);
  const width = elementWidthOf(elementType);
  if (shape.some((length) => !(length >= 0))) {
    throw reader.error(`expected lengths >= 0 in constant "${name}", got [${shape.join(", ")}]`);
  }
  if (external || width === 0) return { name, elementType, shape, bytes: new Uint8Array(0) };
  const bytes = raw ?? toBytes(elementType, width, typed);
  const expected = shape.reduce((size, length) => size * length, width);
  if (bytes.length !== expected) {
    throw reader.error(
      `expected ${expected} bytes in constant "${name}" of shape [${shape.join(", ")}], got ${bytes.length}`,
    );
  }
  return { name, elementType, shape, bytes };
}

/** The elements of a typed field in the layout of the raw one. Complex numbers come as pairs of floats. */
function toBytes(elementType: string, width: number, values: readonly number[]): Uint8Array {
  const parts = elementType.startsWith("complex") ? 2 : 1;
  const step = width / parts;
  const bytes = new Uint8Array(values.length * step);
  const view = new DataView(bytes.buffer);
  const isFloat = parts === 2 || elementType === "float32" || elementType === "float64";
  values.forEach((value, i) => {
    const at = i * step;
    if (isFloat && step === 4) view.setFloat32(at, value, true);
    else if (isFloat) view.setFloat64(at, value, true);
    else if (step === 1) view.setUint8(at, value);
    else if (step === 2) view.setUint16(at, value, true);
    else if (step === 4) view.setUint32(at, value, true);
    else {
      view.setUint32(at, value >>> 0, true);
      view.setUint32(at + 4, Math.floor(value / 2 ** 32) >>> 0, true);
    }
  });
  return bytes;
}
