export { countParameters } from "./count-parameters.ts";
export * from "./equivariance/index.ts";
export * from "./irreps/index.ts";
export type { InitOptions, Layer, Model, NoParameters } from "./layer.ts";
export * from "./message-passing/index.ts";
