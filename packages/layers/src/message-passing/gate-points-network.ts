import { Irreps, type IrrepsLike } from "@erlangen/groups";
import { ArgumentError } from "@erlangen/numerics";
import { add, gather, mul, norm, ones, segmentSum, sub, type Tensor } from "@erlangen/tensor";
import type { ActivationConstants } from "../irreps/activation-function.ts";
import { gate } from "../irreps/gate.ts";
import { softOneHotLinspace } from "../irreps/soft-one-hot-linspace.ts";
import { sphericalHarmonics } from "../irreps/spherical-harmonics.ts";
import type { Model } from "../layer.ts";
import type { AtomicGraph } from "./atomic-graph.ts";
import { pointConvolution, type PointConvolutionParameters } from "./point-convolution.ts";
import { reaches } from "./message-path.ts";

/** Options of {@link gatePointsNetwork}. */
export interface GatePointsNetworkOptions {
  readonly input: IrrepsLike;
  readonly output: IrrepsLike;
  /** Radius of the neighbourhood. */
  readonly maxRadius: number;
  /** Average number of edges into a point. */
  readonly averageNeighbors: number;
  /** Average number of points of a graph. */
  readonly averagePoints: number;
  /** Channels of each hidden irrep; default 50. */
  readonly multiplicity?: number;
  /** Gated layers before the last convolution; default 3. */
  readonly layers?: number;
  /** Last degree of hidden features and spherical harmonics; default 2. */
  readonly lMax?: number;
  readonly constants?: ActivationConstants;
}

/** Points with their neighbourhoods: an {@link AtomicGraph} without species. */
export type PointGraph = Omit<AtomicGraph, "species">;

/** One set of parameters for each convolution. */
export type GatePointsNetworkParameters = {
  readonly layers: readonly PointConvolutionParameters[];
};

/** The network with the irreps between its layers. */
export interface GatePointsNetwork extends Model<
  GatePointsNetworkParameters,
  readonly [features: Tensor, graph: PointGraph],
  Tensor
> {
  readonly input: readonly [Irreps];
  readonly output: Irreps;
  /** Features after each layer. */
  readonly features: readonly Irreps[];
  /** Features of every point after every layer, for looking at. */
  layerOutputs(
    parameters: GatePointsNetworkParameters,
    features: Tensor,
    graph: PointGraph,
  ): readonly Tensor[];
}

const radialCount = 10;
const radialHidden = 100;

/**
 * e3nn's general message passing network: gated convolutions over point clouds with features of any irreps.
 *
 * Shapes: features [points, input.dim], graph -> [graphs, output.dim], the sum over the points divided by the root of
 * `averagePoints`.
 *
 * Source: equals `e3nn.nn.models.v2106.gate_points_networks.SimpleNetwork`; weights flat in its order.
 */
export function gatePointsNetwork(options: GatePointsNetworkOptions): GatePointsNetwork {
  const { maxRadius, averageNeighbors, averagePoints, multiplicity = 50 } = options;
  const { layers = 3, lMax = 2, constants = "exact" } = options;
  const input = Irreps.from(options.input);
  const output = Irreps.from(options.output);
  const harmonics = Irreps.sphericalHarmonics(lMax);
  const hidden = Irreps.fromBlocks(
    Array.from({ length: lMax + 1 }, (_, l) => [`${l}o`, `${l}e`])
      .flat()
      .map((irrep) => ({ multiplicity, irrep })),
  );
  const radial = { sizes: [radialCount, radialHidden], constants };
  let irreps = input;
  const steps = Array.from({ length: layers }, () => {
    const nonlinearity = hiddenGate(irreps, harmonics, hidden, constants);
    const convolution = pointConvolution({
      input: irreps,
      harmonics,
      output: nonlinearity.input[0],
      averageNeighbors,
      radial,
    });
    irreps = nonlinearity.output;
    return { convolution, nonlinearity };
  });
  const last = pointConvolution({ input: irreps, harmonics, output, averageNeighbors, radial });

  const layerOutputs = (
    parameters: GatePointsNetworkParameters,
    features: Tensor,
    graph: PointGraph,
  ): Tensor[] => {
    const { positions, source, target, shifts } = graph;
    const vectors = sub(add(gather(positions, source), shifts), gather(positions, target));
    const basis = softOneHotLinspace(norm(vectors, -1), {
      start: 0,
      end: maxRadius,
      count: radialCount,
      basis: "smooth-finite",
      cutoff: true,
    });
    const seen = {
      harmonics: sphericalHarmonics(harmonics, vectors, { normalization: "component" }),
      radial: mul(basis, Math.sqrt(radialCount)),
      attributes: ones([features.shape[0], 1], features.dtype),
      edges: { source, target },
    };
    let x = features;
    const results: Tensor[] = [];
    for (const [k, { convolution, nonlinearity }] of steps.entries()) {
      x = convolution.apply(parameters.layers[k], { ...seen, features: x });
      x = nonlinearity.apply({}, x);
      results.push(x);
    }
    return [...results, last.apply(parameters.layers[layers], { ...seen, features: x })];
  };

  return {
    input: [input],
    output,
    features: [...steps.map(({ nonlinearity }) => nonlinearity.output), output],
    layerOutputs,
    init: (random, initOptions) => ({
      layers: [...steps.map(({ convolution }) => convolution), last].map((convolution, k) =>
        convolution.init(random.split(k), initOptions),
      ),
    }),
    apply: (parameters, features, graph) => {
      const outputs = layerOutputs(parameters, features, graph);
      const sums = segmentSum(outputs[layers], graph.graph, graph.sizes.shape[0]);
      return mul(sums, 1 / Math.sqrt(averagePoints));
    },
    describe: () =>
      [
        `gate points network  ${input} -> ${output}`,
        ...steps.flatMap(({ convolution, nonlinearity }) => [
          convolution.describe(),
          nonlinearity.describe(),
        ]),
        last.describe(),
      ].join("\n\n"),
  };
}

/** The gate over those hidden irreps that a convolution can reach. */
function hiddenGate(
  input: Irreps,
  harmonics: Irreps,
  hidden: Irreps,
  constants: ActivationConstants,
): ReturnType<typeof gate> {
  const reached = hidden.filter(({ irrep }) => reaches(input, harmonics, irrep));
  const scalars = reached.filter(({ irrep }) => irrep.l === 0);
  const gated = reached.filter(({ irrep }) => irrep.l > 0);
  const gateIrrep = ["0e", "0o"].find((irrep) =>
    Irreps.parse(irrep).blocks.some((block) => reaches(input, harmonics, block.irrep)),
  );
  if (gated.dim > 0 && gateIrrep === undefined) {
    throw new ArgumentError(
      `gatePointsNetwork: expected input from which gates (0e or 0o) can be reached, got "${input}"`,
    );
  }
  const count = gated.numIrreps;
  return gate(
    {
      scalars,
      scalarActivations: scalars.blocks.map(({ irrep }) => (irrep.isScalar ? "silu" : "tanh")),
      gates: count === 0 ? "" : `${count}x${gateIrrep}`,
      gateActivations: count === 0 ? [] : [gateIrrep === "0e" ? "sigmoid" : "tanh"],
      gated,
    },
    { constants },
  );
}
