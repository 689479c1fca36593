/** The typed array that holds each number type; half precision is widened, which is exact. */
export interface NumericArrays {
  readonly bool: Uint8Array;
  readonly uint8: Uint8Array;
  readonly int8: Int8Array;
  readonly uint16: Uint16Array;
  readonly int16: Int16Array;
  readonly uint32: Uint32Array;
  readonly int32: Int32Array;
  readonly uint64: BigUint64Array;
  readonly int64: BigInt64Array;
  readonly float16: Float32Array;
  readonly float32: Float32Array;
  readonly float64: Float64Array;
}

/** A number type of an array in a file. */
export type NumericDtype = keyof NumericArrays;

/** An array of numbers: `data` holds the entries of `shape` in row-major order, in the machine's byte order. */
export type NumericArray = {
  readonly [D in NumericDtype]: {
    readonly dtype: D;
    readonly shape: readonly number[];
    readonly data: NumericArrays[D];
  };
}[NumericDtype];

interface DtypeRecord {
  /** Bytes of one number in a file. */
  readonly size: number;
  /** The array over a buffer that holds exactly its bytes as they stand in a file. */
  readonly over: (buffer: ArrayBuffer) => NumericArray["data"];
}

/** How each number type stands in a file. */
export const numericDtypes: { readonly [D in NumericDtype]: DtypeRecord } = {
  bool: { size: 1, over: (buffer) => new Uint8Array(buffer) },
  uint8: { size: 1, over: (buffer) => new Uint8Array(buffer) },
  int8: { size: 1, over: (buffer) => new Int8Array(buffer) },
  uint16: { size: 2, over: (buffer) => new Uint16Array(buffer) },
  int16: { size: 2, over: (buffer) => new Int16Array(buffer) },
  uint32: { size: 4, over: (buffer) => new Uint32Array(buffer) },
  int32: { size: 4, over: (buffer) => new Int32Array(buffer) },
  uint64: { size: 8, over: (buffer) => new BigUint64Array(buffer) },
  int64: { size: 8, over: (buffer) => new BigInt64Array(buffer) },
  float16: { size: 2, over: (buffer) => new Uint16Array(buffer) },
  float32: { size: 4, over: (buffer) => new Float32Array(buffer) },
  float64: { size: 8, over: (buffer) => new Float64Array(buffer) },
};

/** The number of entries of a shape; the product need not be a safe integer. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}
