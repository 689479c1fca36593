export {
  ArgumentError,
  ConvergenceError,
  EngineError,
  ErlangenError,
  FormatError,
  ShapeError,
} from "./errors.ts";
export type { ErrorCode } from "./errors.ts";
export * from "./clustering/index.ts";
export * from "./linear-algebra/index.ts";
export * from "./neighbors/index.ts";
export * from "./quadrature/index.ts";
export * from "./random/index.ts";
export * from "./special-functions/index.ts";
export * from "./statistics/index.ts";
export * from "./svm/index.ts";
