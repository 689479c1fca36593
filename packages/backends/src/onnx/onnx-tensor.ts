import { ArgumentError } from "@erlangen/numerics";

/** A constant of an ONNX model. */
export interface OnnxTensor {
  readonly name: string;
  /** Such as `float32`; `unknown 99` for codes that are not in the standard. */
  readonly elementType: string;
  readonly shape: readonly number[];
  /** Elements, row-major, little-endian; empty for strings and for data kept in another file. */
  readonly bytes: Uint8Array;
}

/** Names of the element types by their code in TensorProto.DataType, and their width in bytes. */
const elementTypes: readonly (readonly [name: string, width: number])[] = [
  ["undefined", 0],
  ["float32", 4],
  ["uint8", 1],
  ["int8", 1],
  ["uint16", 2],
  ["int16", 2],
  ["int32", 4],
  ["int64", 8],
  ["string", 0],
  ["bool", 1],
  ["float16", 2],
  ["float64", 8],
  ["uint32", 4],
  ["uint64", 8],
  ["complex64", 8],
  ["complex128", 16],
  ["bfloat16", 2],
];

/** The code of an element type in TensorProto.DataType. */
export function elementTypeCodeOf(caller: string, name: string): number {
  const code = elementTypes.findIndex(([known]) => known === name);
  if (code > 0) return code;
  throw new ArgumentError(
    `${caller}: expected an element type such as "float32", got ${JSON.stringify(name)}`,
  );
}

/** The element type of a code. */
export function elementTypeOf(code: number): string {
  return elementTypes[code]?.[0] ?? `unknown ${code}`;
}

/** Bytes that one element takes; 0 when that is not fixed. */
export function elementWidthOf(name: string): number {
  return elementTypes.find(([known]) => known === name)?.[1] ?? 0;
}
