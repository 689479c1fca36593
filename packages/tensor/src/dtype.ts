/** The element types of tensors. */
export type DType = "float32" | "float64" | "int32" | "bool";

/** The element types that have derivatives. */
export type FloatDType = "float32" | "float64";

/** Host memory of a tensor; `bool` is stored as bytes 0 and 1. */
export type Storage = Float32Array | Float64Array | Int32Array | Uint8Array;

/** Whether `dtype` has derivatives. */
export function isFloat(dtype: DType): dtype is FloatDType {
  return dtype === "float32" || dtype === "float64";
}

/** Zero-filled host memory for `size` elements of `dtype`. */
export function allocate(dtype: DType, size: number): Storage {
  switch (dtype) {
    case "float32":
      return new Float32Array(size);
    case "float64":
      return new Float64Array(size);
    case "int32":
      return new Int32Array(size);
    case "bool":
      return new Uint8Array(size);
  }
}

/** The element type that `storage` holds. */
export function dtypeOf(storage: Storage): DType {
  if (storage instanceof Float32Array) return "float32";
  if (storage instanceof Float64Array) return "float64";
  if (storage instanceof Int32Array) return "int32";
  return "bool";
}
