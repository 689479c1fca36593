export type { NumericArray, NumericArrays, NumericDtype } from "./arrays/numeric-array.ts";
export { gunzip } from "./compression/gunzip.ts";
export * from "./csv/index.ts";
export * from "./extended-xyz/index.ts";
export * from "./idx/index.ts";
export * from "./npy/index.ts";
export * from "./npz/index.ts";
export * from "./safetensors/index.ts";
