export * from "./group/index.ts";
export * from "./rotation/index.ts";
