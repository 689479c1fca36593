export * from "./equivariance/index.ts";
