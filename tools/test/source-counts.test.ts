import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeLines, exportedNames } from "../source-counts.mjs";
import { writeTree } from "./write-tree.ts";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "counts-"));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

test("blank lines and comments are not code, strings that look like comments are", () => {
  const text =
    '/**\n * Doc.\n */\nconst a = "// b"; // remark\n\n// only\nconst c = 1; /* x\n */\n';
  writeTree(root, { "a.ts": text });
  expect(codeLines(join(root, "a.ts"))).toBe(2);
});

test("exported names are counted once, through nested indexes", () => {
  writeTree(root, {
    "index.ts": 'export { a, b as c } from "./a.ts";\nexport * from "./room/index.ts";\n',
    "a.ts": "",
    "room/index.ts": 'export type { D } from "./d.ts";\nexport { a } from "./d.ts";\n',
  });
  expect([...exportedNames(join(root, "index.ts"))]).toEqual(["a", "c", "D"]);
});
