import type { FloatDType, Shape, Tensor } from "@erlangen/tensor";

/** How the numbers of an operand are drawn: normal, or away from where a function is not smooth. */
export type Draw =
  | "normal"
  /** At least 0.5. */
  | "positive"
  /** Of size at least 0.5, of either sign. */
  | "nonzero"
  /** Small integers, so that equal ones occur. */
  | "ties"
  | "bool"
  /** int32 in [-9, 9]. */
  | "int"
  /** int32 in [0, n). */
  | { readonly indices: number };

/** An operand. */
export interface OperandCase {
  readonly shape: Shape;
  /** Default: `normal`. */
  readonly draw?: Draw;
}

/** A function with operands on which engines must agree with the host. */
export interface OperationCase {
  readonly name: string;
  readonly operands: readonly OperandCase[];
  readonly apply: (operands: readonly Tensor[], dtype: FloatDType) => Tensor;
  /** False where derivatives are zero or undefined by nature. Default: true. */
  readonly differentiable?: boolean;
}

/** A case named after its operation and the shapes of its operands. */
export function operation(
  name: string,
  operands: readonly (Shape | OperandCase)[],
  apply: OperationCase["apply"],
  options: { readonly differentiable?: boolean } = {},
): OperationCase {
  const cases = operands.map((operand): OperandCase =>
    "shape" in operand ? operand : { shape: operand },
  );
  const shapes = cases.map(({ shape }) => `[${shape.join(", ")}]`).join(" ");
  return { name: `${name} ${shapes}`, operands: cases, apply, ...options };
}
