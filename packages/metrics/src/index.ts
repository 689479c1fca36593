export * from "./equivariance/index.ts";
export * from "./hardness/index.ts";
