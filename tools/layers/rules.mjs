// The rules that keep the house in layers. Each one yields sentences that name the offender and the remedy.

import { posix } from "node:path";
import { isBuiltin } from "node:module";
import { emptyNames, longestFile, ranks } from "./ranks.mjs";

/**
 * @typedef {import("./read-workspace.mjs").Package} Package
 * @typedef {import("./read-workspace.mjs").Source} Source
 * @typedef {import("./read-workspace.mjs").Workspace} Workspace
 */

/**
 * @param {Workspace} workspace
 * @returns {string[]} One sentence for each offence.
 */
export function findOffences(workspace) {
  return workspace.packages.flatMap((owner) => [
    ...rankOffences(owner, workspace),
    ...owner.sources.flatMap((source) => [
      ...packageImportOffences(source, owner, workspace),
      ...relativeImportOffences(source, owner),
      ...fileOffences(source),
    ]),
  ]);
}

/**
 * What a package's sources depend on stands strictly below it.
 *
 * @param {Package} owner
 * @param {Workspace} workspace
 * @returns {string[]}
 */
function rankOffences({ folder, manifest }, { packages }) {
  if (folder === "tools") return [];
  const rank = ranks[folder];
  if (rank === undefined) return [`${folder}: expected a rank in tools/layers/ranks.mjs, got none`];
  return Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).flatMap((name) => {
    const other = packages.find((candidate) => candidate.manifest.name === name);
    const otherRank = other === undefined ? undefined : ranks[other.folder];
    if (otherRank === undefined || otherRank < rank) return [];
    return [
      `${folder}/package.json: ${manifest.name} (rank ${rank}) must not depend on ${name} (rank ${otherRank})`,
    ];
  });
}

/**
 * Sources import declared dependencies; tests also development dependencies and their own package.
 *
 * @param {Source} source
 * @param {Package} owner
 * @param {Workspace} workspace
 * @returns {string[]}
 */
function packageImportOffences({ path, imports }, { folder, manifest }, { sharedTools }) {
  const inSource = path.startsWith(`${folder}/src/`);
  const declared = new Set([
    ...Object.keys(manifest.dependencies ?? {}),
    ...Object.keys(manifest.optionalDependencies ?? {}),
    ...Object.keys(manifest.peerDependencies ?? {}),
  ]);
  if (!inSource) {
    for (const name of [...Object.keys(manifest.devDependencies ?? {}), ...sharedTools])
      declared.add(name);
    declared.add(manifest.name);
  }
  return imports.flatMap(({ specifier, line }) => {
    if (specifier.startsWith(".") || isBuiltin(specifier)) return [];
    const name = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
    if (declared.has(name)) return [];
    if (name === manifest.name) {
      return [
        `${path}:${line}: import the file itself instead of the package's own "${specifier}"`,
      ];
    }
    const where = inSource ? "dependencies" : "devDependencies";
    return [
      `${path}:${line}: "${specifier}" is not declared: add ${name} to ${where} of ${folder}/package.json`,
    ];
  });
}

/**
 * Relative imports stay in their package, sources in `src`, and point at a file that is not an index.
 *
 * @param {Source} source
 * @param {Package} owner
 * @returns {string[]}
 */
function relativeImportOffences({ path, imports }, { folder }) {
  const home = path.startsWith(`${folder}/src/`) ? `${folder}/src/` : `${folder}/`;
  return imports.flatMap(({ specifier, line, reExport }) => {
    if (!specifier.startsWith(".")) return [];
    const target = posix.join(posix.dirname(path), specifier);
    if (!target.startsWith(home)) {
      return [`${path}:${line}: "${specifier}" leaves ${home}: import the package by its name`];
    }
    const isIndex = /(^|\/)index(\.[a-z]+)?$/.test(target) || !/\.[a-z]+$/.test(target);
    if (isIndex && !(reExport && isIndexFile(path))) {
      return [`${path}:${line}: "${specifier}" is an index: import the file that defines the name`];
    }
    return [];
  });
}

/**
 * Files are short or say why not, carry the name of a concept, and an index only re-exports.
 *
 * @param {Source} source
 * @returns {string[]}
 */
function fileOffences({ path, lines, head, onlyReExports }) {
  /** @type {string[]} */
  const offences = [];
  if (lines > longestFile && !/longer than 400 lines because/i.test(head)) {
    offences.push(
      `${path}: expected at most ${longestFile} lines, got ${lines}: split it, or say at its top that it is ` +
        `"longer than ${longestFile} lines because …"`,
    );
  }
  const empty = path
    .split("/")
    .find((part) => emptyNames.test(part.replace(/(\.test)?\.[a-z]+$/, "")));
  if (empty !== undefined)
    offences.push(`${path}: "${empty}" names no concept: name what is inside`);
  if (path.includes("/src/") && isIndexFile(path) && !onlyReExports) {
    offences.push(`${path}: an index only re-exports: move the rest into a file of its own`);
  }
  return offences;
}

/** @param {string} path */
function isIndexFile(path) {
  return path.endsWith("/index.ts");
}
