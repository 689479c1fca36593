// `node tools/count-lines.mjs` prints the size of each package: information, not a gate.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { ranks } from "./layers/ranks.mjs";
import { listFiles } from "./list-files.mjs";
import { root } from "./setup.mjs";
import { codeLines, exportedNames } from "./source-counts.mjs";

/** @param {string} folder */
function measure(folder) {
  const count = (/** @type {string} */ part) => {
    const place = join(root, folder, part);
    const lines = listFiles(place, (path) => path.endsWith(".ts")).map((path) =>
      codeLines(join(place, path)),
    );
    return { files: lines.length, lines: lines.reduce((total, next) => total + next, 0) };
  };
  const source = count("src");
  const index = join(root, folder, "src", "index.ts");
  return {
    rank: ranks[folder],
    files: source.files,
    "code lines": source.lines,
    "test lines": count("test").lines,
    exports: existsSync(index) ? exportedNames(index).size : 0,
  };
}

console.table(Object.fromEntries(Object.keys(ranks).map((folder) => [folder, measure(folder)])));
