import { Irreps, type IrrepsLike } from "@erlangen/groups";
import { ArgumentError } from "@erlangen/numerics";
import { mul, oneHot, solidHarmonics, type FloatDType, type Tensor } from "@erlangen/tensor";
import type { ActivationConstants } from "../irreps/activation-function.ts";
import { irrepsLinear, type IrrepsLinearParameters } from "../irreps/irreps-linear.ts";
import type { Model } from "../layer.ts";
import {
  requireCount,
  requirePositive,
  speciesEnergies,
  sumAtomicEnergies,
  type EnergyUnits,
  type SpeciesEnergies,
} from "./atomic-energy.ts";
import type { AtomicGraph } from "./atomic-graph.ts";
import { edgeGeometry, radialSecondMoment } from "./edge-geometry.ts";
import { nequipLayer, type NequipLayer, type NequipLayerParameters } from "./nequip-layer.ts";
import { reaches } from "./message-path.ts";

/** Options of {@link nequip}. */
export interface NequipOptions extends EnergyUnits {
  /** Number of species; atoms carry positions in a list of that length. */
  readonly species: number;
  /** Radius of the neighbourhood, > 0, in the unit of the positions. */
  readonly cutoff: number;
  /** Average number of edges into an atom, > 0, from the training data. */
  readonly averageNeighbors: number;
  /** Node features between the layers; default `"16x0e + 16x1o + 8x2e"`. */
  readonly hidden?: IrrepsLike;
  /** Number of interactions, >= 1; default 3. */
  readonly layers?: number;
  /** Last degree of the spherical harmonics; default the highest of `hidden`. */
  readonly lMax?: number;
  /** Number of Bessel functions; default 8. */
  readonly radialBasis?: number;
  /** Hidden channels of the radial networks; default [64]. */
  readonly radialHidden?: readonly number[];
  /** Exponent of the polynomial cutoff; default 6. */
  readonly cutoffPower?: number;
  /** Where the constants of the activations come from; default `"exact"`. */
  readonly constants?: ActivationConstants;
}

/** Trained parameters of {@link nequip}. */
export type NequipParameters = {
  readonly embedding: IrrepsLinearParameters;
  readonly layers: readonly NequipLayerParameters[];
  readonly readout: IrrepsLinearParameters;
};

/** The energy model with what is fixed about it. */
export interface Nequip extends Model<NequipParameters, readonly [graph: AtomicGraph], Tensor> {
  /** Node features after the embedding and after each layer. */
  readonly features: readonly Irreps[];
  /** What is not trained: scale and shift of the energy, one number for each species. */
  readonly constants: SpeciesEnergies;
}

/**
 * The NequIP interatomic potential: energies of atomic graphs, invariant under rotations, reflections, translations and
 * permutations of equal atoms.
 *
 * Species embedding; `layers` interactions (see the paper's figure 1) with spherical harmonics of the edges, Bessel
 * functions times a polynomial cutoff, radial networks that give the weights of a channel-wise tensor product, a self
 * connection by species and a gate; a linear readout; E = Σ_atoms scale · readout + shift. Between the layers only those
 * irreps of `hidden` are kept that can be reached from scalars and can reach a scalar.
 *
 * Shapes: {@link AtomicGraph} -> energies [graphs]. Forces: `forceField`.
 *
 * Numerics: shifts of thousands of units cost digits of a float32 energy; subtract them from the data instead.
 *
 * @throws ArgumentError when a number is outside its range.
 *
 * Source: Batzner et al. (2022), «E(3)-equivariant graph neural networks for data-efficient and accurate interatomic
 * potentials»; differs in: species one-hots are scaled by the root of their number, radial features to second moment 1,
 * and the readout is one linear map.
 */
export function nequip(options: NequipOptions): Nequip {
  const { species, cutoff, layers = 3, radialBasis = 8, cutoffPower = 6 } = options;
  requirePositive("nequip", "cutoff", cutoff);
  requirePositive("nequip", "averageNeighbors", options.averageNeighbors);
  requireCount("nequip", "species", species);
  requireCount("nequip", "layers", layers);
  requireCount("nequip", "radialBasis", radialBasis);
  const hidden = Irreps.from(options.hidden ?? "16x0e + 16x1o + 8x2e").regroup();
  const lMax = options.lMax ?? hidden.lmax ?? 0;
  const harmonics = Irreps.sphericalHarmonics(lMax);
  const radial = { cutoff, count: radialBasis, power: cutoffPower };
  const scalars = hidden.count("0e");
  if (scalars === 0) {
    throw new ArgumentError(`nequip: expected hidden with scalars 0e, got "${hidden}"`);
  }
  const embedding = irrepsLinear(`${species}x0e`, `${scalars}x0e`);
  const interactions: NequipLayer[] = [];
  for (const kept of usefulIrreps(hidden, harmonics, layers)) {
    interactions.push(
      nequipLayer({
        input: interactions.at(-1)?.output ?? embedding.output,
        harmonics,
        hidden: kept,
        species,
        averageNeighbors: options.averageNeighbors,
        radialSizes: [radialBasis, ...(options.radialHidden ?? [64])],
        radialSecondMoment: radialSecondMoment(radial),
        constants: options.constants ?? "exact",
      }),
    );
  }
  const last = interactions[interactions.length - 1].output;
  const readout = irrepsLinear(last, "1x0e");
  const constants = speciesEnergies("nequip", options, species);

  return {
    features: [embedding.output, ...interactions.map(({ output }) => output)],
    constants,
    init: (random, initOptions) => ({
      embedding: embedding.init(random.split("embedding"), initOptions),
      layers: interactions.map((layer, k) =>
        layer.init(random.split("layers").split(k), initOptions),
      ),
      readout: readout.init(random.split("readout"), initOptions),
    }),
    apply: (parameters, graph) => {
      const dtype = graph.positions.dtype as FloatDType;
      const geometry = edgeGeometry(graph, radial);
      const attributes = mul(oneHot(graph.species, species, dtype), Math.sqrt(species));
      const edges = { source: graph.source, target: graph.target };
      const edgeHarmonics = solidHarmonics(geometry.unit, lMax);
      let features = embedding.apply(parameters.embedding, attributes);
      for (const [k, layer] of interactions.entries()) {
        features = layer.apply(parameters.layers[k], {
          features,
          species: attributes,
          harmonics: edgeHarmonics,
          radial: geometry.radial,
          edges,
        });
      }
      return sumAtomicEnergies(readout.apply(parameters.readout, features), graph, constants);
    },
    describe: () =>
      [
        `nequip  ${[embedding.output, ...interactions.map(({ output }) => output)].join(" -> ")} -> energy`,
        embedding.describe(),
        ...interactions.map((layer) => layer.describe()),
        readout.describe(),
      ].join("\n\n"),
  };
}

/**
 * For each layer the irreps of `hidden` after it that can still reach a scalar: after the last layer the scalars alone.
 */
function usefulIrreps(hidden: Irreps, harmonics: Irreps, layers: number): Irreps[] {
  const kept: Irreps[] = [];
  let useful = hidden.filter(({ irrep }) => irrep.isScalar);
  for (let layer = 0; layer < layers; layer++) {
    kept.unshift(useful);
    const next = useful;
    useful = hidden.filter(
      ({ irrep }) =>
        next.has(irrep) ||
        next.blocks.some((block) => reaches(Irreps.parse(`1x${irrep}`), harmonics, block.irrep)),
    );
  }
  return kept;
}
