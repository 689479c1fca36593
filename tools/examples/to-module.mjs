// Turns the code of an example into a module in which every `// => value` is an assertion.

import { parseSync, Visitor } from "oxc-parser";
import { expectedValue } from "./expected-value.mjs";

/**
 * A statement that may be followed by `// => value`.
 *
 * @typedef {object} Statement
 * @property {number} end - Offset behind its semicolon.
 * @property {string} expression - What is compared.
 * @property {{ start: number, end: number } | undefined} replace - Where the expression stands, when the assertion
 *   takes its place; otherwise the assertion follows the statement.
 */

/** @typedef {import("oxc-parser").Comment} Comment */

/**
 * Rewrites `expression; // => value` into a call of `shows` and `expression; // => throws text` into one of
 * `showsError`; `const name = …; // => value` asserts on the name. Line n of the code becomes line `line + n` of the
 * module, so that errors point into the document.
 *
 * @param {string} code
 * @param {object} origin
 * @param {string} origin.file - The document, for messages.
 * @param {number} origin.line - Line of the opening fence.
 * @param {string} origin.runtime - Specifier of the module that exports `shows`, `showsError` and `near`.
 * @returns {string}
 * @throws {Error} when the code does not parse, or a `// =>` has no statement before it or no value after it.
 */
export function toModule(code, { file, line, runtime }) {
  const { program, comments, errors } = parseSync("example.ts", code);
  const place = (/** @type {number} */ offset) => `${file}:${line + lineOf(code, offset)}`;
  const [error] = errors;
  if (error !== undefined) {
    throw new Error(`${place(error.labels[0]?.start ?? 0)}: ${error.message}`);
  }

  const statements = findStatements(program, code);
  /** @type {{ start: number, end: number, text: string }[]} */
  const edits = [];
  for (const [index, comment] of comments.entries()) {
    const marked = /^\s*=>\s*(.*)$/.exec(comment.value);
    if (comment.type !== "Line" || marked === null) continue;
    const where = place(comment.start);
    const statement = statements.find(
      ({ end }) => end <= comment.start && /^[ \t]*$/.test(code.slice(end, comment.start)),
    );
    if (statement === undefined) throw new Error(`${where}: expected a statement before \`// =>\``);
    const shown = [(marked[1] ?? "").trim(), ...continuation(code, comments.slice(index))];
    const text = assertion(statement.expression, shown, where);
    const { start, end } = statement.replace ?? { start: statement.end, end: statement.end };
    edits.push({ start, end, text: statement.replace === undefined ? ` ${text};` : text });
  }

  let body = code;
  for (const { start, end, text } of edits.toSorted((a, b) => b.start - a.start)) {
    body = body.slice(0, start) + text + body.slice(end);
  }
  const head = `import { near, shows, showsError } from ${JSON.stringify(runtime)};`;
  return `${head}${"\n".repeat(line)}${body}\nvoid [near, shows, showsError];\nexport {};\n`;
}

/**
 * @param {import("oxc-parser").Program} program
 * @param {string} code
 * @returns {Statement[]}
 */
function findStatements(program, code) {
  /** @type {Statement[]} */
  const found = [];
  new Visitor({
    ExpressionStatement({ end, expression }) {
      const text = code.slice(expression.start, expression.end);
      found.push({ end, expression: text, replace: expression });
    },
    VariableDeclaration({ end, declarations }) {
      const [only, ...others] = declarations;
      if (only?.id.type !== "Identifier" || others.length > 0) return;
      found.push({ end, expression: only.id.name, replace: undefined });
    },
  }).visit(program);
  return found;
}

/**
 * The comments on the lines right below the first one, which may carry on its value.
 *
 * @param {string} code
 * @param {readonly Comment[]} comments - From the one with `// =>` on.
 * @returns {string[]}
 */
function continuation(code, comments) {
  /** @type {string[]} */
  const lines = [];
  let [last] = comments;
  for (const next of comments.slice(1)) {
    if (last === undefined || !/^\n[ \t]*$/.test(code.slice(last.end, next.start))) break;
    lines.push(next.value.trim());
    last = next;
  }
  return lines;
}

/**
 * @param {string} expression
 * @param {readonly string[]} shown - The text behind `// =>`, then the comment lines that may belong to it.
 * @param {string} where
 * @returns {string} An expression that throws when the value is another one.
 */
function assertion(expression, shown, where) {
  const place = JSON.stringify(where);
  const message = /^throws\s+(.+)$/.exec(shown[0] ?? "")?.[1];
  if (message !== undefined) {
    return `await showsError(async () => (${expression}), ${JSON.stringify(message)}, ${place})`;
  }
  for (let count = 1; count <= shown.length; count += 1) {
    const expected = expectedValue(shown.slice(0, count).join("\n"));
    if (expected !== undefined) return `shows(${expression}, ${expected}, ${place})`;
  }
  throw new Error(`${where}: expected a literal after \`// =>\`, got ${shown[0] || "nothing"}`);
}

/**
 * @param {string} text
 * @param {number} offset
 * @returns {number} From 1.
 */
function lineOf(text, offset) {
  return text.slice(0, offset).split("\n").length;
}
