import type { NumericDtype } from "../arrays/numeric-array.ts";

/** The number type and byte order that a descriptor stands for. */
export interface ReadableDescriptor {
  readonly dtype: NumericDtype;
  readonly bigEndian: boolean;
}

/** Kind and size as NumPy writes them. */
const codes: Readonly<Record<string, NumericDtype>> = {
  b1: "bool",
  u1: "uint8",
  i1: "int8",
  u2: "uint16",
  i2: "int16",
  u4: "uint32",
  i4: "int32",
  u8: "uint64",
  i8: "int64",
  f2: "float16",
  f4: "float32",
  f8: "float64",
};

const remedies: Readonly<Record<string, string>> = {
  O: "Python objects would have to be unpickled, which can run code; save numbers: np.save(file, array.astype(float))",
  c: "complex numbers; save real and imaginary parts: np.stack([a.real, a.imag])",
  f: "a float wider than 64 bits; save array.astype(np.float64)",
  U: "texts; save numbers",
  S: "texts; save numbers",
  V: "raw or structured records; save each field by itself",
  M: "dates; save array.astype(np.int64)",
  m: "time differences; save array.astype(np.int64)",
};

/** Reads a descriptor such as `<f8`; when there is no array for it, what it is and what to do instead. */
export function readDescriptor(descriptor: string): ReadableDescriptor | string {
  const [, order, code, kind] = /^([<>=|]?)(([A-Za-z?])\d*)$/.exec(descriptor) ?? [];
  const dtype = kind === "?" ? "bool" : codes[code ?? ""];
  if (dtype === undefined) return remedies[kind ?? ""] ?? "no known type; save array.astype(float)";
  return { dtype, bigEndian: order === ">" };
}

/** The descriptor of little-endian numbers of a type. */
export function descriptorOf(dtype: NumericDtype): string {
  const [code] = Object.entries(codes).find(([, name]) => name === dtype) ?? [""];
  return `${code.endsWith("1") ? "|" : "<"}${code}`;
}
