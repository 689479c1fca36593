export * from "./rotation/index.ts";
