export { ArgumentError, ConvergenceError, EngineError, ErlangenError, FormatError, ShapeError } from "./errors.ts";
export type { ErrorCode } from "./errors.ts";
