export * from "./equivariance/index.ts";
export * from "./failure-directions/index.ts";
export * from "./hardness/index.ts";
export * from "./representation-gap/index.ts";
export * from "./similarity/index.ts";
