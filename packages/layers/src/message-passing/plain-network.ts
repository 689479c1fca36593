import { ArgumentError } from "@erlangen/numerics";
import {
  add,
  concatenate,
  gather,
  matmul,
  mul,
  oneHot,
  segmentSum,
  type FloatDType,
  type Tensor,
} from "@erlangen/tensor";
import { normalizeSecondMoment } from "../irreps/activation-function.ts";
import {
  fullyConnectedNetwork,
  type FullyConnectedNetworkParameters,
} from "../irreps/fully-connected-network.ts";
import { normalTensor } from "../irreps/tensor-product.ts";
import type { Model } from "../layer.ts";
import {
  requireCount,
  requirePositive,
  speciesEnergies,
  sumAtomicEnergies,
  type EnergyUnits,
} from "./atomic-energy.ts";
import type { AtomicGraph } from "./atomic-graph.ts";
import { edgeGeometry, radialSecondMoment } from "./edge-geometry.ts";

/** Options of {@link plainNetwork}. */
export interface PlainNetworkOptions extends EnergyUnits {
  readonly species: number;
  /** Radius of the neighbourhood, in the unit of the positions. */
  readonly cutoff: number;
  /** Average number of edges into an atom. */
  readonly averageNeighbors: number;
  /** The width is the largest with which the network has at most so many parameters. */
  readonly parameterBudget: number;
  /** Number of rounds of messages; default 3. */
  readonly layers?: number;
  /** Number of Bessel functions of the distance that the filters see beside the displacement; default 0. */
  readonly radialBasis?: number;
  /** Hidden channels of the networks on edges; default 64. */
  readonly filterHidden?: number;
  /** Exponent of the polynomial cutoff; default 6. */
  readonly cutoffPower?: number;
}

/** Trained parameters of {@link plainNetwork}. */
export type PlainNetworkParameters = {
  /** `[species, width]` */
  readonly embedding: Tensor;
  readonly layers: readonly {
    readonly filter: FullyConnectedNetworkParameters;
    /** `[width, width]`, of the atom's own features and of the messages. */
    readonly self: Tensor;
    readonly message: Tensor;
  }[];
  /** `[width, 1]` */
  readonly readout: Tensor;
};

/** The network with its width. */
export interface PlainNetwork extends Model<
  PlainNetworkParameters,
  readonly [graph: AtomicGraph],
  Tensor
> {
  readonly width: number;
}

/**
 * Message passing on raw displacements, for comparison: not invariant under rotations.
 *
 * h_t <- act((h_t A + Σ_e h_s(e) · fade_e filter(displacement_e) B / sqrt(n)) / sqrt 2): a network on the three components of
 * the displacement and its length makes the filter. It is as smooth as `nequip`, invariant under translations and permutations,
 * and exactly blind to padding edges; what it lacks is any knowledge of rotations. With `radialBasis` it also sees the radial
 * functions of `nequip`, which is a much stronger comparison where energies depend on distances alone.
 *
 * Shapes: {@link AtomicGraph} -> energies [graphs].
 *
 * @throws ArgumentError when no width fits the budget, or a number is outside its range.
 */
export function plainNetwork(options: PlainNetworkOptions): PlainNetwork {
  const { species, cutoff, averageNeighbors, parameterBudget } = options;
  const { layers = 3, radialBasis = 0, filterHidden = 64, cutoffPower = 6 } = options;
  for (const name of ["cutoff", "averageNeighbors"] as const) {
    requirePositive("plainNetwork", name, options[name]);
  }
  for (const [name, value] of Object.entries({ species, layers, filterHidden })) {
    requireCount("plainNetwork", name, value);
  }
  if (radialBasis !== 0) requireCount("plainNetwork", "radialBasis", radialBasis);
  const inputs = 4 + radialBasis;
  const count = (width: number): number =>
    (species + 1) * width + layers * (filterHidden * (inputs + width) + 2 * width * width);
  if (!(count(1) <= parameterBudget)) {
    throw new ArgumentError(
      `plainNetwork: expected parameterBudget >= ${count(1)}, got ${parameterBudget}`,
    );
  }
  let width = 1;
  while (count(width + 1) <= parameterBudget) width++;
  const radial = { cutoff, count: Math.max(1, radialBasis), power: cutoffPower };
  const radialScale = 1 / Math.sqrt(radialSecondMoment(radial));
  const filter = fullyConnectedNetwork([inputs, filterHidden, width]);
  const silu = normalizeSecondMoment("silu");
  const constants = speciesEnergies("plainNetwork", options, species);

  return {
    width,
    init: (random, initOptions) => ({
      embedding: normalTensor(random.split("embedding"), [species, width], initOptions),
      layers: Array.from({ length: layers }, (_, k) => {
        const stream = random.split("layers").split(k);
        return {
          filter: filter.init(stream.split("filter"), initOptions),
          self: normalTensor(stream.split("self"), [width, width], initOptions),
          message: normalTensor(stream.split("message"), [width, width], initOptions),
        };
      }),
      readout: normalTensor(random.split("readout"), [width, 1], initOptions),
    }),
    apply: (parameters, graph) => {
      const dtype = graph.positions.dtype as FloatDType;
      const { vectors, length, fade, radial: basis } = edgeGeometry(graph, radial);
      const raw = mul(concatenate([vectors, length], -1), 2 / cutoff);
      const seen = radialBasis === 0 ? raw : concatenate([raw, mul(basis, radialScale)], -1);
      const scale = 1 / Math.sqrt(2 * width);
      let h = matmul(oneHot(graph.species, species, dtype), parameters.embedding);
      for (const layer of parameters.layers) {
        const messages = mul(gather(h, graph.source), mul(filter.apply(layer.filter, seen), fade));
        const received = segmentSum(messages, graph.target, graph.species.shape[0]);
        h = silu.apply(
          add(
            matmul(h, mul(layer.self, scale)),
            matmul(received, mul(layer.message, scale / Math.sqrt(averageNeighbors))),
          ),
        );
      }
      const atoms = matmul(h, mul(parameters.readout, 1 / Math.sqrt(width)));
      return sumAtomicEnergies(atoms, graph, constants);
    },
    describe: () =>
      `plain network  ${layers} layers of width ${width}, ${count(width)} parameters, not equivariant\n\n${filter.describe()}`,
  };
}
