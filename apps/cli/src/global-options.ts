import { InvalidArgumentError, Option, type Command } from "commander";

/** Options of every command. */
export interface GlobalOptions {
  readonly json: boolean;
  readonly device: string | undefined;
  readonly seed: number;
}

/** Adds `--json`, `--device` and `--seed` to a command. */
export function withGlobalOptions(command: Command): Command {
  return command
    .option("--json", "print the result as one JSON object on the last line", false)
    .addOption(
      new Option("--device <name>", "where to compute; `erlangen devices` lists the names"),
    )
    .option("--seed <n>", "seed of every random choice", integerOption("seed", 0), 0);
}

/** A parser for integer options of at least `least` and at most `most`. */
export function integerOption(
  name: string,
  least: number,
  most: number = Infinity,
): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < least || value > most) {
      const range = most === Infinity ? `>= ${least}` : `from ${least} to ${most}`;
      throw new InvalidArgumentError(`expected ${name} an integer ${range}, got "${text}"`);
    }
    return value;
  };
}

/** A parser for options that are numbers above 0. */
export function positiveOption(name: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isFinite(value) || value <= 0) {
      throw new InvalidArgumentError(`expected ${name} a number > 0, got "${text}"`);
    }
    return value;
  };
}

/** A parser for options that are numbers from `least` to `most`. */
export function numberOption(name: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === "" || !(value >= least && value <= most)) {
      throw new InvalidArgumentError(
        `expected ${name} a number from ${least} to ${most}, got "${text}"`,
      );
    }
    return value;
  };
}
