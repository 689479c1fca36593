// Makes a fresh clone ready to run, with nothing but Node and npm. What is already done is skipped,
// so a second run costs a fraction of a second. Imports only Node's own modules.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root folder of the repository. */
export const root = fileURLToPath(new URL("..", import.meta.url));

const onWindows = process.platform === "win32";
const toolFolder = join(root, ".tools");
const binFolder = onWindows ? toolFolder : join(toolFolder, "bin");
const stampFile = join(root, "node_modules", ".erlangen-setup");

/**
 * Says why this Node cannot run the project, or nothing when it can.
 *
 * @param {string} version - What runs, as `process.versions.node` gives it.
 * @param {string} range - What is needed, as `engines.node` gives it: `>=20.19`.
 * @returns {string | undefined}
 */
export function nodeProblem(version, range) {
  const [major = 0, minor = 0] = versionNumbers(version);
  const [neededMajor = 0, neededMinor = 0] = versionNumbers(range);
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return undefined;
  return (
    `Erlangen needs Node ${neededMajor}.${neededMinor} or newer, this is Node ${version}.\n` +
    "Install a newer one from https://nodejs.org and run the command again."
  );
}

/** @param {string} text - A version or a range with one version in it. */
function versionNumbers(text) {
  return text
    .replace(/^[^\d]*/, "")
    .split(".")
    .map(Number);
}

/**
 * A digest of everything that decides what gets installed: the lockfile, the workspace file, every manifest.
 *
 * @param {string} folder - The root of the workspace.
 * @returns {string}
 */
export function installDigest(folder) {
  const files = ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json", "tools/package.json"];
  for (const parent of ["packages", "apps"]) {
    for (const name of readdirSync(join(folder, parent)).toSorted()) {
      files.push(`${parent}/${name}/package.json`);
    }
  }
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}\0`);
  for (const file of files) {
    const path = join(folder, file);
    if (existsSync(path)) hash.update(file).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

/**
 * Checks Node, then installs the package manager and the dependencies.
 *
 * @throws {Error} when Node is too old or a step fails; the message is meant for the person at the keyboard.
 */
export function setUp() {
  const { engines, packageManager } = readJson(join(root, "package.json"));
  const problem = nodeProblem(process.versions.node, engines.node);
  if (problem !== undefined) throw new Error(problem);

  // Everything started from here finds the pinned package manager first.
  process.env["PATH"] = `${binFolder}${delimiter}${process.env["PATH"] ?? ""}`;

  installPackageManager(packageManager);
  installDependencies();
}

/**
 * Compiles projects of the workspace with `tsc -b`; an up-to-date one costs nothing.
 *
 * @param {readonly string[]} projects - Folders with a `tsconfig.json`; empty for the whole workspace.
 */
export function compile(projects) {
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  step("compiling", process.execPath, [compiler, "-b", ...projects]);
}

/** @param {string} pinned - Such as `pnpm@12.21.0`. */
function installPackageManager(pinned) {
  const [name = "", version] = pinned.split("@");
  const folder = onWindows ? toolFolder : join(toolFolder, "lib");
  const manifest = join(folder, "node_modules", name, "package.json");
  if (existsSync(manifest) && readJson(manifest).version === version) return;
  say(`installing ${pinned} into .tools`);
  const args = [
    "install",
    "--global",
    "--prefix",
    toolFolder,
    "--no-fund",
    "--no-audit",
    "--loglevel=error",
    pinned,
  ];
  const own = process.env["npm_execpath"];
  if (own !== undefined && basename(own) === "npm-cli.js") {
    step(`installing ${pinned}`, process.execPath, [own, ...args]);
  } else {
    step(`installing ${pinned}`, "npm", args);
  }
}

function installDependencies() {
  const digest = installDigest(root);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === digest) return;
  say("installing dependencies (about a minute the first time)");
  // CI=true: never asks before it replaces what an older version left.
  step("installing dependencies", join(binFolder, "pnpm"), ["install", "--frozen-lockfile"], {
    CI: "true",
  });
  writeFileSync(stampFile, digest);
}

/**
 * Runs one step of the set-up; all that it prints goes to standard error.
 *
 * @param {string} title
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string>} [environment] - Added to this process's own.
 */
function step(title, command, args, environment) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    shell: onWindows && command !== process.execPath,
    stdio: ["ignore", 2, 2],
  });
  if (status === 0) return;
  throw new Error(`${title} failed${error === undefined ? "" : `: ${error.message}`}`);
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** @param {string} message */
function say(message) {
  process.stderr.write(`set-up: ${message}\n`);
}
