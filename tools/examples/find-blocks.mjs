// Finds the fenced `ts` blocks of a Markdown document or of the doc comments in a source file.

/**
 * @typedef {object} Block
 * @property {number} line - Line of the opening fence, from 1.
 * @property {string} code - What stands between the fences, without common indentation.
 * @property {boolean} runs - False for a block that opted out by `ts no-run <reason>`.
 * @property {string | undefined} problem - Why the block is refused, if it is.
 */

const languages = new Set(["ts", "typescript"]);

/**
 * @param {string} file - Its name decides how it is read: `.md` as a document, anything else as a source.
 * @param {string} text
 * @returns {Block[]}
 */
export function findBlocks(file, text) {
  const lines = text.split(/\r?\n/);
  return fencedBlocks(file.endsWith(".md") ? lines : docCommentLines(lines));
}

/**
 * Keeps the text of doc comments at its line and blanks out everything else.
 *
 * @param {readonly string[]} lines
 * @returns {string[]}
 */
function docCommentLines(lines) {
  let inside = false;
  return lines.map((line) => {
    const opens = !inside && /^\s*\/\*\*/.test(line);
    if (!inside && !opens) return "";
    inside = !line.includes("*/");
    return line.replace(opens ? /^\s*\/\*\* ?/ : /^\s*\* ?/, "").replace(/\s*\*\/.*$/, "");
  });
}

/**
 * @param {readonly string[]} lines
 * @returns {Block[]}
 */
function fencedBlocks(lines) {
  /** @type {Block[]} */
  const blocks = [];
  for (let start = 0; start < lines.length; start += 1) {
    const fence = /^(\s*)(`{3,}|~{3,})\s*([^\s`]*)\s*(.*)$/.exec(lines[start] ?? "");
    if (fence === null) continue;
    const [, indent = "", marks = "", language = "", rest = ""] = fence;
    const closing = new RegExp(`^\\s*${marks[0] ?? ""}{${marks.length},}\\s*$`);
    let end = start + 1;
    while (end < lines.length && !closing.test(lines[end] ?? "")) end += 1;
    if (languages.has(language)) {
      const body = lines.slice(start + 1, end);
      const code = body.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
      blocks.push({ line: start + 1, code: code.join("\n"), ...readMode(rest.trim()) });
    }
    start = end;
  }
  return blocks;
}

/**
 * @param {string} words - What follows the language on the opening fence.
 * @returns {{ runs: boolean, problem: string | undefined }}
 */
function readMode(words) {
  if (words === "") return { runs: true, problem: undefined };
  if (/^no-run\s+\S/.test(words)) return { runs: false, problem: undefined };
  const problem =
    words === "no-run"
      ? "expected a reason after `ts no-run`, got none"
      : `expected \`ts\` or \`ts no-run <reason>\`, got \`ts ${words}\``;
  return { runs: true, problem };
}
