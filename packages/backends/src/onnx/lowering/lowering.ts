import type { Shape, Spec } from "@erlangen/tensor";
import type { OnnxBuilder } from "../onnx-builder.ts";

/**
 * A value of the program while it is being written as ONNX.
 *
 * The ONNX value `name` has the shape `stored`, which broadcasts to the shape that the program means: broadcasting
 * is put off until an operator needs it, and most never do, because ONNX's elementwise operators broadcast.
 */
export interface Lowered {
  readonly name: string;
  readonly stored: Shape;
}

/** One application of a primitive, as a lowering sees it. */
export interface Lowerable<A> {
  readonly inputs: readonly Lowered[];
  /** What the program says of the inputs. */
  readonly specs: readonly Spec[];
  readonly attributes: A;
  readonly output: Spec;
}

/** Writes one application of a primitive as ONNX nodes. No input and no output has size 0. */
export type Lowering = (application: Lowerable<unknown>, builder: OnnxBuilder) => Lowered;

/** Lowerings by the name of their primitive. */
export type LoweringTable = Readonly<Record<string, Lowering>>;

/** A lowering for a primitive with attributes of type `A`. */
export function lowering<A>(
  lower: (application: Lowerable<A>, builder: OnnxBuilder) => Lowered,
): Lowering {
  // The table is indexed by the primitive's name, and the name decides the type of the attributes.
  return lower as Lowering;
}
