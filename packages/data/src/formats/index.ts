export * from "./extended-xyz/index.ts";
export * from "./safetensors/index.ts";
