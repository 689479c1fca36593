import { Irreps, type IrrepsLike } from "@erlangen/groups";
import { ShapeError, type Random } from "@erlangen/numerics";
import {
  eye,
  formatShape,
  reshape,
  sizeOf,
  tensor,
  weightedTensorProduct,
  type Tensor,
} from "@erlangen/tensor";
import type { InitOptions, Layer } from "../layer.ts";
import { asRows, leadingShape } from "./feature-rows.ts";
import { describeProduct } from "./product-description.ts";
import type { ProductInstruction, ProductNormalization } from "./product-normalization.ts";
import { mixesWithScalars, scalarProduct } from "./scalar-product.ts";
import { productStructure, type ProductStructure } from "./product-structure.ts";

/** Options of {@link tensorProduct}. */
export interface TensorProductOptions extends ProductNormalization {
  /**
   * `internal` (default): the weights are the parameters of the layer, shared by all rows. `external`: they are a third
   * input, `[weights]` shared by all rows or `[..., weights]` one vector for each row.
   */
  readonly weights?: "internal" | "external";
}

/** The weights of a tensor product, flat in the order of its instructions; absent when there are none. */
export type ProductParameters = { readonly weight?: Tensor };

/** A tensor product as a layer, with its structure. */
export interface TensorProduct extends Layer<
  ProductParameters,
  readonly [left: Tensor, right: Tensor, ...weight: Tensor[]]
> {
  readonly structure: ProductStructure;
  /** Number of weights. */
  readonly weightCount: number;
  /**
   * The linear map that the right factor makes of the left one: out = left · right(p, y).
   *
   * Shapes: right [..., right] -> [..., left, output].
   */
  right(parameters: ProductParameters, right: Tensor, weight?: Tensor): Tensor;
}

/**
 * The weighted tensor product of two feature vectors, decomposed into irreps.
 *
 * out_k[w] += c_path Σ_(u,v) weight · Σ_(i,j) C_ijk left_i[u] right_j[v] for each instruction, C the 3j tensor of norm 1; the
 * mode says how channels are connected and weighted (see `ConnectionMode` of @erlangen/tensor).
 *
 * Shapes: left [..., left.dim], right [..., right.dim] -> [..., output.dim]; the leading axes are equal.
 *
 * @param irreps - The representations of the two factors and of the output.
 * @param instructions - The paths. Weights are flat in their order, each path row-major, as in e3nn.
 * @param options - Normalisation, and where the weights come from.
 * @throws ArgumentError when an instruction does not fit the irreps.
 *
 * Source: Geiger and Smidt (2022), «e3nn: Euclidean neural networks», section 4; equals `e3nn.o3.TensorProduct`.
 *
 * ```ts
 * import { tensorProduct } from "@erlangen/layers";
 *
 * const cross = tensorProduct({ left: "1o", right: "1o", output: "1e" }, [
 *   { left: 0, right: 0, output: 0, mode: "uuu", hasWeight: false },
 * ]);
 * cross.structure.constants; // => [1.7320508]
 * cross.weightCount; // => 0
 * ```
 */
export function tensorProduct(
  irreps: { readonly left: IrrepsLike; readonly right: IrrepsLike; readonly output: IrrepsLike },
  instructions: readonly ProductInstruction[],
  options: TensorProductOptions = {},
): TensorProduct {
  const { weights = "internal", ...normalization } = options;
  const structure = productStructure(
    "tensorProduct",
    {
      left: Irreps.from(irreps.left),
      right: Irreps.from(irreps.right),
      output: Irreps.from(irreps.output),
    },
    instructions,
    normalization,
  );
  return productLayer(structure, weights);
}

/** The layer of a structure. */
function productLayer(
  structure: ProductStructure,
  weights: "internal" | "external",
): TensorProduct {
  const { left, right, output, table } = structure;
  const external = weights === "external" && table.weight > 0;
  const apply = (
    parameters: ProductParameters,
    x: Tensor,
    y: Tensor,
    weight: Tensor | undefined = parameters.weight,
  ): Tensor => {
    const leading = leadingShape("tensorProduct", "left", x, left.dim);
    const other = leadingShape("tensorProduct", "right", y, right.dim);
    if (leading.length !== other.length || leading.some((length, axis) => length !== other[axis])) {
      throw new ShapeError(
        `tensorProduct: expected left and right of equal leading axes, got ${formatShape(x.shape)} and ${formatShape(y.shape)}`,
      );
    }
    const rows = sizeOf(leading);
    const { vector, shared } = weightRows(weight, table.weight, rows, x);
    const factors = {
      left: asRows("tensorProduct", "left", x, left.dim),
      right: asRows("tensorProduct", "right", y, right.dim),
      weight: vector,
    };
    const access = {
      left: "row",
      right: "row",
      weight: shared ? "shared" : "row",
      output: "row",
    } as const;
    const product =
      shared && mixesWithScalars(structure)
        ? scalarProduct(structure, factors)
        : weightedTensorProduct(factors, {}, { table, target: "output", access });
    return reshape(product, [...leading, output.dim]);
  };
  return {
    input: external ? [left, right, Irreps.parse(`${table.weight}x0e`)] : [left, right],
    output,
    structure,
    weightCount: table.weight,
    init: (random, initOptions) =>
      external || table.weight === 0
        ? {}
        : { weight: normalTensor(random, [table.weight], initOptions) },
    apply,
    right: (parameters, y, weight = parameters.weight) => {
      const leading = leadingShape("tensorProduct.right", "right", y, right.dim);
      const rows = sizeOf(leading);
      const { vector, shared } = weightRows(weight, table.weight, rows, y);
      // Row (r, i) is the product of basis vector i with row r.
      const index = (each: (place: number) => number): Tensor =>
        tensor(Int32Array.from({ length: rows * left.dim }, (_, place) => each(place)));
      const toRow = index((place) => Math.floor(place / left.dim));
      const product = weightedTensorProduct(
        {
          left: eye(left.dim, y.dtype),
          right: asRows("tensorProduct.right", "right", y, right.dim),
          weight: vector,
        },
        {
          left: index((place) => place % left.dim),
          right: toRow,
          ...(shared ? {} : { weight: toRow }),
        },
        {
          table,
          target: "output",
          access: {
            left: "indexed",
            right: "indexed",
            weight: shared ? "shared" : "indexed",
            output: "row",
          },
        },
      );
      return reshape(product, [...leading, left.dim, output.dim]);
    },
    describe: () => describeProduct(structure),
  };
}

/** Standard normal numbers as a tensor. */
export function normalTensor(
  random: Random,
  shape: readonly number[],
  { dtype = "float32" }: InitOptions = {},
): Tensor {
  return tensor(random.normal(sizeOf(shape)), shape, dtype);
}

/** The weights as the primitive wants them: one vector, or one for each row. */
export function weightRows(
  weight: Tensor | undefined,
  count: number,
  rows: number,
  like: Tensor,
): { vector: Tensor; shared: boolean } {
  if (weight === undefined) {
    if (count === 0) return { vector: tensor(new Float64Array(0), [0], like.dtype), shared: true };
    throw new ShapeError(`tensorProduct: expected weights of shape [${count}], got none`);
  }
  const { shape } = weight;
  if (shape.length === 1 && shape[0] === count) return { vector: weight, shared: true };
  if (shape[shape.length - 1] !== count || sizeOf(shape) !== rows * count) {
    throw new ShapeError(
      `tensorProduct: expected weights of shape [${count}] or [..., ${count}] with ${rows} rows, got ${formatShape(shape)}`,
    );
  }
  return { vector: reshape(weight, [rows, count]), shared: false };
}
