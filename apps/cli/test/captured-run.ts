import { vi } from "vitest";
import { runProgram } from "../src/run-program.ts";

/** What a run of the command line left behind. */
export interface CapturedRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The JSON object on the last line of standard output. */
  json(): Readonly<Record<string, unknown>>;
}

/** Runs the command line in this process and captures what it writes. */
export async function capturedRun(args: readonly string[]): Promise<CapturedRun> {
  const written = { stdout: "", stderr: "" };
  const capture = (name: "stdout" | "stderr") =>
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      written[name] += String(text);
      return true;
    });
  const spies = [capture("stdout"), capture("stderr")];
  const { exitCode } = process;
  try {
    const code = await runProgram(args);
    return { code, ...written, json: () => lastObject(written.stdout) };
  } finally {
    process.exitCode = exitCode;
    for (const spy of spies) spy.mockRestore();
  }
}

/** The JSON object on the last line of a text. */
export function lastObject(text: string): Readonly<Record<string, unknown>> {
  return JSON.parse(text.trimEnd().split("\n").at(-1) ?? "") as Readonly<Record<string, unknown>>;
}
