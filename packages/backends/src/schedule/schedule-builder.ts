import { sizeOf, type DType, type Shape, type Spec, type Tensor } from "@erlangen/tensor";
import {
  ExpressionBuilder,
  operationCount,
  viewsOf,
  weightOf,
  type Formula,
} from "./expression.ts";
import type { ReduceStep, ScheduledBuffer, Step, View } from "./schedule.ts";
import { isContiguous, wholeView } from "./views.ts";

/** Bounds of one step. */
export interface StepLimits {
  /** Most distinct buffers that an elementwise or reduce step reads and writes. */
  readonly maxBuffers: number;
  /** Most operations in one expression. */
  readonly maxOperations: number;
}

/** A buffer before its lifetime is known. */
export type DraftBuffer = Omit<ScheduledBuffer, "live">;

/** Collects buffers and steps; formulas become steps only when they are put into memory. */
export class ScheduleBuilder {
  readonly buffers: DraftBuffer[] = [];
  readonly steps: Step[] = [];
  readonly limits: StepLimits;

  constructor(limits: StepLimits) {
    this.limits = limits;
  }

  /** A new buffer, as the whole of which the view shows a tensor. */
  allocate(spec: Spec, role: DraftBuffer["role"] = { kind: "temporary" }): View {
    this.buffers.push({ dtype: spec.dtype, size: sizeOf(spec.shape), role });
    return wholeView(this.buffers.length - 1, spec);
  }

  /** A constant; one whose elements are all equal needs no memory. */
  constant(tensor: Tensor): Formula {
    const { data, dtype, size } = tensor;
    const [first] = data;
    if (size > 0 && size <= 65_536 && data.every((value) => Object.is(value, first))) {
      return { kind: "scalar", value: first, dtype };
    }
    return { kind: "load", view: this.allocate(tensor, { kind: "constant", tensor }) };
  }

  /** Writes a formula of the shape of `target` there. */
  write(formula: Formula, target: View): void {
    if (sizeOf(target.shape) === 0) return;
    const builder = new ExpressionBuilder();
    const node = builder.add(formula);
    const { operands, expression } = builder;
    this.steps.push({
      kind: "elementwise",
      domain: target.shape,
      operands,
      expression,
      results: [{ node, target }],
    });
  }

  /** The formula in memory: as the view that it is, or computed into a new buffer. */
  realize(formula: Formula, spec: Spec): View {
    if (formula.kind === "load") return formula.view;
    return this.#compute(formula, spec);
  }

  /** The formula in memory in row-major order. */
  contiguous(formula: Formula, spec: Spec): View {
    if (formula.kind === "load" && isContiguous(formula.view)) return formula.view;
    return this.#compute(formula, spec);
  }

  /** A reduction of a formula over the shape `domain`. */
  reduce(
    formula: Formula,
    { domain, axes, reduction }: Pick<ReduceStep, "domain" | "axes" | "reduction">,
    target: View,
  ): void {
    const builder = new ExpressionBuilder();
    const node = builder.add(formula);
    const { operands, expression } = builder;
    this.steps.push({
      kind: "reduce",
      domain,
      operands,
      expression,
      node,
      reduction,
      axes,
      target,
    });
  }

  /** Whether formulas fit into one step with `results` targets. */
  fits(formulas: readonly Formula[], results = 1): boolean {
    const buffers = new Set(viewsOf(...formulas).map(({ buffer }) => buffer));
    return (
      buffers.size + results <= this.limits.maxBuffers &&
      operationCount(...formulas) < this.limits.maxOperations
    );
  }

  /**
   * The formulas, the largest ones put into memory until all fit into one step.
   *
   * @param shape - The common shape.
   */
  fitted(formulas: readonly Formula[], shape: Shape, dtypeOf: (f: Formula) => DType): Formula[] {
    const fitted = [...formulas];
    while (!this.fits(fitted)) {
      const sizes = fitted.map((formula) =>
        formula.kind === "operation" ? viewsOf(formula).length * 1000 + weightOf(formula) : -1,
      );
      const largest = sizes.indexOf(Math.max(...sizes));
      const formula = fitted[largest];
      if (formula.kind !== "operation") break;
      const view = this.realize(formula, { shape, dtype: dtypeOf(formula) });
      fitted.forEach((other, i) => {
        if (other === formula) fitted[i] = { kind: "load", view };
      });
    }
    return fitted;
  }

  #compute(formula: Formula, spec: Spec): View {
    const target = this.allocate(spec);
    this.write(formula, target);
    return target;
  }
}
