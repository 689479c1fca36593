import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { formatShape, matmul, mul, reshape, type Tensor } from "@erlangen/tensor";
import type { Model } from "../layer.ts";
import {
  normalizeSecondMoment,
  type ActivationConstants,
  type ActivationLike,
} from "./activation-function.ts";
import { formatTable } from "./product-description.ts";
import { normalTensor } from "./tensor-product.ts";

/** Options of {@link fullyConnectedNetwork}. */
export interface FullyConnectedNetworkOptions {
  /** Default `"silu"`; `"identity"` leaves it out. */
  readonly activation?: ActivationLike;
  readonly constants?: ActivationConstants;
  /** Second moment of the inputs; default 1. */
  readonly inputVariance?: number;
  /** Wanted second moment of the outputs; default 1. */
  readonly outputVariance?: number;
  /** Whether the last layer has the activation too; default false. */
  readonly outputActivation?: boolean;
}

/** One matrix `[inputs, outputs]` for each layer. */
export type FullyConnectedNetworkParameters = { readonly weights: readonly Tensor[] };

/**
 * A multilayer perceptron on scalars without biases, scaled so that normal weights keep second moments.
 *
 * layer(x) = act(x W / sqrt(n v)) with n inputs of second moment v, and act normalised to second moment 1. Without
 * biases, zeros go to zeros when the activation keeps 0: an edge beyond the cutoff gets no message.
 *
 * Shapes: [..., sizes[0]] -> [..., sizes.at(-1)].
 *
 * @param sizes - Number of channels: inputs, hidden ones, outputs.
 *
 * Source: equals `e3nn.nn.FullyConnectedNet`.
 *
 * ```ts
 * import { fullyConnectedNetwork } from "@erlangen/layers";
 * import { Random } from "@erlangen/numerics";
 *
 * const radial = fullyConnectedNetwork([8, 64, 32]);
 * radial.init(Random.fromSeed(0)).weights.map((w) => w.shape); // => [[8, 64], [64, 32]]
 * ```
 */
export function fullyConnectedNetwork(
  sizes: readonly number[],
  options: FullyConnectedNetworkOptions = {},
): Model<FullyConnectedNetworkParameters, readonly [x: Tensor], Tensor> {
  const {
    activation = "silu",
    constants = "exact",
    inputVariance = 1,
    outputVariance = 1,
    outputActivation = false,
  } = options;
  if (sizes.length < 2 || !sizes.every((size) => Number.isInteger(size) && size >= 1)) {
    throw new ArgumentError(
      `fullyConnectedNetwork: expected at least two sizes >= 1, got [${sizes.join(", ")}]`,
    );
  }
  const act = activation === "identity" ? undefined : normalizeSecondMoment(activation, constants);
  const layers = sizes.slice(1).map((outputs, k) => {
    const isLast = k === sizes.length - 2;
    const variance = k === 0 ? inputVariance : 1;
    const wanted = isLast ? outputVariance : 1;
    const bends = act !== undefined && (!isLast || outputActivation);
    return {
      inputs: sizes[k],
      outputs,
      act: bends ? act : undefined,
      before: Math.sqrt((bends ? 1 : wanted) / (sizes[k] * variance)),
      after: bends ? Math.sqrt(wanted) : 1,
    };
  });
  return {
    init: (random, initOptions) => ({
      weights: layers.map(({ inputs, outputs }, k) =>
        normalTensor(random.split(k), [inputs, outputs], initOptions),
      ),
    }),
    apply: ({ weights }, x) => {
      if (x.rank === 0 || x.shape[x.rank - 1] !== sizes[0]) {
        throw new ShapeError(
          `fullyConnectedNetwork: expected x of shape [..., ${sizes[0]}], got ${formatShape(x.shape)}`,
        );
      }
      const leading = x.shape.slice(0, -1);
      let y = reshape(x, [leading.reduce((a, b) => a * b, 1), sizes[0]]);
      for (const [k, layer] of layers.entries()) {
        y = matmul(y, mul(weights[k], layer.before));
        if (layer.act !== undefined) y = layer.act.apply(y);
        if (layer.after !== 1) y = mul(y, layer.after);
      }
      return reshape(y, [...leading, sizes[sizes.length - 1]]);
    },
    describe: () =>
      formatTable(
        `fully connected network  ${sizes.join(" -> ")}`,
        ["layer", "weights", "activation"],
        layers.map((layer) => [
          `${layer.inputs} -> ${layer.outputs}`,
          `${layer.inputs * layer.outputs}`,
          layer.act?.name ?? "-",
        ]),
      ),
  };
}
