import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { listFiles } from "../list-files.mjs";
import { root } from "../setup.mjs";

const documents = listFiles(root, (path) =>
  /^(?:docs\/.+|(?:packages|apps)\/[^/]+\/README|[^/]+)\.md$/.test(path),
);

/** Text with fenced blocks blanked out: what they hold is code. */
const prose = (path: string): string =>
  readFileSync(join(root, path), "utf8").replaceAll(/^```[\s\S]*?^```/gm, "");

test.each(documents)("every relative link of %s leads to a file", (path) => {
  const targets = [...prose(path).matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(
    (match) => match[1] ?? "",
  );
  const broken = targets.filter(
    (target) => !/^[a-z]+:/.test(target) && !existsSync(join(root, dirname(path), target)),
  );
  expect(broken).toEqual([]);
});

test("every path that the recipes of CONTRIBUTING.md name exists", () => {
  const named = [
    ...prose("CONTRIBUTING.md").matchAll(/`((?:packages|apps|tools|docs)\/[^`\s]+)`/g),
  ];
  const missing = named
    .map((match) => match[1] ?? "")
    .filter((path) => !existsSync(join(root, path)));
  expect(missing).toEqual([]);
});
