import type { DType } from "@erlangen/tensor";
import type { ExpressionNode, View } from "./schedule.ts";
import { viewKey } from "./views.ts";

/** A value that is not in memory yet: an elementwise formula over views. Nodes may be shared. */
export type Formula =
  | { readonly kind: "load"; readonly view: View }
  | { readonly kind: "scalar"; readonly value: number; readonly dtype: DType }
  | {
      readonly kind: "operation";
      readonly name: string;
      readonly inputs: readonly Formula[];
      readonly dtype: DType;
      /** Cost of one element, in additions. */
      readonly weight: number;
    };

const heavy = new Set(
  "exp log log1p expm1 sin cos tanh sigmoid erf atan atan2 pow remainder".split(" "),
);
const slow = new Set(["div", "sqrt", "reciprocal"]);

/** One elementwise primitive applied to formulas. */
export function operationFormula(
  name: string,
  inputs: readonly Formula[],
  dtype: DType,
): Formula & { kind: "operation" } {
  const own = heavy.has(name) ? 20 : slow.has(name) ? 4 : 1;
  const weight = inputs.reduce((sum, input) => sum + weightOf(input), own);
  return { kind: "operation", name, inputs, dtype, weight };
}

/** Cost of one element, in additions; loads are free. */
export function weightOf(formula: Formula): number {
  return formula.kind === "operation" ? formula.weight : 0;
}

/** The element type of a formula. */
export function dtypeOf(formula: Formula): DType {
  return formula.kind === "load" ? formula.view.dtype : formula.dtype;
}

/** The views that a formula reads, each once. */
export function viewsOf(...formulas: readonly Formula[]): View[] {
  const views = new Map<string, View>();
  const seen = new Set<Formula>();
  const visit = (formula: Formula): void => {
    if (seen.has(formula)) return;
    seen.add(formula);
    if (formula.kind === "load") views.set(viewKey(formula.view), formula.view);
    else if (formula.kind === "operation") formula.inputs.forEach(visit);
  };
  formulas.forEach(visit);
  return [...views.values()];
}

/** Number of operations of a formula, shared ones counted once. */
export function operationCount(...formulas: readonly Formula[]): number {
  const seen = new Set<Formula>();
  const visit = (formula: Formula): void => {
    if (formula.kind !== "operation" || seen.has(formula)) return;
    seen.add(formula);
    formula.inputs.forEach(visit);
  };
  formulas.forEach(visit);
  return seen.size;
}

/**
 * The formula with every view moved: elementwise maps commute with reshape, transpose, broadcast, slice and flip.
 *
 * @returns `undefined` when `move` fails for one of the views.
 */
export function moveViews(
  formula: Formula,
  move: (view: View) => View | undefined,
): Formula | undefined {
  const known = new Map<Formula, Formula | undefined>();
  const visit = (current: Formula): Formula | undefined => {
    if (current.kind === "scalar") return current;
    if (known.has(current)) return known.get(current);
    let moved: Formula | undefined;
    if (current.kind === "load") {
      const view = move(current.view);
      moved = view === undefined ? undefined : { kind: "load", view };
    } else {
      const inputs = current.inputs.map(visit);
      if (inputs.every((input) => input !== undefined)) moved = { ...current, inputs };
    }
    known.set(current, moved);
    return moved;
  };
  return visit(formula);
}

/** Collects formulas as one expression in which equal operands and equal nodes occur once. */
export class ExpressionBuilder {
  readonly operands: View[] = [];
  readonly expression: ExpressionNode[] = [];
  readonly #positions = new Map<string, number>();
  readonly #operands = new Map<string, number>();

  /** Position of a formula in {@link expression}. */
  add(formula: Formula): number {
    const known = new Map<Formula, number>();
    const visit = (current: Formula): number => {
      const found = known.get(current);
      if (found !== undefined) return found;
      const position =
        current.kind === "load"
          ? this.operand(current.view)
          : current.kind === "scalar"
            ? this.node(current)
            : this.node({
                kind: "operation",
                name: current.name,
                inputs: current.inputs.map(visit),
                dtype: current.dtype,
              });
      known.set(current, position);
      return position;
    };
    return visit(formula);
  }

  /** Position of the node that reads a view. */
  operand(view: View): number {
    const key = viewKey(view);
    const operand = this.#operands.get(key) ?? this.operands.length;
    if (operand === this.operands.length) {
      this.operands.push(view);
      this.#operands.set(key, operand);
    }
    return this.node({ kind: "operand", operand, dtype: view.dtype });
  }

  /** Position of a node. */
  node(node: ExpressionNode): number {
    const key =
      node.kind === "operand"
        ? `@${node.operand}`
        : node.kind === "scalar"
          ? `${Object.is(node.value, -0) ? "-0" : node.value}:${node.dtype}`
          : `${node.name}(${node.inputs.join()}):${node.dtype}`;
    const known = this.#positions.get(key);
    if (known !== undefined) return known;
    this.#positions.set(key, this.expression.length);
    this.expression.push(node);
    return this.expression.length - 1;
  }
}
