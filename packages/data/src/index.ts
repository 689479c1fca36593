export * from "./elements/index.ts";
export * from "./formats/index.ts";
export * from "./neighbors/index.ts";
