export { decodeNpz } from "./decode.ts";
export type { DecodeNpzOptions } from "./decode.ts";
export { encodeNpz } from "./encode.ts";
export type { EncodeNpzOptions } from "./encode.ts";
