import type { InfoValue } from "./frame.ts";
import { formatNumber, parseNumber } from "../text/number-text.ts";

/** A word of the comment line before its type is decided, or a list of such. */
export type Untyped = { readonly word: string; readonly quoted: boolean } | readonly Untyped[];

const truthValues: ReadonlyMap<string, boolean> = new Map([
  ...["T", "true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["F", "false", "False", "FALSE"].map((word) => [word, false] as const),
]);

/** The number or truth value that a bare word stands for; a literal that no double holds exactly enough stays a word. */
export function typeWord(word: string): number | boolean | string {
  const number = parseNumber(word);
  if (number === undefined) return truthValues.get(word) ?? word;
  const isWord =
    !Number.isFinite(number) || (/^[+-]?\d+$/.test(word) && !Number.isSafeInteger(number));
  return isWord ? word : number;
}

/** A list holds numbers or truth values only when all of its leaves are such; otherwise they are words. */
export function typeList(list: readonly Untyped[]): InfoValue {
  const kinds = new Set<string>();
  const visit = (item: Untyped): void => {
    if ("word" in item) kinds.add(item.quoted ? "string" : typeof typeWord(item.word));
    else item.forEach(visit);
  };
  visit(list);
  const uniform = kinds.size === 1 && !kinds.has("string");
  const build = (item: Untyped): InfoValue => {
    if ("word" in item) return uniform ? typeWord(item.word) : item.word;
    return item.map(build);
  };
  return build(list);
}

/** A quoted text, or the list of numbers or truth values that older writers put between quotes. */
export function typeQuote(text: string): InfoValue {
  const words = text.split(/[ \t]+/).filter((word) => word !== "");
  if (words.length < 2 || typeof typeWord(words[0]) === "string") return text;
  const values = typeList(words.map((word) => ({ word, quoted: false })));
  return typeof (values as readonly InfoValue[])[0] === "string" ? text : values;
}

/** The text of a value, such that it reads back as the same value wherever the format can say it at all. */
export function formatInfoValue(value: InfoValue): string {
  if (typeof value === "string") return isPlainWord(value) ? value : quoteText(value);
  if (Array.isArray(value)) return `[${value.map(formatLeaf).join(", ")}]`;
  return formatPrimitive(value as number | boolean);
}

/** A text between quotes, with the escapes of the format. */
export function quoteText(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n")}"`;
}

function formatLeaf(value: InfoValue): string {
  if (typeof value === "string") return quoteText(value);
  return Array.isArray(value) ? formatInfoValue(value) : formatPrimitive(value as number | boolean);
}

function formatPrimitive(value: number | boolean): string {
  if (typeof value === "number") return formatNumber(value);
  return value ? "T" : "F";
}

function isPlainWord(text: string): boolean {
  return /^[A-Za-z_][\w./:+-]*$/.test(text) && typeof typeWord(text) === "string";
}
