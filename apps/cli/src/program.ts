import { Command } from "commander";
import { benchCommand } from "./commands/bench.ts";
import { checkCommand } from "./commands/check.ts";
import { devicesCommand } from "./commands/devices.ts";
import { exportCommand } from "./commands/export.ts";
import { trainCommand } from "./commands/train.ts";

/** The command `erlangen` with all its sub-commands. */
export function createProgram(): Command {
  const program = new Command("erlangen")
    .description("Equivariant machine learning: train, export, check, measure")
    .version("0.1.0")
    .exitOverride()
    .showHelpAfterError("(erlangen --help lists the commands)");
  for (const command of [
    devicesCommand(),
    trainCommand(),
    exportCommand(),
    checkCommand(),
    benchCommand(),
  ]) {
    program.addCommand(command.exitOverride());
  }
  return program;
}
