import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { isFloat, type DType } from "../dtype.ts";
import type { Operations } from "../operations.ts";
import type { Primitive } from "../primitive.ts";
import { formatShape, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { solidHarmonicGradient } from "./solid-harmonics-table.ts";

/** Which solid harmonics. */
export interface SolidHarmonicsAttributes {
  /** Highest degree, >= 0. */
  readonly lMax: number;
}

/**
 * Real solid harmonics r^l Y_l(x, y, z) of degrees 0..lMax: `[..., 3]` -> `[..., (lMax+1)^2]`.
 *
 * Component normalisation (on the unit sphere the squares of degree l sum to 2l+1), polar axis y, order m = -l..l
 * inside a degree: degree 1 is sqrt(3) (x, y, z). They are polynomials, so every derivative is one again: the rule
 * needs degree l - 1 and constant matrices only.
 *
 * Source: e3nn's conventions; recurrence in solid-harmonics-table.ts.
 */
export const solidHarmonics: Primitive<SolidHarmonicsAttributes> = {
  name: "solidHarmonics",

  spec([points], { lMax }) {
    if (!Number.isInteger(lMax) || lMax < 0) {
      throw new ArgumentError(`solidHarmonics: expected lMax a non-negative integer, got ${lMax}`);
    }
    const { shape, dtype } = points;
    if (shape.length === 0 || shape[shape.length - 1] !== 3 || !isFloat(dtype)) {
      throw new ShapeError(
        `solidHarmonics: expected float points of shape [..., 3], got ${dtype} ${formatShape(shape)}`,
      );
    }
    return { shape: [...shape.slice(0, -1), (lMax + 1) ** 2], dtype };
  },

  host([points], { lMax }, output) {
    const width = (lMax + 1) ** 2;
    const count = sizeOf(points.shape) / 3;
    const { data } = points;
    const row = new Float64Array(width);
    for (let n = 0; n < count; n++) {
      row.fill(0);
      row[0] = 1;
      for (let l = 1; l <= lMax; l++) {
        const gradient = solidHarmonicGradient(l);
        for (let axis = 0; axis < 3; axis++) {
          const scale = data[3 * n + axis] / l;
          for (const { row: to, column, value } of gradient[axis]) {
            row[l * l + to] += scale * value * row[(l - 1) * (l - 1) + column];
          }
        }
      }
      output.data.set(row, n * width);
    }
  },

  vjp({ inputs: [points], attributes: { lMax } }, cotangent, ops) {
    if (lMax === 0) return [undefined];
    const lower = ops.solidHarmonics(points, lMax - 1);
    const batch = points.shape.slice(0, -1);
    const width = lMax * lMax;
    const spread = ops.matmul(
      ops.reshape(cotangent, [sizeOf(batch), (lMax + 1) ** 2]),
      gradientMatrix(lMax, points.dtype, ops),
    );
    const products = ops.mul(
      ops.reshape(spread, [...batch, 3, width]),
      ops.reshape(lower, [...batch, 1, width]),
    );
    return [ops.sum(products, products.shape.length - 1)];
  },

  cost([points], { lMax }, output) {
    let terms = 0;
    for (let l = 1; l <= lMax; l++)
      for (const axis of solidHarmonicGradient(l)) terms += axis.length;
    const count = sizeOf(points.shape) / 3;
    return { flops: 3 * count * terms, elements: 3 * count + sizeOf(output.shape) };
  },

  compose([points], { lMax }, ops) {
    const batch = points.shape.slice(0, -1);
    const count = sizeOf(batch);
    const flat = ops.reshape(points, [count, 3]);
    const degrees: Tensor[] = [
      ops.constant(new Float64Array(count).fill(1), [count, 1], points.dtype),
    ];
    for (let l = 1; l <= lMax; l++) {
      const width = 2 * l - 1;
      const pairs = ops.mul(
        ops.reshape(flat, [count, 3, 1]),
        ops.reshape(degrees[l - 1], [count, 1, width]),
      );
      degrees.push(
        ops.matmul(ops.reshape(pairs, [count, 3 * width]), degreeMatrix(l, points.dtype, ops)),
      );
    }
    const joined = degrees.length === 1 ? degrees[0] : ops.concatenate(degrees, 1);
    return ops.reshape(joined, [...batch, (lMax + 1) ** 2]);
  },
};

/** Column (a, l'm') of row (l, m): the coefficient of R_l'm' in ∂R_lm/∂x_a. */
function gradientMatrix(lMax: number, dtype: DType, ops: Operations): Tensor {
  const width = lMax * lMax;
  const values = new Float64Array((lMax + 1) ** 2 * 3 * width);
  for (let l = 1; l <= lMax; l++) {
    solidHarmonicGradient(l).forEach((terms, axis) => {
      for (const { row, column, value } of terms) {
        values[((l * l + row) * 3 + axis) * width + (l - 1) * (l - 1) + column] += value;
      }
    });
  }
  return ops.constant(values, [(lMax + 1) ** 2, 3 * width], dtype);
}

/** Row (a, m') and column m: R_lm = Σ x_a R_(l-1)m' times this, by Euler's relation. */
function degreeMatrix(l: number, dtype: DType, ops: Operations): Tensor {
  const values = new Float64Array(3 * (2 * l - 1) * (2 * l + 1));
  solidHarmonicGradient(l).forEach((terms, axis) => {
    for (const { row, column, value } of terms) {
      values[(axis * (2 * l - 1) + column) * (2 * l + 1) + row] += value / l;
    }
  });
  return ops.constant(values, [3 * (2 * l - 1), 2 * l + 1], dtype);
}
