import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readWorkspace } from "../layers/read-workspace.mjs";
import { findOffences } from "../layers/rules.mjs";
import { writeTree } from "./write-tree.ts";

let root = "";

/** A healthy workspace of three packages; each test breaks one thing in it. */
const healthy = {
  "package.json": JSON.stringify({ devDependencies: { vitest: "4" } }),
  "packages/numerics/package.json": JSON.stringify({ name: "@erlangen/numerics" }),
  "packages/numerics/src/index.ts":
    'export { a } from "./a.ts";\nexport type * from "./room/index.ts";\n',
  "packages/numerics/src/a.ts": "export const a: number = 1;\n",
  "packages/numerics/src/room/index.ts": 'export type { B } from "./b.ts";\n',
  "packages/numerics/src/room/b.ts": 'import { a } from "../a.ts";\nexport type B = typeof a;\n',
  "packages/numerics/test/a.test.ts":
    'import { a } from "@erlangen/numerics";\nimport { test } from "vitest";\n\ntest("a", () => void a);\n',
  "packages/tensor/package.json": JSON.stringify({
    name: "@erlangen/tensor",
    dependencies: { "@erlangen/numerics": "workspace:^" },
  }),
  "packages/tensor/src/c.ts":
    'import { readFileSync } from "node:fs";\nimport type { B } from "@erlangen/numerics/room";\n',
  "packages/layers/package.json": JSON.stringify({
    name: "@erlangen/layers",
    dependencies: { "@erlangen/tensor": "workspace:^" },
    devDependencies: { "@erlangen/numerics": "workspace:^" },
  }),
  "packages/layers/test/d.test.ts": 'import { a } from "@erlangen/numerics";\n',
};

const offencesWith = (changes: Readonly<Record<string, string>>): string[] => {
  writeTree(root, { ...healthy, ...changes });
  return findOffences(readWorkspace(root));
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "layers-"));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

test("a workspace that keeps the rules has no offences", () => {
  expect(offencesWith({})).toEqual([]);
});

describe("ranks", () => {
  test.each(["packages/metrics", "packages/training"])("layers must not depend on %s", (folder) => {
    const name = folder.replace("packages", "@erlangen");
    const manifest = { name: "@erlangen/layers", dependencies: { [name]: "workspace:^" } };
    const offences = offencesWith({
      [`${folder}/package.json`]: JSON.stringify({ name }),
      [`${folder}/src/a.ts`]: "export {};\n",
      "packages/layers/package.json": JSON.stringify(manifest),
      "packages/layers/src/e.ts": `import "${name}";\n`,
      "packages/layers/test/d.test.ts": "export {};\n",
    });
    const rank = folder === "packages/metrics" ? 3 : 4;
    expect(offences).toEqual([
      `packages/layers/package.json: @erlangen/layers (rank 3) must not depend on ${name} (rank ${rank})`,
    ]);
  });

  test("a test may use a package of a higher rank as a development dependency", () => {
    const manifest = {
      name: "@erlangen/numerics",
      devDependencies: { "@erlangen/tensor": "workspace:^" },
    };
    expect(
      offencesWith({
        "packages/numerics/package.json": JSON.stringify(manifest),
        "packages/numerics/test/b.test.ts": 'import "@erlangen/tensor";\n',
      }),
    ).toEqual([]);
  });

  test("a new package needs a rank", () => {
    expect(
      offencesWith({
        "packages/new/package.json": '{"name":"@erlangen/new"}',
        "packages/new/src/a.ts": "",
      }),
    ).toEqual(["packages/new: expected a rank in tools/layers/ranks.mjs, got none"]);
  });
});

