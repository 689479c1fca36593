export * from "./force-fields/index.ts";
export * from "./optimizers/index.ts";
export * from "./report/index.ts";
export * from "./schedules/index.ts";
export * from "./trainer/index.ts";
