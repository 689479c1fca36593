export { splitIndices } from "./datasets/split-indices.ts";
export * from "./elements/index.ts";
export * from "./formats/index.ts";
export * from "./generators/index.ts";
export * from "./neighbors/index.ts";
