// Reads what the rules look at: packages with their manifests, sources with their imports.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import { listFiles } from "../list-files.mjs";

/**
 * @typedef {object} Import
 * @property {string} specifier
 * @property {number} line - From 1.
 * @property {boolean} reExport - `export … from`.
 */

/**
 * @typedef {object} Source
 * @property {string} path - From the root of the repository.
 * @property {number} lines
 * @property {string} head - The first lines, where a long file states its reason.
 * @property {readonly Import[]} imports
 * @property {boolean} onlyReExports - Nothing in it but `export … from`.
 */

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {Readonly<Record<string, string>>} [dependencies]
 * @property {Readonly<Record<string, string>>} [devDependencies]
 * @property {Readonly<Record<string, string>>} [optionalDependencies]
 * @property {Readonly<Record<string, string>>} [peerDependencies]
 */

/**
 * @typedef {object} Package
 * @property {string} folder - From the root of the repository.
 * @property {Manifest} manifest
 * @property {readonly Source[]} sources
 */

/**
 * @typedef {object} Workspace
 * @property {readonly string[]} sharedTools - Development dependencies of the root, there for every test.
 * @property {readonly Package[]} packages
 */

/**
 * @param {string} root
 * @returns {Workspace}
 */
export function readWorkspace(root) {
  const paths = listFiles(root, (path) => /^(packages|apps|tools)\/.+\.(m?[jt]s|tsx)$/.test(path));
  const folders = new Set(
    paths.map((path) =>
      path.startsWith("tools/") ? "tools" : path.split("/").slice(0, 2).join("/"),
    ),
  );
  const packages = [...folders]
    .filter((folder) => existsSync(join(root, folder, "package.json")))
    .map((folder) => ({
      folder,
      manifest: /** @type {Manifest} */ (readJson(join(root, folder, "package.json"))),
      sources: paths
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => readSource(path, readFileSync(join(root, path), "utf8"))),
    }));
  const { devDependencies = {} } = readJson(join(root, "package.json"));
  return { sharedTools: Object.keys(devDependencies), packages };
}

/**
 * @param {string} path
 * @param {string} text
 * @returns {Source}
 */
function readSource(path, text) {
  const { program, module } = parseSync(path, text);
  /** @type {Import[]} */
  const imports = [];
  const add = (/** @type {string} */ specifier, /** @type {number} */ offset, reExport = false) => {
    imports.push({ specifier, line: text.slice(0, offset).split("\n").length, reExport });
  };
  for (const { moduleRequest, start } of module.staticImports) add(moduleRequest.value, start);
  for (const { entries } of module.staticExports) {
    const from = entries[0]?.moduleRequest ?? undefined;
    if (from !== undefined) add(from.value, from.start, true);
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^(["'`])([^"'`$]*)\1$/.exec(
      text.slice(moduleRequest.start, moduleRequest.end),
    );
    if (literal !== null) add(literal[2] ?? "", moduleRequest.start);
  }
  const lines = text.replace(/\n$/, "").split("\n");
  return {
    path,
    lines: lines.length,
    head: lines.slice(0, 30).join("\n"),
    imports,
    onlyReExports: program.body.every(
      (node) =>
        node.type === "ExportAllDeclaration" ||
        (node.type === "ExportNamedDeclaration" && node.source !== null),
    ),
  };
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}
