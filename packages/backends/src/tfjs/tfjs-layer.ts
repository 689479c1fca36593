import { ArgumentError, ShapeError, type Random } from "@erlangen/numerics";
import {
  flatten,
  formatShape,
  placeholder,
  trace,
  unflatten,
  type Tensor,
  type Tree,
} from "@erlangen/tensor";
import type * as tfl from "@tensorflow/tfjs-layers";
import { toTfjs } from "./exchange.ts";
import type { Tfjs, TfjsTensor } from "./module.ts";
import { tfjsFunction, type TfjsFunction } from "./tfjs-function.ts";

/** What this package uses of `@tensorflow/tfjs-layers`. */
export type TfjsLayers = Pick<typeof tfl, "layers" | "initializers">;

/** A layer of ours with one input and one output. */
export interface WrappedLayer<P extends Tree> {
  readonly init: (random: Random) => P;
  /** Features `[batch, ...]` to features `[batch, ...]`. */
  readonly apply: (parameters: P, x: Tensor) => Tensor;
}

/** What {@link tfjsLayer} accepts. */
export interface TfjsLayerOptions {
  readonly tf: Tfjs;
  readonly layers: TfjsLayers;
  /** Draws the initial weights. */
  readonly random: Random;
  /** Default `erlangen`. */
  readonly name?: string;
}

/**
 * One of our layers as a `tf.layers.Layer`: it stands in a model of TensorFlow.js between its own layers, and trains
 * with them.
 *
 * Its weights are the leaves of the parameters, in the order of their sorted names. Value, first and second
 * derivatives are those of {@link tfjsFunction}. It cannot be restored from a saved model by its class name.
 *
 * @throws ShapeError when the layer does not keep the batch axis; ArgumentError when parameters are not float32.
 */
export function tfjsLayer<P extends Tree>(
  layer: WrappedLayer<P>,
  { tf, layers: { layers, initializers }, random, name = "erlangen" }: TfjsLayerOptions,
): tfl.layers.Layer {
  const { leaves, structure } = flatten("tfjsLayer", layer.init(random));
  const wrong = leaves.find(({ dtype }) => dtype !== "float32");
  if (wrong !== undefined) {
    throw new ArgumentError(`tfjsLayer: expected parameters in float32, got ${wrong.dtype}`);
  }
  const f = (...inputs: readonly Tensor[]): Tensor =>
    layer.apply(unflatten<P>(structure, inputs.slice(0, -1)), inputs[inputs.length - 1]);
  const operation: TfjsFunction = tfjsFunction(tf, f);

  class ErlangenLayer extends layers.Layer {
    static readonly className = "ErlangenLayer";

    override build(inputShape: tfl.Shape | tfl.Shape[]): void {
      leaves.forEach((leaf, index) => {
        const variable = this.addWeight(
          `parameter_${index}`,
          [...leaf.shape],
          "float32",
          initializers.zeros(),
        );
        const value = toTfjs(tf, leaf);
        variable.write(value);
        value.dispose();
      });
      super.build(inputShape);
    }

    override computeOutputShape(inputShape: tfl.Shape | tfl.Shape[]): tfl.Shape {
      const shape = oneShape(inputShape);
      // Two examples, so that an axis of length 1 is not taken for the batch.
      const batch = shape[0] ?? 2;
      const x = placeholder(
        { shape: [batch, ...shape.slice(1).map(known)], dtype: "float32" },
        "x",
      );
      const { graph } = trace((...inputs: readonly Tensor[]) => f(...inputs), [...leaves, x]);
      const [first, ...rest] = graph.values[graph.outputs[0]].shape;
      if (first !== batch) {
        throw new ShapeError(
          `tfjsLayer: expected the layer to keep the batch axis of ${batch}, got ${formatShape([first, ...rest])}`,
        );
      }
      return [shape[0], ...rest];
    }

    override call(inputs: TfjsTensor | TfjsTensor[]): TfjsTensor {
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      return operation(...this.weights.map((weight) => weight.read()), x);
    }

    override dispose(): ReturnType<tfl.layers.Layer["dispose"]> {
      operation.dispose();
      return super.dispose();
    }
  }

  return new ErlangenLayer({ name });
}

function oneShape(shape: tfl.Shape | tfl.Shape[]): tfl.Shape {
  return Array.isArray(shape[0]) ? shape[0] : (shape as tfl.Shape);
}

function known(length: number | null): number {
  if (length !== null) return length;
  throw new ShapeError(
    "tfjsLayer: expected an input shape known but for its batch, got another unknown axis",
  );
}
