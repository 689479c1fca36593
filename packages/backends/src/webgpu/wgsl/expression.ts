import type { DType } from "@erlangen/tensor";
import type { ExpressionNode } from "../../schedule/schedule.ts";
import type { Shader } from "./shader.ts";
import { valueType } from "./values.ts";

/** WGSL of one elementwise operation on values of the type of its first operand. */
type Formula = (operands: readonly string[], dtype: DType) => string;

const call =
  (name: string): Formula =>
  (operands) =>
    `${name}(${operands.join(", ")})`;

const infix =
  (symbol: string): Formula =>
  ([a, b]) =>
    `${a} ${symbol} ${b}`;

/** Built into WGSL, exactly or within a few units in the last place. */
const builtIn: Readonly<Record<string, Formula>> = {
  neg: ([x]) => `-${x}`,
  abs: call("abs"),
  sign: ([x], dtype) =>
    dtype === "int32" ? `sign(${x})` : `select(sign(${x}), ${x}, isNan(${x}))`,
  floor: call("floor"),
  sqrt: call("sqrt"),
  reciprocal: ([x]) => `1f / ${x}`,
  stopGradient: ([x]) => x,
  add: infix("+"),
  sub: infix("-"),
  mul: infix("*"),
  div: infix("/"),
  less: infix("<"),
  lessEqual: infix("<="),
  equal: infix("=="),
  logicalAnd: infix("&&"),
  logicalOr: infix("||"),
  logicalNot: ([x]) => `!${x}`,
  select: ([condition, yes, no]) => `select(${no}, ${yes}, ${condition})`,
  max: ([a, b], dtype) => `${dtype === "int32" ? "max" : "larger"}(${a}, ${b})`,
  min: ([a, b], dtype) => `${dtype === "int32" ? "min" : "smaller"}(${a}, ${b})`,
};

/** Functions of our library. */
const own: Readonly<Record<string, { readonly name: string; readonly formula: Formula }>> = {
  exp: { name: "expOf", formula: call("expOf") },
  expm1: { name: "expm1Of", formula: call("expm1Of") },
  log: { name: "logOf", formula: call("logOf") },
  log1p: { name: "log1pOf", formula: call("log1pOf") },
  sin: { name: "sineOf", formula: ([x]) => `sineOf(${x}, 0)` },
  cos: { name: "sineOf", formula: ([x]) => `sineOf(${x}, 1)` },
  tanh: { name: "tanhOf", formula: call("tanhOf") },
  sigmoid: { name: "sigmoidOf", formula: call("sigmoidOf") },
  erf: { name: "erfOf", formula: call("erfOf") },
  atan: { name: "atanOf", formula: call("atanOf") },
  atan2: { name: "atan2Of", formula: call("atan2Of") },
  pow: { name: "powOf", formula: call("powOf") },
  remainder: { name: "remainderOf", formula: call("remainderOf") },
};

/** Functions of the library that built-in formulas call on floats. */
const helpersOf: Readonly<Record<string, string>> = {
  sign: "isNan",
  max: "larger",
  min: "smaller",
};

/** Largest whole exponent that is written out as products. */
const writtenPower = 8;

/**
 * The statements `let n0 = ...;` of a fused expression.
 *
 * @param load - The value of an operand at the element at hand.
 */
export function expressionLines(
  nodes: readonly ExpressionNode[],
  shader: Shader,
  load: (operand: number) => string,
): string[] {
  return nodes.map((node, i) => {
    if (node.kind === "operand") return `let n${i} = ${load(node.operand)};`;
    // Typed: a literal of its own would be a constant, and constant overflow is an error of the compiler.
    const head = `let n${i}: ${valueType(node.dtype)} =`;
    if (node.kind === "scalar") return `${head} ${shader.literal(node.value, node.dtype)};`;
    return `${head} ${operationText(node, nodes, shader)};`;
  });
}

function operationText(
  { name, inputs, dtype }: ExpressionNode & { readonly kind: "operation" },
  nodes: readonly ExpressionNode[],
  shader: Shader,
): string {
  const operands = inputs.map((input) => `n${input}`);
  const { dtype: from } = nodes[inputs[0]];
  if (name === "cast") return castText(operands[0], from, dtype);
  if (name === "pow") {
    const exponent = nodes[inputs[1]];
    const written = exponent.kind === "scalar" ? powerText(operands[0], exponent.value) : undefined;
    if (written !== undefined) return written;
  }
  if (Object.hasOwn(own, name)) {
    shader.need(own[name].name);
    return own[name].formula(operands, from);
  }
  if (!Object.hasOwn(builtIn, name)) {
    throw new Error(`internal: no WGSL formula for the elementwise operation ${name}`);
  }
  if (Object.hasOwn(helpersOf, name) && from === "float32") shader.need(helpersOf[name]);
  return builtIn[name](operands, from);
}

function castText(x: string, from: DType, to: DType): string {
  const [source, target] = [valueType(from), valueType(to)];
  if (source === target) return x;
  if (target === "bool") return `${x} != ${source}(0)`;
  return source === "bool" ? `select(${target}(0), ${target}(1), ${x})` : `${target}(${x})`;
}

/** Small whole powers and the square root, which are exact to rounding as products. */
function powerText(x: string, exponent: number): string | undefined {
  if (exponent === 0) return "1f";
  const size = Math.abs(exponent);
  if (!Number.isInteger(size) || size > writtenPower) return undefined;
  const product = Array.from({ length: size }, () => x).join(" * ");
  return exponent > 0 ? product : `1f / (${product})`;
}
