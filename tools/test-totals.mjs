// Sums what vitest reports into the one line that closes a test run.

/**
 * @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Totals
 * @typedef {{ readonly status: string, readonly assertionResults: readonly { readonly status: string }[] }} FileReport
 */

/**
 * Counts the tests of a vitest JSON report; a file that failed to load counts as one failed test.
 *
 * @param {{ readonly testResults: readonly FileReport[] }} report
 * @returns {Totals}
 */
export function totals(report) {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for (const file of report.testResults) {
    let failedHere = 0;
    for (const { status } of file.assertionResults) {
      if (status === "passed") passed += 1;
      else if (status === "failed") failedHere += 1;
      else skipped += 1;
    }
    failed += failedHere === 0 && file.status === "failed" ? 1 : failedHere;
  }
  return { passed, failed, skipped };
}

/**
 * @param {Totals} result
 * @returns {string} `N passed, N failed`, and `, N skipped` when something was skipped.
 */
export function totalsLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;
}