describe("imports", () => {
  test.each([
    ['import { x } from "left-pad";', "left-pad"],
    ['export * from "left-pad/deep";', "left-pad/deep"],
    ['export const x = import("left-pad");', "left-pad"],
    ['import type { X } from "@scope/pad/deep";', "@scope/pad/deep"],
    ['import "vitest";', "vitest"],
  ])("%s in a source must be declared", (text, specifier) => {
    const name = specifier.replace("/deep", "");
    expect(offencesWith({ "packages/tensor/src/c.ts": `\n${text}\n` })).toEqual([
      `packages/tensor/src/c.ts:2: "${specifier}" is not declared: add ${name} to dependencies of packages/tensor/package.json`,
    ]);
  });

  test("a source must not use a development dependency, and a test only a declared one", () => {
    expect(
      offencesWith({
        "packages/layers/src/e.ts": 'import "@erlangen/numerics";\n',
        "packages/layers/test/d.test.ts": 'import "@erlangen/groups";\n',
      }),
    ).toEqual([
      'packages/layers/src/e.ts:1: "@erlangen/numerics" is not declared: add @erlangen/numerics to dependencies of packages/layers/package.json',
      'packages/layers/test/d.test.ts:1: "@erlangen/groups" is not declared: add @erlangen/groups to devDependencies of packages/layers/package.json',
    ]);
  });

  test("what stands in comments and strings is not an import", () => {
    const text =
      '// import "left-pad";\n/** import "left-pad" */\nexport const s = \'import "left-pad"\';\n';
    expect(offencesWith({ "packages/tensor/src/c.ts": text })).toEqual([]);
  });

  test("a package does not import itself by name", () => {
    expect(
      offencesWith({ "packages/tensor/src/c.ts": 'import "@erlangen/tensor/room";\n' }),
    ).toEqual([
      'packages/tensor/src/c.ts:1: import the file itself instead of the package\'s own "@erlangen/tensor/room"',
    ]);
  });

  test("a relative import stays in its package, and a source in src", () => {
    expect(
      offencesWith({
        "packages/tensor/src/c.ts": 'import "../../numerics/src/a.ts";\nimport "../test/x.ts";\n',
        "packages/tensor/test/x.ts": 'import "../src/c.ts";\n',
      }),
    ).toEqual([
      'packages/tensor/src/c.ts:1: "../../numerics/src/a.ts" leaves packages/tensor/src/: import the package by its name',
      'packages/tensor/src/c.ts:2: "../test/x.ts" leaves packages/tensor/src/: import the package by its name',
    ]);
  });

  test.each(["./room/index.ts", "./room"])(
    "%s is an index and not to be imported from inside",
    (specifier) => {
      expect(
        offencesWith({ "packages/numerics/src/a.ts": `import type { B } from "${specifier}";\n` }),
      ).toEqual([
        `packages/numerics/src/a.ts:1: "${specifier}" is an index: import the file that defines the name`,
      ]);
    },
  );
});

describe("files", () => {
  test("a file above 400 lines needs a reason at its top", () => {
    const long = "export {};\n".repeat(401);
    expect(offencesWith({ "packages/tensor/src/c.ts": "export {};\n".repeat(400) })).toEqual([]);
    expect(offencesWith({ "packages/tensor/src/c.ts": long })).toEqual([
      'packages/tensor/src/c.ts: expected at most 400 lines, got 401: split it, or say at its top that it is "longer than 400 lines because …"',
    ]);
    const reason = "// Longer than 400 lines because it is one table.\n";
    expect(offencesWith({ "packages/tensor/src/c.ts": reason + long })).toEqual([]);
  });

  test.each(["utils.ts", "helpers/x.ts", "common/index.ts", "misc.test.ts"])(
    "%s names no concept",
    (file) => {
      const [offence] = offencesWith({ [`packages/tensor/src/${file}`]: "" });
      expect(offence).toContain("names no concept");
    },
  );

  test("an index only re-exports", () => {
    expect(
      offencesWith({ "packages/numerics/src/index.ts": "export const a: number = 1;\n" }),
    ).toEqual([
      "packages/numerics/src/index.ts: an index only re-exports: move the rest into a file of its own",
    ]);
  });
});
