// Reads the value after `// =>` and writes it as code for `shows`, with the tolerance that its digits state.

import { parseSync } from "oxc-parser";

/** @typedef {import("oxc-parser").Expression} Expression */

/**
 * Turns `[0.25, "a", 3n]` into `[near(0.25, 0.005), "a", 3n]`.
 *
 * A number printed with a decimal point or an exponent stands for every number that rounds to it:
 * `0.73` for 0.725 to 0.735. An integer stands for itself alone.
 *
 * @param {string} text - Literals, arrays and objects of literals, `undefined`, `NaN`, `Infinity`.
 * @returns {string | undefined} Code, or nothing when `text` is not complete or not such a value.
 */
export function expectedValue(text) {
  const source = `(${text}\n)`;
  const { program, errors } = parseSync("expected.ts", source);
  const statement = program.body[0];
  if (errors.length > 0 || program.body.length !== 1) return undefined;
  if (statement?.type !== "ExpressionStatement") return undefined;
  return write(statement.expression, source);
}

/**
 * @param {Expression} node
 * @param {string} source
 * @returns {string | undefined}
 */
function write(node, source) {
  const raw = source.slice(node.start, node.end);
  switch (node.type) {
    case "ParenthesizedExpression":
      return write(node.expression, source);
    case "Literal":
      return typeof node.value === "number" ? writeNumber(raw) : raw;
    case "Identifier":
      return ["undefined", "NaN", "Infinity"].includes(node.name) ? raw : undefined;
    case "TemplateLiteral":
      return node.expressions.length === 0 ? raw : undefined;
    case "UnaryExpression":
      return writeNegative(node, source);
    case "ArrayExpression":
      return writeArray(node, source);
    case "ObjectExpression":
      return writeObject(node, source);
    default:
      return undefined;
  }
}

/** @param {string} raw */
function writeNumber(raw) {
  const decimal = /^(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(raw.replaceAll("_", ""));
  if (decimal === null) return raw;
  const [, , fraction, exponent] = decimal;
  if (fraction === undefined && exponent === undefined) return raw;
  const lastDigit = Number(exponent ?? 0) - (fraction ?? "").length;
  return `near(${raw}, 5e${lastDigit - 1})`;
}

/**
 * @param {import("oxc-parser").UnaryExpression} node
 * @param {string} source
 */
function writeNegative({ operator, argument }, source) {
  if (operator !== "-") return undefined;
  const value = write(argument, source);
  if (value === undefined) return undefined;
  return value.startsWith("near(") ? value.replace("near(", "near(-") : `-${value}`;
}

/**
 * @param {import("oxc-parser").ObjectExpression} node
 * @param {string} source
 */
function writeObject({ properties }, source) {
  /** @type {string[]} */
  const parts = [];
  for (const property of properties) {
    if (property.type !== "Property" || property.computed || property.shorthand) return undefined;
    const value = write(property.value, source);
    if (value === undefined) return undefined;
    parts.push(`${source.slice(property.key.start, property.key.end)}: ${value}`);
  }
  return `{ ${parts.join(", ")} }`;
}

/**
 * @param {import("oxc-parser").ArrayExpression} node
 * @param {string} source
 */
function writeArray({ elements }, source) {
  /** @type {string[]} */
  const parts = [];
  for (const element of elements) {
    if (element === null || element.type === "SpreadElement") return undefined;
    const value = write(element, source);
    if (value === undefined) return undefined;
    parts.push(value);
  }
  return `[${parts.join(", ")}]`;
}
