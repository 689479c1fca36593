/** The kinds of failure that callers may want to tell apart. */
export type ErrorCode =
  | "argument"
  | "shape"
  | "dtype"
  | "domain"
  | "convergence"
  | "format"
  | "engine"
  | "missing-dependency"
  | "interrupted"
  | "training";

/**
 * The root of every error that Erlangen throws on purpose.
 *
 * `code` says which kind it is; the message says what was expected, what came, and the remedy when there is one.
 */
export class ErlangenError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** An argument outside its documented range: `<function>: expected <what>, got <what came>`. */
export class ArgumentError extends ErlangenError {
  constructor(message: string, options?: ErrorOptions) {
    super("argument", message, options);
  }
}

/** A shape that does not fit; the message gives the expected symbolic shape and the actual one. */
export class ShapeError extends ErlangenError {
  constructor(message: string, options?: ErrorOptions) {
    super("shape", message, options);
  }
}

/** An iteration that did not reach its tolerance. */
export class ConvergenceError extends ErlangenError {
  constructor(message: string, options?: ErrorOptions) {
    super("convergence", message, options);
  }
}

/** Input bytes that are not what their format promises; carries the source and the byte offset. */
export class FormatError extends ErlangenError {
  /** File path or other name of the input. */
  readonly source: string;
  /** Zero-based offset of the first offending byte. */
  readonly byteOffset: number;

  constructor(
    message: string,
    where: { source: string; byteOffset: number },
    options?: ErrorOptions,
  ) {
    super("format", `${where.source}, byte ${where.byteOffset}: ${message}`, options);
    this.source = where.source;
    this.byteOffset = where.byteOffset;
  }
}

/** An engine that is absent, or that failed to compile or run a program; `cause` holds its own error. */
export class EngineError extends ErlangenError {
  constructor(message: string, options?: ErrorOptions) {
    super("engine", message, options);
  }
}
