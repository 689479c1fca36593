export { decodeIdx } from "./decode.ts";
