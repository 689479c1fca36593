export { decodeSafetensors } from "./decode.ts";
export type { DecodeSafetensorsOptions, Safetensors } from "./decode.ts";
export { encodeSafetensors } from "./encode.ts";
export type { SafetensorArrays, SafetensorDtype, SafetensorEntry } from "./tensor-dtypes.ts";
