import type { Irrep, Irreps } from "@erlangen/groups";
import { add, weightedTensorProduct, zeros, type Tensor } from "@erlangen/tensor";
import {
  fullyConnectedNetwork,
  type FullyConnectedNetworkParameters,
} from "../irreps/fully-connected-network.ts";
import { fullyConnectedTensorProduct } from "../irreps/fully-connected-tensor-product.ts";
import { gate } from "../irreps/gate.ts";
import { irrepsLinear, type IrrepsLinearParameters } from "../irreps/irreps-linear.ts";
import type { Edges } from "../irreps/product-convolution.ts";
import { scalarProduct } from "../irreps/scalar-product.ts";
import { tensorProduct, type ProductParameters } from "../irreps/tensor-product.ts";
import type { ActivationConstants } from "../irreps/activation-function.ts";
import type { Model } from "../layer.ts";
import { componentMajorProduct } from "./component-major-convolution.ts";
import { messagePaths, reaches } from "./message-path.ts";

/** Parameters of one interaction. */
export type NequipLayerParameters = {
  readonly before: IrrepsLinearParameters;
  readonly radial: FullyConnectedNetworkParameters;
  readonly after: IrrepsLinearParameters;
  readonly self: ProductParameters;
};

/** What one interaction sees. */
interface NequipLayerInputs {
  /** `[atoms, input.dim]` */
  readonly features: Tensor;
  /** Species as scaled one-hot vectors, `[atoms, species]`. */
  readonly species: Tensor;
  /** Spherical harmonics of the edges, `[edges, harmonics.dim]`. */
  readonly harmonics: Tensor;
  /** `[edges, basis]` */
  readonly radial: Tensor;
  readonly edges: Edges;
}

/** How one interaction is built. */
export interface NequipLayerOptions {
  readonly input: Irreps;
  readonly harmonics: Irreps;
  /** Irreps after the gate; those that cannot be reached are left out. */
  readonly hidden: Irreps;
  readonly species: number;
  readonly averageNeighbors: number;
  /** Channels of the radial network, from the basis to the last hidden layer. */
  readonly radialSizes: readonly number[];
  readonly radialSecondMoment: number;
  readonly constants: ActivationConstants;
}

/** One interaction, with its irreps. */
export interface NequipLayer extends Model<
  NequipLayerParameters,
  readonly [inputs: NequipLayerInputs],
  Tensor
> {
  readonly input: Irreps;
  readonly output: Irreps;
}

/**
 * One interaction of NequIP: out = gate(self(x, species) + after(Σ_edges product(before(x), Y; radial(r)) / sqrt(n))).
 *
 * Features are component-major inside (see `layout` of `irrepsLinear`): scalars, which alone leave the model, look the
 * same either way. The division by the square root of the average number of neighbours n is part of the constants of the product.
 */
export function nequipLayer(options: NequipLayerOptions): NequipLayer {
  const { input, harmonics, hidden, species, radialSizes, constants } = options;
  const reached = hidden.filter(
    ({ irrep }) =>
      reaches(input, harmonics, irrep) || input.blocks.some((block) => block.irrep.equals(irrep)),
  );
  const scalars = reached.filter(({ irrep }) => irrep.l === 0).simplify();
  const gated = reached.filter(({ irrep }) => irrep.l > 0).simplify();
  const gates = gated.numIrreps;
  const nonlinearity = gate(
    {
      scalars,
      scalarActivations: scalars.blocks.map(({ irrep }) => (irrep.isScalar ? "silu" : "tanh")),
      gates: gates === 0 ? "" : `${gates}x0e`,
      gateActivations: gates === 0 ? [] : ["sigmoid"],
      gated,
    },
    { constants, layout: "component-major" },
  );
  const target = nonlinearity.input[0];
  const wanted = (irrep: Irrep): boolean => target.has(irrep);
  const { output: middle, instructions } = messagePaths(input, harmonics, wanted);
  const product = tensorProduct({ left: input, right: harmonics, output: middle }, instructions, {
    weights: "external",
    outputVariance: middle.blocks.map(() => 1 / options.averageNeighbors),
  });
  const table = componentMajorProduct(product.structure);
  const before = irrepsLinear(input, input, { layout: "component-major" });
  const after = irrepsLinear(middle.simplify(), target, { layout: "component-major" });
  const self = fullyConnectedTensorProduct(input, `${species}x0e`, target);
  const radial = { inputVariance: options.radialSecondMoment, constants };
  const network = fullyConnectedNetwork([...radialSizes, product.weightCount], radial);
  return {
    input,
    output: nonlinearity.output,
    init: (random, initOptions) => ({
      before: before.init(random.split("before"), initOptions),
      radial: network.init(random.split("radial"), initOptions),
      after: after.init(random.split("after"), initOptions),
      self: self.init(random.split("self"), initOptions),
    }),
    apply: (
      parameters,
      { features, species: attributes, harmonics: angular, radial: basis, edges },
    ) => {
      const messages = weightedTensorProduct(
        {
          left: before.apply(parameters.before, features),
          right: angular,
          weight: network.apply(parameters.radial, basis),
        },
        { left: edges.source, output: edges.target },
        {
          table,
          target: "output",
          access: { left: "indexed", right: "row", weight: "row", output: "indexed" },
          rows: features.shape[0],
        },
      );
      const kept = scalarProduct(
        self.structure,
        {
          left: features,
          right: attributes,
          weight: parameters.self.weight ?? zeros([0], features.dtype),
        },
        "component-major",
      );
      return nonlinearity.apply({}, add(after.apply(parameters.after, messages), kept));
    },
    describe: () =>
      [before, network, product, after, self, nonlinearity]
        .map((part) => part.describe())
        .join("\n\n"),
  };
}
