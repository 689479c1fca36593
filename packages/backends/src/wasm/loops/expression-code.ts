import type { ExpressionNode } from "../../schedule/schedule.ts";
import type { Value } from "../assembler/value.ts";
import { f32x4, i32x4, v128 } from "../assembler/vectors.ts";
import { laneOperations, type Lanes } from "../lanes/lane-operations.ts";
import type { CodePlace } from "../lanes/trigonometric.ts";

/** Writes the nodes of an expression as code on four lanes, each once. */
export class ExpressionCode {
  readonly #place: CodePlace;
  readonly #expression: readonly ExpressionNode[];
  readonly #values: (Lanes | undefined)[];

  /** @param known - Values that earlier code has computed, by node. */
  constructor(
    place: CodePlace,
    expression: readonly ExpressionNode[],
    known: readonly (Lanes | undefined)[] = [],
  ) {
    this.#place = place;
    this.#expression = expression;
    this.#values = [...known];
  }

  /**
   * Computes nodes in order.
   *
   * @param load - Reads an operand from memory.
   * @param wanted - Which nodes. Default: all.
   */
  compute(
    load: (operand: number) => Value<"v128">,
    wanted: (node: number) => boolean = () => true,
  ): void {
    this.#expression.forEach((_, node) => {
      if (wanted(node) && this.#values[node] === undefined)
        this.#values[node] = this.#lanes(node, load);
    });
  }

  /** The values so far, by node. */
  get values(): readonly (Lanes | undefined)[] {
    return this.#values;
  }

  /** A computed node in registers. */
  valueOf(node: number): Value<"v128"> {
    return this.#computed(node).value;
  }

  /** A computed node as it is stored: booleans as 0 and 1. */
  storedValueOf(node: number): Value<"v128"> {
    const { value, dtype } = this.#computed(node);
    return dtype === "bool" ? v128.and(value, i32x4.constant(1)) : value;
  }

  #lanes(node: number, load: (operand: number) => Value<"v128">): Lanes {
    const { f } = this.#place;
    const { [node]: content } = this.#expression;
    const { dtype } = content;
    if (content.kind === "scalar") {
      return { value: scalarLanes(content.value, dtype), dtype, constant: content.value };
    }
    if (content.kind === "operand") {
      const raw = load(content.operand);
      const value = f.let(dtype === "bool" ? i32x4.ne(raw, 0) : raw);
      return { value, dtype, constant: undefined };
    }
    const operation = laneOperations[content.name];
    if (operation === undefined) throw new Error(`internal: no lane operation ${content.name}`);
    const operands = content.inputs.map((input) => this.#computed(input));
    return { value: f.let(operation(this.#place, operands, dtype)), dtype, constant: undefined };
  }

  #computed(node: number): Lanes {
    const value = this.#values[node];
    if (value === undefined)
      throw new Error(`internal: node ${node} is used before it is computed`);
    return value;
  }
}

/** A constant in four lanes. */
function scalarLanes(value: number, dtype: ExpressionNode["dtype"]): Value<"v128"> {
  if (dtype === "float32") return f32x4.constant(value);
  return i32x4.constant(dtype === "bool" && value !== 0 ? -1 : value);
}

/** Whether computing the expression once more costs little beside a load. */
export function isLight(expression: readonly ExpressionNode[]): boolean {
  const costly = "exp log log1p expm1 sin cos tanh sigmoid erf atan atan2 pow remainder".split(" ");
  const operations = expression.filter((node) => node.kind === "operation");
  return operations.length <= 6 && operations.every(({ name }) => !costly.includes(name));
}
