// Counts what a reader has to read: lines of code and exported names.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync } from "oxc-parser";

/**
 * Counts lines that hold code: neither blank nor comment alone.
 *
 * @param {string} path
 * @returns {number}
 */
export function codeLines(path) {
  const text = readFileSync(path, "utf8");
  const { comments } = parseSync(path, text);
  let code = "";
  let end = 0;
  for (const comment of comments) {
    code += text.slice(end, comment.start);
    code += text.slice(comment.start, comment.end).replace(/[^\n]/g, "");
    end = comment.end;
  }
  code += text.slice(end);
  return code.split("\n").filter((line) => line.trim() !== "").length;
}

/**
 * The names that a module exports, those of `export * from "./…"` included.
 *
 * @param {string} path
 * @returns {Set<string>}
 */
export function exportedNames(path) {
  /** @type {Set<string>} */
  const names = new Set();
  const { module } = parseSync(path, readFileSync(path, "utf8"));
  for (const { entries } of module.staticExports) {
    for (const { exportName, moduleRequest } of entries) {
      if (exportName.name !== null) names.add(exportName.name);
      else if (moduleRequest?.value.startsWith(".")) {
        const target = join(dirname(path), moduleRequest.value);
        for (const name of exportedNames(target)) names.add(name);
      }
    }
  }
  return names;
}
