/** The typed array that holds each number type; half precision is kept as its raw 16 bits. */
export interface SafetensorArrays {
  readonly bool: Uint8Array;
  readonly uint8: Uint8Array;
  readonly int8: Int8Array;
  readonly uint16: Uint16Array;
  readonly int16: Int16Array;
  readonly float16: Uint16Array;
  readonly bfloat16: Uint16Array;
  readonly uint32: Uint32Array;
  readonly int32: Int32Array;
  readonly float32: Float32Array;
  readonly uint64: BigUint64Array;
  readonly int64: BigInt64Array;
  readonly float64: Float64Array;
}

/** A number type of the safetensors format. */
export type SafetensorDtype = keyof SafetensorArrays;

/** A named array of numbers: `data` holds the entries of `shape` in row-major order. */
export type SafetensorEntry = {
  readonly [D in SafetensorDtype]: {
    readonly dtype: D;
    readonly shape: readonly number[];
    readonly data: SafetensorArrays[D];
  };
}[SafetensorDtype];

interface DtypeRecord {
  /** Name in the file. */
  readonly code: string;
  /** Bytes of one number. */
  readonly size: number;
  /** The array over a buffer that holds exactly its bytes. */
  readonly over: (buffer: ArrayBuffer) => SafetensorEntry["data"];
}

/** How each number type stands in a file. */
export const dtypeRecords: { readonly [D in SafetensorDtype]: DtypeRecord } = {
  bool: { code: "BOOL", size: 1, over: (buffer) => new Uint8Array(buffer) },
  uint8: { code: "U8", size: 1, over: (buffer) => new Uint8Array(buffer) },
  int8: { code: "I8", size: 1, over: (buffer) => new Int8Array(buffer) },
  uint16: { code: "U16", size: 2, over: (buffer) => new Uint16Array(buffer) },
  int16: { code: "I16", size: 2, over: (buffer) => new Int16Array(buffer) },
  float16: { code: "F16", size: 2, over: (buffer) => new Uint16Array(buffer) },
  bfloat16: { code: "BF16", size: 2, over: (buffer) => new Uint16Array(buffer) },
  uint32: { code: "U32", size: 4, over: (buffer) => new Uint32Array(buffer) },
  int32: { code: "I32", size: 4, over: (buffer) => new Int32Array(buffer) },
  float32: { code: "F32", size: 4, over: (buffer) => new Float32Array(buffer) },
  uint64: { code: "U64", size: 8, over: (buffer) => new BigUint64Array(buffer) },
  int64: { code: "I64", size: 8, over: (buffer) => new BigInt64Array(buffer) },
  float64: { code: "F64", size: 8, over: (buffer) => new Float64Array(buffer) },
};

/** The number type of a code in a file, such as `F32`. */
export function dtypeOfCode(code: unknown): SafetensorDtype | undefined {
  const dtypes = Object.keys(dtypeRecords) as SafetensorDtype[];
  return dtypes.find((dtype) => dtypeRecords[dtype].code === code);
}
