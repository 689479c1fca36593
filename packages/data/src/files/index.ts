export { openArrayRows } from "./array-rows.ts";
export type { ArrayRows, ArrayRowsOptions } from "./array-rows.ts";
export {
  loadExtendedXyzFile,
  readExtendedXyzFile,
  writeExtendedXyzFile,
} from "./extended-xyz-file.ts";
export { readBytes } from "./read-bytes.ts";
export { readMatrix } from "./read-matrix.ts";
export type { Matrix, ReadMatrixOptions } from "./read-matrix.ts";
export type { Floats } from "./row-blocks.ts";
export { writeFileAtomically } from "./write-file-atomically.ts";
