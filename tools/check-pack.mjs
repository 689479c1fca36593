// Run in the folder of a package: packs it as for publishing, and checks what users would get.
// publint looks at the manifest and its files, attw at how each entry resolves for TypeScript.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./setup.mjs";

const required = ["package/LICENSE", "package/README.md", "package/package.json"];
const forbidden = /(^|\/)(test|node_modules)\/|tsbuildinfo|tsconfig\.json$/;

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {string} What it printed; a failure ends the check.
 */
function run(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: "utf8",
    env: { ...process.env, FORCE_COLOR: "0" },
  });
  if (status === 0) return stdout;
  throw new Error(
    [`${command} ${args.join(" ")} failed`, stdout, stderr, error?.message ?? ""].join("\n"),
  );
}

/** @param {string} file - Such as `package/dist/random/random.js`. */
function sourceOf(file) {
  return file.replace("/dist/", "/src/").replace(/\.js$/, ".ts");
}

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const folder = mkdtempSync(join(tmpdir(), "pack-"));
try {
  run("pnpm", ["pack", "--pack-destination", folder]);
  const tarball = join(folder, readdirSync(folder)[0] ?? "");
  const files = run("tar", ["-tzf", tarball]).split("\n");
  const missing = required.filter((file) => !files.includes(file));
  if (missing.length > 0)
    throw new Error(`expected ${missing.join(", ")} in the package, got none`);
  const surplus = files.filter((file) => forbidden.test(file));
  if (surplus.length > 0) throw new Error(`not to be published: ${surplus.join(", ")}`);
  const stale = files.filter(
    (file) => /^package\/dist\/.*\.js$/.test(file) && !files.includes(sourceOf(file)),
  );
  if (stale.length > 0) throw new Error(`compiled from a source that is gone: ${stale.join(", ")}`);

  const bin = join(root, "node_modules", ".bin");
  run(join(bin, "publint"), ["run", tarball, "--strict"]);
  // A program has no entries to import.
  if (manifest.exports !== undefined) run(join(bin, "attw"), [tarball, "--profile", "esm-only"]);
  console.log(`${manifest.name}: ${files.length - 1} files packed, publint and attw are content`);
} catch (error) {
  console.error(`${manifest.name}: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
