import { createFrame, isLabelledFrame, type LabelledFrame } from "@erlangen/data";
import { forceField, nequip, type ForceField, type Nequip } from "@erlangen/layers";
import type { Random } from "@erlangen/numerics";
import { tensor, type Tensor } from "@erlangen/tensor";
import {
  adam,
  atomicExamples,
  clipByGlobalNorm,
  forceFieldObjective,
  initialState,
  ravelingOf,
  trainingStep,
  type AtomicBatch,
  type AtomicExamples,
  type Objective,
  type Optimizer,
  type TrainingState,
} from "@erlangen/training";

/** The model and the training of `erlangen train rmd17`. */
export const ethanolSettings: {
  readonly model: EthanolModel;
  readonly training: {
    readonly batchSize: number;
    readonly averageDecay: number;
    readonly energyWeight: number;
    readonly forceWeight: number;
  };
} = {
  model: {
    hidden: "16x0e + 16x1o + 16x2e",
    layers: 3,
    cutoff: 5,
    radialBasis: 8,
    radialHidden: [64],
  },
  training: { batchSize: 5, averageDecay: 0.995, energyWeight: 1, forceWeight: 1 },
};

/** The sizes of a NequIP. */
export interface EthanolModel {
  readonly hidden: string;
  readonly layers: number;
  readonly cutoff: number;
  readonly radialBasis: number;
  readonly radialHidden: readonly number[];
}

/** A step of training, ready to be compiled. */
export interface StepTask {
  readonly name: string;
  /** What is trained on what. */
  readonly description: string;
  readonly state: TrainingState;
  readonly rate: Tensor;
  readonly batch: AtomicBatch;
  readonly step: (
    state: TrainingState,
    rate: Tensor,
    batch: AtomicBatch,
  ) => [TrainingState, { objective: Objective; finite: Tensor }];
}

/**
 * Ethanol as it stands in the gas phase, anti conformer, in A: C, C, O, then H.
 *
 * Source: NIST Computational Chemistry Comparison and Benchmark Database, record of ethanol.
 */
const ethanol = {
  atomicNumbers: Uint8Array.of(6, 6, 8, 1, 1, 1, 1, 1, 1),
  // prettier-ignore
  positions: Float64Array.of(
    1.1879, -0.3829, 0,
    0, 0.5526, 0,
    -1.1867, -0.2472, 0,
    -1.9237, 0.385, 0,
    2.0985, 0.2306, 0,
    1.1184, -1.0093, 0.8869,
    1.1184, -1.0093, -0.8869,
    -0.0227, 1.1812, 0.8852,
    -0.0227, 1.1812, -0.8852,
  ),
};

/**
 * The step of `erlangen train rmd17` on ethanol, with its model, batch and optimiser, on shaken molecules with random
 * labels: the numbers do not matter for the time, their shapes do, so no data are needed.
 *
 * @param model - Default: the model of the recipe.
 */
export function ethanolStep(random: Random, model: EthanolModel = ethanolSettings.model): StepTask {
  const { training } = ethanolSettings;
  const { field, examples, objective, optimizer } = ethanolTask(random, {
    model,
    frames: training.batchSize,
  });
  const parameters = field.init(random.split("parameters"));
  const raveling = ravelingOf(parameters);
  return {
    name: "nequip ethanol",
    description:
      `nequip ${model.hidden}, ${model.layers} layers, ${raveling.size} parameters, ` +
      `${training.batchSize} molecules of ${ethanol.atomicNumbers.length} atoms`,
    state: initialState(raveling.ravel(parameters), optimizer, true),
    rate: tensor([1e-3], []),
    batch: examples.batch(Int32Array.from({ length: training.batchSize }, (_, n) => n)),
    step: trainingStep({ objective, raveling, optimizer, averageDecay: training.averageDecay }),
  };
}

/** What `erlangen train rmd17` trains, on shaken molecules with random labels. */
export interface EthanolTask {
  readonly field: ForceField<ReturnType<Nequip["init"]>>;
  readonly examples: AtomicExamples;
  readonly objective: (parameters: ReturnType<Nequip["init"]>, batch: AtomicBatch) => Objective;
  readonly optimizer: Optimizer;
}

/** A model with `frames` molecules to learn; the batch size is that of the recipe. */
export function ethanolTask(
  random: Random,
  { model, frames: count }: { readonly model: EthanolModel; readonly frames: number },
): EthanolTask {
  const { training } = ethanolSettings;
  const frames = Array.from({ length: count }, (_, n) => shaken(random.split(n)));
  const sees = { cutoff: model.cutoff, species: [1, 6, 8], shifts: [0, 0, 0] };
  const examples = atomicExamples(frames, { ...sees, batchSize: training.batchSize });
  const field = forceField(
    nequip({ ...model, species: 3, averageNeighbors: examples.averageNeighbors, energyScale: 1 }),
  );
  return {
    field,
    examples,
    objective: forceFieldObjective(field, { ...training, scale: 1 }),
    optimizer: clipByGlobalNorm(adam(), 10),
  };
}

function shaken(random: Random): LabelledFrame {
  const noise = random.split("positions").normal(ethanol.positions.length);
  const frame = createFrame({
    atomicNumbers: ethanol.atomicNumbers,
    positions: ethanol.positions.map((x, i) => x + 0.05 * noise[i]),
    energy: random.split("energy").normal(1)[0],
    forces: random.split("forces").normal(ethanol.positions.length),
  });
  if (!isLabelledFrame(frame)) throw new Error("internal: a frame without labels");
  return frame;
}
