import type { Shape, Spec } from "@erlangen/tensor";
import type { Tfjs, TfjsTensor } from "../module.ts";

/** One application of a primitive. */
export interface TfjsCall<A> {
  readonly tf: Tfjs;
  /** Operands whose shape broadcasts to that of `specs`. */
  readonly inputs: readonly TfjsTensor[];
  readonly specs: readonly Spec[];
  readonly attributes: A;
  readonly output: Spec;
  /** An operand with the shape that its spec says. */
  readonly full: (index: number) => TfjsTensor;
}

/** Computes one application; the shape of the result broadcasts to that of `output`. No operand and no output is empty. */
export type TfjsLowering = (call: TfjsCall<unknown>) => TfjsTensor;

/** Lowerings by the name of their primitive. */
export type TfjsLowerings = Readonly<Record<string, TfjsLowering>>;

/** A lowering for a primitive with attributes of type `A`. */
export function lowering<A>(lower: (call: TfjsCall<A>) => TfjsTensor): TfjsLowering {
  // The table is indexed by the primitive's name, and the name decides the type of the attributes.
  return lower as TfjsLowering;
}

/** Shapes in the type that TensorFlow.js takes. */
export function mutable(shape: Shape): number[] {
  return [...shape];
}
