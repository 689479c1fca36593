import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installDigest, nodeProblem } from "../setup.mjs";
import { totals, totalsLine } from "../test-totals.mjs";
import { writeTree } from "./write-tree.ts";

test("a Node that is new enough has no problem", () => {
  for (const version of ["20.19.0", "20.20.2", "22.0.0", "24.21.0"]) {
    expect(nodeProblem(version, ">=20.19")).toBeUndefined();
  }
});

test("a Node that is too old is told what is needed, what runs and where to get it", () => {
  for (const version of ["20.18.9", "18.20.4", "8.0.0"]) {
    expect(nodeProblem(version, ">=20.19")).toContain(
      `Erlangen needs Node 20.19 or newer, this is Node ${version}.`,
    );
  }
});

test("the digest changes with the lockfile and with any manifest, and with nothing else", () => {
  const root = mkdtempSync(join(tmpdir(), "digest-"));
  try {
    writeTree(root, {
      "package.json": "{}",
      "pnpm-lock.yaml": "a",
      "packages/a/package.json": "{}",
      "apps/b/package.json": "{}",
    });
    const before = installDigest(root);
    writeTree(root, { "packages/a/src/index.ts": "export {};" });
    expect(installDigest(root)).toBe(before);
    writeTree(root, { "packages/a/package.json": "{ }" });
    const changed = installDigest(root);
    expect(changed).not.toBe(before);
    writeTree(root, { "pnpm-lock.yaml": "b" });
    expect(installDigest(root)).not.toBe(changed);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test("the totals count every test, and a file that failed to load as one failure", () => {
  const tests = (...statuses: string[]) => statuses.map((status) => ({ status }));
  const result = totals({
    testResults: [
      { status: "passed", assertionResults: tests("passed", "passed", "pending", "todo") },
      { status: "failed", assertionResults: tests("passed", "failed") },
      { status: "failed", assertionResults: [] },
    ],
  });
  expect(result).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test("the closing line names the skipped tests only when there are some", () => {
  expect(totalsLine({ passed: 3, failed: 0, skipped: 0 })).toBe("3 passed, 0 failed");
  expect(totalsLine({ passed: 3, failed: 1, skipped: 2 })).toBe("3 passed, 1 failed, 2 skipped");
});
