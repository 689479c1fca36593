import { Command } from "commander";
import { benchCommand } from "./commands/bench.ts";
import { checkCommand } from "./commands/check.ts";
import { csqCommand } from "./commands/csq.ts";
import { devicesCommand } from "./commands/devices.ts";
import { experimentsCommand } from "./commands/experiments.ts";
import { dimensionCommand } from "./commands/dimension.ts";
import { exportCommand } from "./commands/export.ts";
import { failuresCommand } from "./commands/failures.ts";
import { gapCommand } from "./commands/gap.ts";
import { groupCommand } from "./commands/group.ts";
import { gulpCommand } from "./commands/gulp.ts";
import { similarityCommand } from "./commands/similarity.ts";
import { trainCommand } from "./commands/train.ts";
import { packageVersion } from "./version.ts";

/** The command `erlangen` with all its sub-commands. */
export function createProgram(): Command {
  const program = new Command("erlangen")
    .description("Equivariant machine learning: train, export, check, measure")
    .version(packageVersion())
    .exitOverride()
    .showHelpAfterError("(erlangen --help lists the commands)");
  for (const command of [
    devicesCommand(),
    groupCommand(),
    trainCommand(),
    exportCommand(),
    checkCommand(),
    csqCommand(),
    failuresCommand(),
    gapCommand(),
    dimensionCommand(),
    gulpCommand(),
    similarityCommand(),
    experimentsCommand(),
    benchCommand(),
  ]) {
    program.addCommand(command.exitOverride());
  }
  return program;
}
