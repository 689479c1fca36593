import { ArgumentError, ShapeError } from "@erlangen/numerics";
import type { NumericArray } from "./numeric-array.ts";
import { numericDtypes, sizeOf } from "./numeric-array.ts";

/** Checks that dtype, shape and data belong together; else an error from `where`. */
export function requireNumericArray(where: string, array: NumericArray): void {
  const { dtype, shape, data } = array;
  const record = Object.hasOwn(numericDtypes, dtype) ? numericDtypes[dtype] : undefined;
  const kind = dtype === "float16" ? Float32Array : record?.over(new ArrayBuffer(0)).constructor;
  if (kind === undefined || data?.constructor !== kind) {
    throw new ArgumentError(
      `${where}: expected a dtype with its typed array, got ${dtype} with ${data?.constructor.name}`,
    );
  }
  const valid = shape.every((extent) => Number.isSafeInteger(extent) && extent >= 0);
  if (valid && sizeOf(shape) === data.length) return;
  throw new ShapeError(
    `${where}: expected data of shape [${shape.join(", ")}] with ${sizeOf(shape)} entries, got ${data.length}`,
  );
}
