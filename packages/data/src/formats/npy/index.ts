export { decodeNpy } from "./decode.ts";
export { encodeNpy } from "./encode.ts";
