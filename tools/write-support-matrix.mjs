// Writes docs/support-matrix.md from what the conformance tests recorded in test-results/conformance.
// `npm test` calls it at its end. Without a record of every column the file stays as it is.

import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./setup.mjs";

/**
 * @typedef {{ engine: string, where: string, dtype: string, passed: string[], failed: string[] }} ConformanceRecord
 */

/** The columns, in their order: `engine where dtype`. */
const columns = [
  "host Node float32",
  "host Node float64",
  "native-cpu Node float32",
  "native-cpu Node float64",
  "wasm Node float32",
  "wasm Chromium float32",
  "webgpu Node float32",
  "webgpu Chromium float32",
  "tfjs-cpu Node float32",
  "tfjs-wasm Node float32",
];

const records = join(root, "test-results", "conformance");
const target = join(root, "docs", "support-matrix.md");

/**
 * The operation that a case is about: the first word of its name that is no element type; cases without operands are
 * whole programs.
 *
 * @param {string} name - Such as `float32 matmul of batches [2, 3, 4] [2, 4, 2]`.
 */
export function operationOf(name) {
  const [, ...words] = name.split(" ");
  if (!name.includes("[")) return "whole programs";
  return words.find((word) => !["int32", "bool"].includes(word)) ?? name;
}

/**
 * @param {ReadonlyMap<string, ConformanceRecord>} found - By column.
 * @returns {string} The page.
 */
export function supportMatrix(found) {
  const known = columns.flatMap((column) => {
    const record = found.get(column);
    return record === undefined ? [] : [{ column, record }];
  });
  const operations = new Set(
    known.flatMap(({ record }) => [...record.passed, ...record.failed].map(operationOf)),
  );
  const rows = [...operations]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((operation) => {
      const cells = known.map(({ record }) => {
        const passed = record.passed.filter((name) => operationOf(name) === operation).length;
        const failed = record.failed.filter((name) => operationOf(name) === operation).length;
        return failed === 0 ? String(passed) : `${passed} of ${passed + failed}`;
      });
      return `| ${operation} | ${cells.join(" | ")} |`;
    });
  const totals = known.map(({ record }) => {
    const all = record.passed.length + record.failed.length;
    return record.failed.length === 0 ? `**${all}**` : `**${record.passed.length} of ${all}**`;
  });
  return [
    "# Support matrix",
    "",
    "Written by the test run. Each number counts cases that pass: an operation on some shapes, its value and its first and",
    "second derivatives, compared with the host in float64 (`@erlangen/backends/conformance`). WebGPU ran on SwiftShader, a",
    "software driver.",
    "",
    `| operation | ${known.map(({ column }) => column.replaceAll(" ", "<br>")).join(" | ")} |`,
    `| --- |${known.map(() => " ---: |").join("")}`,
    ...rows,
    `| **all** | ${totals.join(" | ")} |`,
    "",
  ].join("\n");
}

/** Writes the page when every engine has been run here. */
export function writeSupportMatrix() {
  /** @type {Map<string, ConformanceRecord>} */
  const found = new Map();
  for (const file of existsSync(records) ? readdirSync(records) : []) {
    /** @type {ConformanceRecord} */
    const record = JSON.parse(readFileSync(join(records, file), "utf8"));
    found.set(`${record.engine} ${record.where} ${record.dtype}`, record);
  }
  const missing = columns.filter((column) => !found.has(column));
  if (missing.length > 0) {
    console.log(`docs/support-matrix.md stays as it is: not run here: ${missing.join(", ")}`);
    return;
  }
  writeFileSync(target, supportMatrix(found));
}
