// Makes the tests of WebGPU possible on a machine without a graphics card: Debian's Chromium brings software Vulkan,
// for Node too. Installs it where that can be done without asking; says what will be skipped where it cannot.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Which Debian packages are missing.
 *
 * @param {(path: string) => boolean} exists - Whether there is a file.
 * @param {readonly string[]} libraries - Names of the libraries of the system.
 * @returns {string[]}
 */
export function missingPackages(exists, libraries) {
  const missing = [];
  if (!exists("/usr/bin/chromium")) missing.push("chromium");
  if (!libraries.includes("libvulkan.so.1")) missing.push("libvulkan1");
  return missing;
}

/** @returns {string[]} */
function systemLibraries() {
  return ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib"].flatMap((folder) =>
    existsSync(folder) ? readdirSync(folder) : [],
  );
}

function prepare() {
  if (process.platform !== "linux") return "graphics: the driver of this system is used";
  const missing = missingPackages(existsSync, systemLibraries());
  if (missing.length === 0) return "graphics: Chromium with software Vulkan is installed";
  const names = missing.join(" and ");
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    return `graphics: ${names} not installed, tests that need it are skipped by name`;
  }
  for (const args of [["update"], ["install", "--yes", "--no-install-recommends", ...missing]]) {
    spawnSync("apt-get", args, {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      stdio: ["ignore", "ignore", "inherit"],
    });
  }
  const left = missingPackages(existsSync, systemLibraries());
  return left.length === 0
    ? `graphics: installed ${names}`
    : `graphics: could not install ${left.join(" and ")}, tests that need it are skipped by name`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(prepare());
