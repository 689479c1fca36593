import { Irrep, type Irreps } from "@erlangen/groups";
import { add, mul, tensor, zerosLike, type Tensor } from "@erlangen/tensor";
import type { ActivationConstants } from "../irreps/activation-function.ts";
import {
  fullyConnectedNetwork,
  type FullyConnectedNetworkParameters,
} from "../irreps/fully-connected-network.ts";
import { fullyConnectedTensorProduct } from "../irreps/fully-connected-tensor-product.ts";
import { productConvolution, type Edges } from "../irreps/product-convolution.ts";
import { tensorProduct, type ProductParameters } from "../irreps/tensor-product.ts";
import type { Model } from "../layer.ts";
import { messagePaths } from "./message-path.ts";

/** Parameters of one convolution. */
export type PointConvolutionParameters = {
  readonly self: ProductParameters;
  readonly before: ProductParameters;
  readonly radial: FullyConnectedNetworkParameters;
  readonly after: ProductParameters;
  readonly alpha: ProductParameters;
};

/** What one convolution sees. */
export interface PointConvolutionInputs {
  readonly features: Tensor;
  /** `[points, 1]` */
  readonly attributes: Tensor;
  readonly harmonics: Tensor;
  readonly radial: Tensor;
  readonly edges: Edges;
}

/** How one convolution is built. */
export interface PointConvolutionOptions {
  readonly input: Irreps;
  readonly harmonics: Irreps;
  readonly output: Irreps;
  readonly averageNeighbors: number;
  readonly radial: { readonly sizes: readonly number[]; readonly constants: ActivationConstants };
}

/**
 * A convolution that starts as its self connection: out = self(x) + α · after(Σ_edges product(before(x), Y; radial)/√n), α an
 * invariant of the messages whose weights start at 0; outputs without self connection have α = 1.
 *
 * Source: De and Smith (2020), «Batch normalization biases residual blocks towards the identity function», section 4, for
 * α; equals `e3nn.nn.models.v2106.points_convolution.Convolution`.
 */
export function pointConvolution(
  options: PointConvolutionOptions,
): Model<PointConvolutionParameters, readonly [inputs: PointConvolutionInputs], Tensor> {
  const { input, harmonics, output } = options;
  const scalar = new Irrep(0, 1);
  const { output: middle, instructions } = messagePaths(
    input,
    harmonics,
    (irrep) => output.blocks.some((block) => block.irrep.equals(irrep)) || irrep.equals(scalar),
  );
  const product = tensorProduct({ left: input, right: harmonics, output: middle }, instructions, {
    weights: "external",
    outputVariance: middle.blocks.map(() => 1 / options.averageNeighbors),
  });
  const convolution = productConvolution(product);
  const self = fullyConnectedTensorProduct(input, "0e", output);
  const before = fullyConnectedTensorProduct(input, "0e", input);
  const after = fullyConnectedTensorProduct(middle, "0e", output);
  const alpha = fullyConnectedTensorProduct(middle, "0e", "0e");
  const network = fullyConnectedNetwork([...options.radial.sizes, convolution.weightCount], {
    constants: options.radial.constants,
  });
  // 1 where the self connection reaches.
  const mask = output.blocks.flatMap(({ dim }, position) =>
    new Array<number>(dim).fill(
      self.structure.instructions.some((path) => path.output === position) ? 1 : 0,
    ),
  );
  return {
    init: (random, initOptions) => {
      const { weight } = alpha.init(random.split("alpha"), initOptions);
      return {
        self: self.init(random.split("self"), initOptions),
        before: before.init(random.split("before"), initOptions),
        radial: network.init(random.split("radial"), initOptions),
        after: after.init(random.split("after"), initOptions),
        alpha: weight === undefined ? {} : { weight: zerosLike(weight) },
      };
    },
    apply: (parameters, { features, attributes, harmonics: edgeHarmonics, radial, edges }) => {
      const messages = convolution.apply(
        before.apply(parameters.before, features, attributes),
        edgeHarmonics,
        network.apply(parameters.radial, radial),
        edges,
      );
      const update = after.apply(parameters.after, messages, attributes);
      const rate = alpha.apply(parameters.alpha, messages, attributes);
      const vector = (values: readonly number[]): Tensor =>
        tensor(Float64Array.from(values), [values.length], features.dtype);
      const rates = add(mul(rate, vector(mask)), vector(mask.map((m) => 1 - m)));
      return add(self.apply(parameters.self, features, attributes), mul(rates, update));
    },
    describe: () =>
      [self, before, network, product, after, alpha].map((part) => part.describe()).join("\n\n"),
  };
}
