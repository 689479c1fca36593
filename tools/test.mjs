// `npm test`: sets the clone up, compiles everything, runs every test and every documented example.
// Arguments go to vitest: `npm test -- --project groups`. The last line is `N passed, N failed`.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { compile, root, setUp } from "./setup.mjs";
import { totals, totalsLine } from "./test-totals.mjs";
import { writeSupportMatrix } from "./write-support-matrix.mjs";

const report = join(root, "test-results", "vitest.json");

/** @returns {import("./test-totals.mjs").Totals} */
function runTests() {
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { status } = spawnSync(
    process.execPath,
    [vitest, "run", ...reporters, ...process.argv.slice(2)],
    { cwd: root, stdio: ["ignore", "inherit", "inherit"] },
  );
  const found = totals(JSON.parse(readFileSync(report, "utf8")));
  // An error outside of any test fails the run without failing a test: count it.
  return status !== 0 && found.failed === 0 ? { ...found, failed: 1 } : found;
}

/** @param {unknown} error */
function tell(error) {
  console.error(error instanceof Error ? error.message : error);
}

/** @returns {Promise<import("./test-totals.mjs").Totals>} */
async function setUpAndTest() {
  mkdirSync(join(root, "test-results"), { recursive: true });
  rmSync(report, { force: true });
  rmSync(join(root, "test-results", "conformance"), { recursive: true, force: true });
  setUp();
  const { writeExamples } = await import("./examples/write-examples.mjs");
  writeExamples(root);
  let mistyped = 0;
  try {
    compile([]);
  } catch (error) {
    // Tests run from source: they may still tell more.
    tell(error);
    mistyped = 1;
  }
  const result = runTests();
  writeSupportMatrix();
  return { ...result, failed: result.failed + mistyped };
}

/** @type {import("./test-totals.mjs").Totals} */
let result = { passed: 0, failed: 1, skipped: 0 };
try {
  result = await setUpAndTest();
} catch (error) {
  tell(error);
}
console.log(totalsLine(result));
process.exitCode = result.failed === 0 ? 0 : 1;
