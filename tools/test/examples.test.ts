import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { expectedValue } from "../examples/expected-value.mjs";
import { findBlocks } from "../examples/find-blocks.mjs";
import { near, shows, showsError } from "../examples/shows.mjs";
import { toModule } from "../examples/to-module.mjs";
import { exampleFolder, writeExamples } from "../examples/write-examples.mjs";
import { listFiles } from "../list-files.mjs";
import { writeTree } from "./write-tree.ts";

const fence = "```";
const origin = { file: "README.md", line: 3, runtime: "./shows.mjs" };

describe("finding blocks", () => {
  test("a document gives its ts blocks with their lines, and no others", () => {
    const text = [
      `${fence}ts`,
      "a();",
      fence,
      `${fence}sh`,
      "npm start",
      fence,
      `${fence}ts`,
      "b();",
      fence,
    ];
    expect(findBlocks("README.md", text.join("\n"))).toEqual([
      { line: 1, code: "a();", runs: true, problem: undefined },
      { line: 7, code: "b();", runs: true, problem: undefined },
    ]);
  });

  test("a block that is quoted inside a longer fence is not an example", () => {
    const text = ["````md", `${fence}ts`, "a();", fence, "````"];
    expect(findBlocks("README.md", text.join("\n"))).toEqual([]);
  });

  test("a source gives the blocks of its doc comments without their stars", () => {
    const text = [
      "/**",
      " * Twice.",
      " *",
      ` * ${fence}ts`,
      " * if (a) {",
      " *   b();",
      " * }",
      ` * ${fence}`,
      " */",
    ];
    const [block] = findBlocks("twice.ts", [...text, `const s = "${fence}ts";`].join("\n"));
    expect(block).toEqual({ line: 4, code: "if (a) {\n  b();\n}", runs: true, problem: undefined });
  });

  test("a block opts out of running only with a reason", () => {
    const blocks = findBlocks(
      "README.md",
      [
        `${fence}ts no-run needs a GPU`,
        fence,
        `${fence}ts no-run`,
        fence,
        `${fence}ts title=a`,
        fence,
      ].join("\n"),
    );
    expect(blocks.map(({ runs, problem }) => ({ runs, problem }))).toEqual([
      { runs: false, problem: undefined },
      { runs: true, problem: "expected a reason after `ts no-run`, got none" },
      { runs: true, problem: "expected `ts` or `ts no-run <reason>`, got `ts title=a`" },
    ]);
  });
});

describe("expected values", () => {
  test.each([
    ["3", "3"],
    ["-3", "-3"],
    ["244823040n", "244823040n"],
    ["0.7324", "near(0.7324, 5e-5)"],
    ["-1.50", "near(-1.50, 5e-3)"],
    ["3e-15", "near(3e-15, 5e-16)"],
    ["1.25e3", "near(1.25e3, 5e0)"],
    ['["a", true, undefined]', '["a", true, undefined]'],
    ["{ error: 0.5, holds: true }", "{ error: near(0.5, 5e-2), holds: true }"],
  ])("%s is written as %s", (text, code) => {
    expect(expectedValue(text)).toBe(code);
  });

  test.each(["", "[1,", "a stream", "f(2)", "[...x]", "{ x }", "1; 2"])("%j is refused", (text) => {
    expect(expectedValue(text)).toBeUndefined();
  });
});

describe("modules", () => {
  test("an expression with a value becomes an assertion on the same line", () => {
    const lines = toModule('f(2)\n  .g(); // => "x"', origin).split("\n");
    expect(lines[3]).toBe("shows(f(2)");
    expect(lines[4]).toBe('  .g(), "x", "README.md:5"); // => "x"');
  });

  test("a declaration with a value asserts on its name", () => {
    expect(toModule("const é = await f(); // => 1", origin)).toContain(
      'const é = await f(); shows(é, 1, "README.md:4"); // => 1',
    );
  });

  test("a value may go on in the comment lines below", () => {
    expect(toModule("m; // => [1,\n   //     2]\n// A remark.", origin)).toContain(
      "shows(m, [1, 2], ",
    );
  });

  test("a value inside a block is an assertion too", () => {
    expect(toModule("for (const x of xs) {\n  x; // => 1\n}", origin)).toContain(
      'shows(x, 1, "README.md:5")',
    );
  });

  test("an expected error becomes an assertion on its name and message", () => {
    expect(toModule("f(-1); // => throws ArgumentError: f: expected", origin)).toContain(
      'await showsError(async () => (f(-1)), "ArgumentError: f: expected", "README.md:4");',
    );
  });

  test("a mark inside a string is left alone", () => {
    expect(toModule('f("// => 3");', origin)).toContain('\nf("// => 3");\n');
  });

  test("a remark instead of a value is refused with its line", () => {
    expect(() => toModule("\nf(); // => a new stream", origin)).toThrow(
      "README.md:5: expected a literal after `// =>`, got a new stream",
    );
  });

  test("a value without a statement is refused with its line", () => {
    expect(() => toModule("// => 3", origin)).toThrow(
      "README.md:4: expected a statement before `// =>`",
    );
  });

  test("code that does not parse is refused with its line", () => {
    expect(() => toModule("f();\nlet = ;", origin)).toThrow(/^README\.md:5: /);
  });
});

