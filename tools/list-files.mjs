// Lists the files of the repository that its tools look at.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const skipped = new Set(["node_modules", "dist", "runs", "coverage", "test-results", "golden"]);

/**
 * @param {string} root
 * @param {(path: string) => boolean} accepts - Given a path from `root`, with forward slashes.
 * @returns {string[]} Paths from `root`, sorted; nothing from dependencies, output or hidden folders.
 */
export function listFiles(root, accepts) {
  /** @type {string[]} */
  const found = [];
  const visit = (/** @type {string} */ folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (entry.name.startsWith(".") || skipped.has(entry.name)) continue;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile() && accepts(path)) found.push(path);
    }
  };
  if (existsSync(root)) visit("");
  return found.toSorted();
}
