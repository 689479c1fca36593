export {
  loadExtendedXyzFile,
  readExtendedXyzFile,
  writeExtendedXyzFile,
} from "./extended-xyz-file.ts";
export { readBytes } from "./read-bytes.ts";
export { writeFileAtomically } from "./write-file-atomically.ts";