describe("assertions", () => {
  const accepts = (actual: unknown, expected: unknown): boolean => {
    try {
      shows(actual, expected, "here");
      return true;
    } catch {
      return false;
    }
  };

  test("a printed number stands for what rounds to it, an integer for itself", () => {
    expect(accepts(0.7326, near(0.73, 5e-3))).toBe(true);
    expect(accepts(0.7351, near(0.73, 5e-3))).toBe(false);
    expect(accepts(Number.NaN, near(0.73, 5e-3))).toBe(false);
    expect(accepts("0.73", near(0.73, 5e-3))).toBe(false);
    expect(accepts(1 + 1e-15, 1)).toBe(false);
    expect(accepts(3, 3n)).toBe(false);
    expect(accepts(Number.NaN, Number.NaN)).toBe(true);
  });

  test("arrays and typed arrays fit by length and elements, objects by their keys", () => {
    expect(accepts(Float32Array.of(0.1, 2), [near(0.1, 5e-2), 2])).toBe(true);
    expect(accepts([1, 2, 3], [1, 2])).toBe(false);
    expect(accepts({ a: [1], b: 2 }, { a: [1] })).toBe(false);
    expect(accepts({ a: [1] }, { a: [1] })).toBe(true);
    expect(accepts([1], { 0: 1 })).toBe(true);
    expect(accepts({ 0: 1, length: 1 }, [1])).toBe(false);
    expect(accepts(undefined, [1])).toBe(false);
  });

  test("a failure names the place, what the text says and what came", () => {
    expect(() => shows([0.5], [near(0.25, 0.005)], "README.md:4")).toThrow(
      "README.md:4: expected [ 0.25 (± 0.005) ], got [ 0.5 ]",
    );
  });

  test("an expected error must come, with the text", async () => {
    const fail = (): never => {
      throw new RangeError("f: expected 1, got 2");
    };
    await showsError(fail, "RangeError: f: expected 1", "README.md:4");
    await expect(showsError(fail, "TypeError", "README.md:4")).rejects.toThrow(
      "got RangeError: f: expected 1, got 2",
    );
    await expect(showsError(() => 1, "TypeError", "README.md:4")).rejects.toThrow("got no error");
  });
});

describe("writing", () => {
  test("documents and doc comments become tests, and stale ones disappear", () => {
    const root = mkdtempSync(join(tmpdir(), "examples-"));
    try {
      const example = `${fence}ts\nf(1); // => 2\n${fence}\n`;
      writeTree(root, {
        "README.md": `# Title\n\n${example}${fence}ts no-run needs a GPU\ng();\n${fence}\n`,
        "docs/guide.md": example,
        "packages/a/CHANGELOG.md": example,
        "packages/a/src/f.ts": `/**\n * ${fence}ts\n * f(1); // => one\n * ${fence}\n */\n`,
      });
      expect(writeExamples(root)).toBe(4);
      const folder = join(root, exampleFolder);
      expect(listFiles(folder, () => true)).toEqual([
        "README.md.3.ts",
        "README.md.6.ts",
        "README.md.test.ts",
        "docs/guide.md.1.ts",
        "docs/guide.md.test.ts",
        "packages/a/src/f.ts.test.ts",
      ]);
      const tests = readFileSync(join(folder, "README.md.test.ts"), "utf8");
      expect(tests).toContain('await import("./README.md.3.ts")');
      expect(tests).not.toContain("README.md.6.ts");
      expect(readFileSync(join(folder, "packages/a/src/f.ts.test.ts"), "utf8")).toContain(
        "packages/a/src/f.ts:3: expected a literal after `// =>`, got one",
      );
      rmSync(join(root, "docs"), { recursive: true });
      expect(writeExamples(root)).toBe(3);
      expect(listFiles(join(folder, "docs"), () => true)).toEqual([]);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
