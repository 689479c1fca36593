import type { DType, Primitive, Shape, Tensor } from "@erlangen/tensor";

/**
 * A window onto a buffer: element `[i0, i1, ...]` lies at `offset + Σ i_k strides_k`, counted in elements.
 *
 * Stride 0 repeats an axis (broadcasting); negative strides flip one.
 */
export interface View {
  /** Position in {@link Schedule.buffers}. */
  readonly buffer: number;
  readonly dtype: DType;
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly offset: number;
}

/** One value of a fused expression; `inputs` are positions of earlier nodes of the same expression. */
export type ExpressionNode =
  | { readonly kind: "operand"; readonly operand: number; readonly dtype: DType }
  | { readonly kind: "scalar"; readonly value: number; readonly dtype: DType }
  | {
      readonly kind: "operation";
      /** Name of an elementwise primitive of the language, `select` and `cast` among them. */
      readonly name: string;
      readonly inputs: readonly number[];
      readonly dtype: DType;
    };

/** A chain of elementwise operations in one pass: every operand is a view of the shape `domain`. */
export interface ElementwiseStep {
  readonly kind: "elementwise";
  readonly domain: Shape;
  readonly operands: readonly View[];
  readonly expression: readonly ExpressionNode[];
  /** Which nodes are written, and where; a target has the shape `domain`. */
  readonly results: readonly { readonly node: number; readonly target: View }[];
}

/** A fused expression that is reduced over trailing or inner axes as it is computed. */
export interface ReduceStep {
  readonly kind: "reduce";
  readonly domain: Shape;
  readonly operands: readonly View[];
  readonly expression: readonly ExpressionNode[];
  /** The node that is reduced. */
  readonly node: number;
  readonly reduction: "sum" | "max";
  /** Axes of `domain` that disappear, ascending. */
  readonly axes: readonly number[];
  /** Shape: `domain` without `axes`. */
  readonly target: View;
}

/** One primitive with a kernel of its own. */
export interface PrimitiveStep {
  readonly kind: "primitive";
  readonly primitive: Primitive<unknown>;
  readonly attributes: unknown;
  readonly operands: readonly View[];
  readonly target: View;
}

/** What is done at once. */
export type Step = ElementwiseStep | ReduceStep | PrimitiveStep;

/** Memory of one value or of several that share it. */
export interface ScheduledBuffer {
  readonly dtype: DType;
  /** Number of elements. */
  readonly size: number;
  readonly role:
    | { readonly kind: "input"; readonly input: number }
    | { readonly kind: "constant"; readonly tensor: Tensor }
    | { readonly kind: "output"; readonly outputs: readonly number[] }
    | { readonly kind: "temporary" };
  /** First step that writes it and last step that uses it; inputs and constants begin at -1, outputs end at Infinity. */
  readonly live: readonly [first: number, last: number];
}

/**
 * A program as an engine executes it: steps in order over buffers.
 *
 * Reshape, transpose, broadcasting, slices and flips cost nothing: they are views of their operands wherever the
 * kernel that reads them can take one.
 */
export interface Schedule {
  readonly buffers: readonly ScheduledBuffer[];
  readonly steps: readonly Step[];
  /** The results in order, each contiguous and row-major; an output that is an input or a constant is a view of it. */
  readonly outputs: readonly View[];
}
