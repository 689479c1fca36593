export * from "./binary-forms/index.ts";
export * from "./finite/index.ts";
export * from "./group/index.ts";
export * from "./lie/index.ts";
export * from "./permutation/index.ts";
export * from "./representation/index.ts";
export * from "./rotation/index.ts";
