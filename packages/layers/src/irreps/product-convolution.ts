import type { Irreps } from "@erlangen/groups";
import { ShapeError } from "@erlangen/numerics";
import { formatShape, weightedTensorProduct, type Tensor } from "@erlangen/tensor";
import { weightRows, type TensorProduct } from "./tensor-product.ts";

/** Directed edges: messages go from `source` to `target`. */
export interface Edges {
  /** int32 `[edges]` */
  readonly source: Tensor;
  /** int32 `[edges]` */
  readonly target: Tensor;
}

/** A tensor product between nodes and edges. */
export interface ProductConvolution {
  /** Representations of the node features and of the edge attributes. */
  readonly input: readonly [nodes: Irreps, edges: Irreps];
  readonly output: Irreps;
  readonly weightCount: number;
  /**
   * Shapes: nodes [nodes, left], attributes [edges, right], weights [edges, weights] (or [weights], shared) -> [nodes, output].
   */
  apply(nodes: Tensor, attributes: Tensor, weights: Tensor | undefined, edges: Edges): Tensor;
}

/**
 * Sums over the edges into each node the tensor product of the source's features with the edge's attributes:
 * out[t] = Σ_(edges e into t) product(nodes[source(e)], attributes[e]; weights[e]).
 *
 * One application of one primitive: an engine with a fused kernel makes no array of `[edges, dim]`.
 *
 * @param product - Its weights come with the call.
 */
export function productConvolution(product: TensorProduct): ProductConvolution {
  const { left, right, output, table } = product.structure;
  return {
    input: [left, right],
    output,
    weightCount: table.weight,
    apply: (nodes, attributes, weights, { source, target }) => {
      if (nodes.rank !== 2 || nodes.shape[1] !== left.dim) {
        throw new ShapeError(
          `productConvolution: expected nodes of shape [nodes, ${left.dim}], got ${formatShape(nodes.shape)}`,
        );
      }
      const [edges] = source.shape;
      if (
        attributes.rank !== 2 ||
        attributes.shape[1] !== right.dim ||
        attributes.shape[0] !== edges
      ) {
        throw new ShapeError(
          `productConvolution: expected attributes of shape [${edges}, ${right.dim}], got ${formatShape(attributes.shape)}`,
        );
      }
      const { vector, shared } = weightRows(weights, table.weight, edges, nodes);
      return weightedTensorProduct(
        { left: nodes, right: attributes, weight: vector },
        { left: source, output: target },
        {
          table,
          target: "output",
          access: {
            left: "indexed",
            right: "row",
            weight: shared ? "shared" : "row",
            output: "indexed",
          },
          rows: nodes.shape[0],
        },
      );
    },
  };
}
