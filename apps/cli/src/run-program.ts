import { ErlangenError } from "@erlangen/numerics";
import { CommanderError } from "commander";
import { exitCodes } from "./exit-codes.ts";
import { createProgram } from "./program.ts";

/**
 * Runs the command line and returns the exit code.
 *
 * @param args - Without the names of node and of the script.
 */
export async function runProgram(args: readonly string[]): Promise<number> {
  process.exitCode = exitCodes.done;
  try {
    await createProgram().parseAsync([...args], { from: "user" });
    return process.exitCode;
  } catch (error) {
    // Help and version end parsing by an error with code 0; commander has printed the others.
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    }
    if (!(error instanceof ErlangenError)) throw error;
    process.stderr.write(`${error.message}\n`);
    if (error.code === "interrupted") return exitCodes.interrupted;
    return error.code === "argument" || error.code === "shape" ? exitCodes.usage : exitCodes.failed;
  }
}
