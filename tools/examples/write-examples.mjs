// Writes the executed examples: every fenced `ts` block of the documents and of the doc comments becomes a module in
// tools/.examples, and every document a vitest file that imports its modules. Unchanged files are left alone, so this
// may run before every test run.

import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { listFiles } from "../list-files.mjs";
import { findBlocks } from "./find-blocks.mjs";
import { toModule } from "./to-module.mjs";

/** Where the examples are written, from the root of the repository. */
export const exampleFolder = "tools/.examples";

const runtimeModule = fileURLToPath(new URL("shows.mjs", import.meta.url));

/**
 * @param {string} root - The root folder of the repository.
 * @returns {number} How many examples there are.
 */
export function writeExamples(root) {
  const output = join(root, exampleFolder);
  mkdirSync(output, { recursive: true });
  const written = new Set();
  let count = 0;
  for (const file of documents(root)) {
    const text = readFileSync(join(root, file), "utf8");
    const blocks =
      text.includes("```ts") || text.includes("```typescript") ? findBlocks(file, text) : [];
    if (blocks.length === 0) continue;
    count += blocks.length;
    const folder = join(output, dirname(file));
    const runtime = relative(folder, runtimeModule).replaceAll("\\", "/");
    for (const [path, content] of exampleFiles(file, blocks, runtime)) {
      writeChanged(join(output, path), content);
      written.add(path);
    }
  }
  for (const path of listFiles(output, () => true)) {
    if (!written.has(path)) rmSync(join(output, path), { force: true });
  }
  return count;
}

/** @param {string} root */
function documents(root) {
  return listFiles(root, (path) => {
    if (/(^|\/)CHANGELOG\.md$/.test(path)) return false;
    if (/^[^/]+\.md$/.test(path) || /^docs\/.+\.md$/.test(path)) return true;
    return /^(packages|apps)\/[^/]+\/(README\.md|src\/.+\.ts)$/.test(path);
  });
}

/**
 * The files that execute the examples of one document: path under the example folder, and content.
 *
 * @param {string} file
 * @param {readonly import("./find-blocks.mjs").Block[]} blocks
 * @param {string} runtime - Specifier of the run-time module from the folder of the document.
 * @returns {[string, string][]}
 */
function exampleFiles(file, blocks, runtime) {
  /** @type {[string, string][]} */
  const files = [];
  const name = file.split("/").at(-1) ?? file;
  const tests = [`import { test } from "vitest";`, ""];
  for (const { line, code, runs, problem } of blocks) {
    const title = JSON.stringify(`${file}:${line} runs and shows what it says`);
    const module = `${name}.${line}.ts`;
    try {
      if (problem !== undefined) throw new Error(`${file}:${line}: ${problem}`);
      files.push([`${dirname(file)}/${module}`, toModule(code, { file, line, runtime })]);
      if (runs) tests.push(`test(${title}, async () => {`, `  await import("./${module}");`, "});");
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      tests.push(`test(${title}, () => {`, `  throw new Error(${JSON.stringify(message)});`, "});");
    }
  }
  if (tests.length > 2) files.push([`${dirname(file)}/${name}.test.ts`, `${tests.join("\n")}\n`]);
  return files.map(([path, content]) => [path.replace(/^\.\//, ""), content]);
}

/**
 * Replaces a file as a whole, and only when its content is another one.
 *
 * @param {string} path
 * @param {string} content
 */
function writeChanged(path, content) {
  try {
    if (readFileSync(path, "utf8") === content) return;
  } catch {
    mkdirSync(dirname(path), { recursive: true });
  }
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}
