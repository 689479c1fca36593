import { ArgumentError, ShapeError } from "@erlangen/numerics";
import type { Primitive } from "../primitive.ts";
import { formatShape, type Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { productSlots, type ProductAttributes, type ProductSlot } from "./product-attributes.ts";
import { blockStrides, lanesOf, weightedPart } from "./product-table.ts";
import { composeTensorProduct } from "./tensor-product-composition.ts";

/**
 * The weighted tensor product, its derivatives, and its gather-product-scatter form, in one primitive.
 *
 * With the form F = Σ_b Σ_paths Σ_lanes Σ_(i,j,k) c_ijk L[b, u, i] R[b, v, j] W[b, q] O[b, w, k], the value is
 * ∂F/∂(target). `output` gives the tensor product; the other targets are its derivatives. A derivative of the form
 * is the same form with another target, so the primitive is closed under differentiation of any order.
 *
 * Inputs: the three slots other than the target, in the order left, right, weight, output, each `[batch, length]`,
 * `[length]` when shared, or `[rows, length]` when indexed; then an int32 index `[batch]` for each indexed slot in
 * the same order (for the target: where its rows are added).
 * Output: `[batch, length]`, `[length]` when shared (summed over the batch), or `[rows, length]`.
 *
 * Source: Geiger and Smidt (2022), «e3nn: Euclidean neural networks», section on tensor products.
 */
export const tensorProduct: Primitive<ProductAttributes> = {
  name: "tensorProduct",

  spec(inputs, attributes) {
    const { table, target, access } = attributes;
    const { operands, indices } = arrange(inputs, attributes);
    const { dtype } = inputs[0];
    let batch: number | undefined;
    const claim = (slot: string, length: number): void => {
      if (batch !== undefined && batch !== length) {
        throw new ShapeError(`tensorProduct: expected ${slot} with ${batch} rows, got ${length}`);
      }
      batch = length;
    };
    for (const slot of productSlots) {
      const operand = operands[slot];
      if (operand !== undefined) {
        const rank = access[slot] === "shared" ? 1 : 2;
        if (operand.shape.length !== rank || operand.shape[rank - 1] !== table[slot]) {
          throw new ShapeError(
            `tensorProduct: expected ${slot} of shape ${rank === 1 ? "" : "[rows, "}${rank === 1 ? "[" : ""}${table[slot]}], got ${formatShape(operand.shape)}`,
          );
        }
        if (operand.dtype !== dtype || (dtype !== "float32" && dtype !== "float64")) {
          throw new ArgumentError(
            `tensorProduct: expected ${slot} of one float type, got ${operand.dtype} beside ${dtype}`,
          );
        }
        if (access[slot] === "row") claim(slot, operand.shape[0]);
      }
      const index = indices[slot];
      if (index !== undefined) {
        if (index.dtype !== "int32" || index.shape.length !== 1) {
          throw new ShapeError(
            `tensorProduct: expected index of ${slot} as int32 [batch], got ${index.dtype} ${formatShape(index.shape)}`,
          );
        }
        claim(`index of ${slot}`, index.shape[0]);
      }
    }
    const length = table[target];
    if (access[target] === "shared") return { shape: [length], dtype };
    if (access[target] === "row") return { shape: [batch ?? attributes.rows ?? 1, length], dtype };
    if (attributes.rows === undefined) {
      throw new ArgumentError("tensorProduct: expected rows for an indexed target, got undefined");
    }
    return { shape: [attributes.rows, length], dtype };
  },

  host(inputs, attributes, output) {
    const { table, target, access } = attributes;
    const { operands, indices } = arrange(inputs, attributes);
    const slots = { ...operands, [target]: output };
    const row = productSlots.map((slot): ((b: number) => number) => {
      const stride = table[slot];
      if (access[slot] === "shared") return () => 0;
      const rows = slots[slot]?.shape[0] ?? 0;
      const index = indices[slot]?.data;
      if (index === undefined) return (b) => b * stride;
      return (b) => {
        if (index[b] < 0 || index[b] >= rows) {
          throw new ArgumentError(
            `tensorProduct: expected index of ${slot} in [0, ${rows}), got ${index[b]} at position ${b}`,
          );
        }
        return index[b] * stride;
      };
    });
    const batch = batchOf(inputs, attributes);
    const [left, right, weight, out] = productSlots.map((slot) => slots[slot]?.data ?? output.data);
    const into = productSlots.indexOf(target);
    const result = output.data;
    for (let b = 0; b < batch; b++) {
      const [l0, r0, w0, o0] = [row[0](b), row[1](b), row[2](b), row[3](b)];
      for (const path of table.paths) {
        const lanes = lanesOf(path);
        const { couplings } = path;
        const { channel: lu, component: li } = blockStrides(path.left);
        const { channel: rv, component: rj } = blockStrides(path.right);
        const { channel: ow, component: ok } = blockStrides(path.output);
        const unweighted = path.weight === undefined;
        if (unweighted && into === 2) continue;
        for (let n = 0; n < lanes.count; n++) {
          const l = l0 + path.left.offset + lanes.left[n] * lu;
          const r = r0 + path.right.offset + lanes.right[n] * rv;
          const o = o0 + path.output.offset + lanes.output[n] * ow;
          const q = w0 + (path.weight ?? 0) + lanes.weight[n];
          const scale = unweighted || into === 2 ? 1 : weight[q];
          for (const { i, j, k, value } of couplings) {
            if (into === 3)
              result[o + k * ok] += scale * value * left[l + i * li] * right[r + j * rj];
            else if (into === 0)
              result[l + i * li] += scale * value * right[r + j * rj] * out[o + k * ok];
            else if (into === 1)
              result[r + j * rj] += scale * value * left[l + i * li] * out[o + k * ok];
            else result[q] += value * left[l + i * li] * right[r + j * rj] * out[o + k * ok];
          }
        }
      }
    }
  },

  vjp({ inputs, attributes }, cotangent, ops) {
    const { target, access } = attributes;
    const { operands, indices } = arrange(inputs, attributes);
    const gradients = productSlots
      .filter((slot) => slot !== target)
      .map((slot): Tensor => {
        const others: Partial<Record<ProductSlot, Tensor>> = { ...operands, [target]: cotangent };
        delete others[slot];
        // The only slot with rows has none beside it that could tell their number.
        const alone = productSlots.every((other) => other === slot || access[other] === "shared");
        const counted = access[slot] === "indexed" || (access[slot] === "row" && alone);
        const rows = counted ? operands[slot]?.shape[0] : undefined;
        // Paths without weights are constant in them, and no part of a derivative in the weights or of its own.
        const inWeights = slot === "weight" || target === "weight";
        return ops.weightedTensorProduct(others, indices, {
          table: inWeights ? weightedPart(attributes.table) : attributes.table,
          target: slot,
          access,
          ...(rows === undefined ? {} : { rows }),
        });
      });
    return [...gradients, ...inputs.slice(3).map(() => undefined)];
  },

  cost(inputs, attributes, output) {
    const { table } = attributes;
    const batch = batchOf(inputs, attributes);
    let products = 0;
    for (const path of table.paths) products += lanesOf(path).count * path.couplings.length;
    const elements = [...inputs, output].reduce(
      (total, { shape }) => total + shape.reduce((a, b) => a * b, 1),
      0,
    );
    return { flops: 4 * batch * products, elements };
  },

  compose: (inputs, attributes, ops) =>
    composeTensorProduct(
      { ...arrange(inputs, attributes), attributes, batch: batchOf(inputs, attributes) },
      ops,
    ),
};

/** Sorts the flat inputs into operands and indices by slot. */
function arrange<T>(
  inputs: readonly T[],
  { target, access }: ProductAttributes,
): { operands: { [slot in ProductSlot]?: T }; indices: { [slot in ProductSlot]?: T } } {
  const operands: { [slot in ProductSlot]?: T } = {};
  const indices: { [slot in ProductSlot]?: T } = {};
  const queue = [...inputs];
  for (const slot of productSlots) if (slot !== target) operands[slot] = take(queue, inputs.length);
  for (const slot of productSlots) {
    if (access[slot] === "indexed") indices[slot] = take(queue, inputs.length);
  }
  return { operands, indices };
}

function take<T>(queue: T[], given: number): T {
  const next = queue.shift();
  if (next === undefined) {
    throw new ArgumentError(
      `tensorProduct: expected three operands and an index for each indexed slot, got ${given} inputs`,
    );
  }
  return next;
}

function batchOf(
  inputs: readonly { readonly shape: Shape }[],
  attributes: ProductAttributes,
): number {
  const { operands, indices } = arrange(inputs, attributes);
  for (const slot of productSlots) {
    const rows = attributes.access[slot] === "row" ? operands[slot] : indices[slot];
    if (rows !== undefined) return rows.shape[0];
  }
  return attributes.rows ?? 1;
}
