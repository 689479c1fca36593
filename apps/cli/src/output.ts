/** Where a command writes: results to standard output, everything else to standard error. */
export interface Output {
  /** Whether the result is to be one JSON object. */
  readonly json: boolean;
  /** A line of the result, for people; left out under `--json`. */
  print(line: string): void;
  /** A remark on what goes on, never part of the result. */
  log(line: string): void;
  /** The result under `--json`: one object on the last line of standard output. */
  result(object: Readonly<Record<string, unknown>>): void;
}

/** Output of a process. */
export function processOutput(json: boolean): Output {
  return {
    json,
    print: (line) => {
      if (!json) process.stdout.write(`${line}\n`);
    },
    log: (line) => {
      process.stderr.write(`${line}\n`);
    },
    result: (object) => {
      if (json) process.stdout.write(`${JSON.stringify(object)}\n`);
    },
  };
}

/** Rows as text columns: the first left-aligned, the others right-aligned unless `align` says left. */
export function textTable(
  rows: readonly (readonly string[])[],
  align: "left" | "right" = "right",
): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column].length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 || align === "left"
            ? cell.padEnd(widths[column])
            : cell.padStart(widths[column]),
        )
        .join("   ")
        .trimEnd(),
    )
    .join("\n");
}

/** Integers as numbers while these are exact, larger ones as strings. */
export function jsonInteger(value: bigint): number | string {
  return value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value);
}
