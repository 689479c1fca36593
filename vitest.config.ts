import { defineConfig } from "vitest/config";

const packages = ["numerics", "tensor", "groups", "data", "backends", "layers", "metrics", "training"];

export default defineConfig({
  test: {
    projects: [
      ...packages.map((name) => ({ name, root: `packages/${name}` })),
      { name: "cli", root: "apps/cli" },
    ].map(({ name, root }) => ({
      ssr: { resolve: { conditions: ["@erlangen/source"], externalConditions: ["@erlangen/source"] } },
      test: {
        name,
        root,
        include: ["test/**/*.test.ts"],
        testTimeout: 60_000,
      },
    })),
  },
});
