// `npm test`: sets the clone up, compiles everything, runs every test and every documented example.
// Arguments go to vitest: `npm test -- --project groups`. The last line is `N passed, N failed`.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { compile, root, setUp } from "./setup.mjs";
import { totals, totalsLine } from "./test-totals.mjs";

const report = join(root, "test-results", "vitest.json");

/** @returns {import("./test-totals.mjs").Totals} */
function runTests() {
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const { status } = spawnSync(
    process.execPath,
    [
      vitest,
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      ...process.argv.slice(2),
    ],
    { cwd: root, stdio: ["ignore", "inherit", "inherit"] },
  );
  const found = totals(JSON.parse(readFileSync(report, "utf8")));
  // An error outside of any test fails the run without failing a test: count it.
  return status !== 0 && found.failed === 0 ? { ...found, failed: 1 } : found;
}

/** @type {import("./test-totals.mjs").Totals} */
let result = { passed: 0, failed: 1, skipped: 0 };
try {
  rmSync(report, { force: true });
  mkdirSync(join(root, "test-results"), { recursive: true });
  setUp();
  const { writeExamples } = await import("./examples/write-examples.mjs");
  writeExamples(root);
  compile([]);
  result = runTests();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
}
console.log(totalsLine(result));
process.exitCode = result.failed === 0 ? 0 : 1;
