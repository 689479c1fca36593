import type { Random } from "@erlangen/numerics";
import { sizeOf, tensor, type FloatDType, type Tensor } from "@erlangen/tensor";
import type { OperandCase } from "./operation-case.ts";

/** An operand in the element type of the case and, with the same numbers, in float64. */
export interface DrawnOperand {
  readonly given: Tensor;
  readonly exact: Tensor;
}

/** Draws the numbers of an operand; those of float32 cases are rounded to float32 in both forms. */
export function drawOperand(
  { shape, draw = "normal" }: OperandCase,
  dtype: FloatDType,
  random: Random,
): DrawnOperand {
  const size = sizeOf(shape);
  if (draw === "bool") {
    return same(
      tensor(
        Uint8Array.from(random.uniform(size), (u) => Number(u < 0.5)),
        shape,
      ),
    );
  }
  if (draw === "int") {
    return same(
      tensor(
        Int32Array.from(random.uniform(size), (u) => Math.floor(19 * u) - 9),
        shape,
      ),
    );
  }
  if (typeof draw === "object") {
    const index = (u: number): number => Math.floor(u * draw.indices);
    return same(tensor(Int32Array.from(random.uniform(size), index), shape));
  }
  const values = random.normal(size).map((value) => {
    if (draw === "positive") return 0.5 + Math.abs(value);
    if (draw === "nonzero") return value + (value < 0 ? -0.5 : 0.5);
    return draw === "ties" ? Math.round(2 * value) : value;
  });
  if (dtype === "float64") return same(tensor(values, shape));
  const rounded = Float32Array.from(values);
  return { given: tensor(rounded, shape), exact: tensor(Float64Array.from(rounded), shape) };
}

function same(operand: Tensor): DrawnOperand {
  return { given: operand, exact: operand };
}
