import { ArgumentError } from "@erlangen/numerics";

/** An `ArgumentError` for a path that the system would not open, with the system's error as its cause. */
export function fileError(expected: string, path: string, cause: unknown): ArgumentError {
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? String(cause);
  return new ArgumentError(`${expected}, got ${JSON.stringify(path)} (${code})`, { cause });
}

/** Whether an error comes from the operating system rather than from the code that ran. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
