// `npm start`: sets the clone up, then trains the first recipe. Arguments are passed on:
// `npm start -- --seed 1`.

import { spawn } from "node:child_process";
import { join } from "node:path";
import { compile, root, setUp } from "./setup.mjs";

try {
  setUp();
  compile(["apps/cli/src"]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

const program = join(root, "apps", "cli", "dist", "main.js");
const child = spawn(
  process.execPath,
  [program, "train", "cluster-forces", ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: "inherit",
  },
);

// Ctrl-C reaches the child by itself, which then saves a checkpoint: wait for it.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code, signal) => {
  process.exitCode = signal === null ? (code ?? 1) : 1;
});
