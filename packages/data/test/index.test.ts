import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** Every module that `module` reaches through relative imports, itself included, with its outer imports. */
function reached(
  module: URL,
  seen: Map<string, readonly string[]>,
): Map<string, readonly string[]> {
  if (seen.has(module.pathname)) return seen;
  const imports = Array.from(
    readFileSync(module, "utf8").matchAll(/^(?:import|export|\}) .*?from "(.+)";$/gm),
    ([, specifier]) => specifier,
  );
  seen.set(
    module.pathname,
    imports.filter((specifier) => !specifier.startsWith(".")),
  );
  for (const specifier of imports) {
    if (specifier.startsWith(".")) reached(new URL(specifier, module), seen);
  }
  return seen;
}

describe("the index of the package", () => {
  test("reaches no module of Node, so that browsers can load it", () => {
    const modules = reached(new URL("../src/index.ts", import.meta.url), new Map());
    expect(modules.size).toBeGreaterThan(30);
    expect([...new Set([...modules.values()].flat())].toSorted()).toEqual([
      "@erlangen/numerics",
      "fflate",
    ]);
  });
});
