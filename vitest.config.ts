import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { exampleFolder, writeExamples } from "./tools/examples/write-examples.mjs";

const packages = [
  "numerics",
  "tensor",
  "groups",
  "data",
  "backends",
  "layers",
  "metrics",
  "training",
];

// The examples of the documents are found by vitest as ordinary test files.
writeExamples(fileURLToPath(new URL(".", import.meta.url)));

// The condition makes packages import each other's sources, so that no test waits for a build.
const fromSource = ["@erlangen/source"];

export default defineConfig({
  test: {
    projects: [
      ...packages.map((name) => ({ name, root: `packages/${name}` })),
      { name: "benchmarks", root: "apps/benchmarks" },
      { name: "cli", root: "apps/cli" },
      { name: "tools", root: "tools" },
      { name: "examples", root: exampleFolder },
    ].map(({ name, root }) => ({
      ssr: { resolve: { conditions: fromSource, externalConditions: fromSource } },
      test: {
        name,
        root,
        include: name === "examples" ? ["**/*.test.ts"] : ["test/**/*.test.ts"],
        // Examples are many and small: modules are loaded once for all of them.
        isolate: name !== "examples",
        testTimeout: 60_000,
      },
    })),
  },
});
