import { Irreps, type IrrepsBlock, type IrrepsLike } from "@erlangen/groups";
import { ShapeError, type Random } from "@erlangen/numerics";
import {
  add,
  concatenate,
  div,
  formatShape,
  max,
  mean,
  mul,
  ones,
  reshape,
  slice,
  sqrt,
  square,
  sub,
  sum,
  zeros,
  type Tensor,
} from "@erlangen/tensor";
import type { InitOptions } from "../layer.ts";
import { joinColumns, leadingShape } from "./feature-rows.ts";

/** Options of {@link irrepsBatchNorm}. */
export interface BatchNormOptions {
  /** Added to variances; default 1e-5. */
  readonly epsilon?: number;
  /** Share of the new statistics in the running ones; default 0.1. */
  readonly momentum?: number;
  /** Whether channels have a learned weight, and 0e channels a bias; default true. */
  readonly affine?: boolean;
  /** Whether there are biases; default true. */
  readonly includeBias?: boolean;
  /** Statistics of each row of the batch by itself, always; there is no running state. Default false. */
  readonly instance?: boolean;
  /** How squares are combined over the sample axes of a row; default `"mean"`. */
  readonly reduce?: "mean" | "max";
  /** Whether components (`component`, default) or irreps (`norm`) get second moment 1. */
  readonly normalization?: "component" | "norm";
}

/** Weights `[irreps]`, biases `[0e irreps]`. */
export type BatchNormParameters = { readonly weight?: Tensor; readonly bias?: Tensor };

/** Running statistics: means `[0e irreps]`, variances `[irreps]`. */
export type BatchNormState = { readonly mean: Tensor; readonly variance: Tensor };

/** Batch normalisation with its state outside. */
export interface BatchNorm {
  readonly input: readonly [Irreps];
  readonly output: Irreps;
  init(random: Random, options?: InitOptions): BatchNormParameters;
  /** Means 0, variances 1. */
  initState(options?: InitOptions): BatchNormState;
  /** Normalises by the statistics of the batch, and returns the updated running ones. */
  train(
    parameters: BatchNormParameters,
    x: Tensor,
    state: BatchNormState,
  ): { output: Tensor; state: BatchNormState };
  /** Normalises by the running statistics. */
  apply(parameters: BatchNormParameters, x: Tensor, state: BatchNormState): Tensor;
  describe(): string;
}

/**
 * Batch normalisation of feature vectors: 0e channels get mean 0, all channels second moment 1.
 *
 * Shapes: [batch, ..., dim] -> the same. Only 0e is centred: the mean of any other irrep is no invariant.
 *
 * Source: Ioffe and Szegedy (2015), «Batch normalization»; equals `e3nn.nn.BatchNorm`.
 */
export function irrepsBatchNorm(irreps: IrrepsLike, options: BatchNormOptions = {}): BatchNorm {
  const { epsilon = 1e-5, momentum = 0.1, affine = true, includeBias = true } = options;
  const { instance = false, reduce = "mean", normalization = "component" } = options;
  const representation = Irreps.from(irreps);
  const channels = representation.numIrreps;
  const scalars = representation.count("0e");

  const normalize = (
    parameters: BatchNormParameters,
    x: Tensor,
    state: BatchNormState | undefined,
  ): { output: Tensor; means: Tensor[]; variances: Tensor[] } => {
    const leading = leadingShape("irrepsBatchNorm", "x", x, representation.dim);
    if (leading.length === 0) {
      throw new ShapeError(
        `irrepsBatchNorm: expected x of shape [batch, ..., ${representation.dim}], got ${formatShape(x.shape)}`,
      );
    }
    const [batch] = leading;
    const samples = leading.slice(1).reduce((a, b) => a * b, 1);
    const rows = reshape(x, [batch, samples, representation.dim]);
    const means: Tensor[] = [];
    const variances: Tensor[] = [];
    const normalizeBlock = (
      block: IrrepsBlock,
      at: { channel: number; scalar: number },
    ): Tensor => {
      const { offset, multiplicity, irrep, dim } = block;
      const part = slice(rows, ["...", [offset, offset + dim]]);
      const field = reshape(part, [batch, samples, multiplicity, irrep.dim]);
      const statistic = (values: Tensor): Tensor =>
        reshape(values, [instance ? batch : 1, 1, multiplicity, 1]);
      const from = (values: Tensor, start: number): Tensor =>
        slice(values, [[start, start + multiplicity]]);
      let centred = field;
      if (irrep.isScalar) {
        const centre =
          state === undefined
            ? mean(field, instance ? [1, 3] : [0, 1, 3])
            : from(state.mean, at.scalar);
        means.push(centre);
        centred = sub(field, statistic(centre));
      }
      let variance: Tensor;
      if (state === undefined) {
        const squares = square(centred);
        const each = normalization === "norm" ? sum(squares, 3) : mean(squares, 3);
        const combined = reduce === "max" ? max(each, 1) : mean(each, 1);
        variance = instance ? combined : mean(combined, 0);
      } else {
        variance = from(state.variance, at.channel);
      }
      variances.push(variance);
      const { weight, bias } = parameters;
      let scaled = div(centred, sqrt(add(statistic(variance), epsilon)));
      if (weight !== undefined) {
        scaled = mul(scaled, reshape(from(weight, at.channel), [multiplicity, 1]));
      }
      if (bias !== undefined && irrep.isScalar) {
        scaled = add(scaled, reshape(from(bias, at.scalar), [multiplicity, 1]));
      }
      return reshape(scaled, [batch, samples, dim]);
    };
    const at = { channel: 0, scalar: 0 };
    const pieces = representation.blocks
      .filter(({ dim }) => dim > 0)
      .map((block) => {
        const piece = normalizeBlock(block, { ...at });
        at.channel += block.multiplicity;
        if (block.irrep.isScalar) at.scalar += block.multiplicity;
        return piece;
      });
    return { output: reshape(joinColumns(pieces, rows), x.shape), means, variances };
  };

  return {
    input: [representation],
    output: representation,
    init: (_, { dtype = "float32" } = {}) => ({
      ...(affine ? { weight: ones([channels], dtype) } : {}),
      ...(affine && includeBias && scalars > 0 ? { bias: zeros([scalars], dtype) } : {}),
    }),
    initState: ({ dtype = "float32" } = {}) => ({
      mean: zeros([scalars], dtype),
      variance: ones([channels], dtype),
    }),
    train: (parameters, x, state) => {
      const { output, means, variances } = normalize(parameters, x, undefined);
      if (instance) return { output, state };
      return {
        output,
        state: {
          mean: blend(state.mean, means, momentum),
          variance: blend(state.variance, variances, momentum),
        },
      };
    },
    apply: (parameters, x, state) => normalize(parameters, x, instance ? undefined : state).output,
    describe: () => `batch norm  ${representation}`,
  };
}

/** (1 - m) old + m new. */
function blend(running: Tensor, fresh: readonly Tensor[], momentum: number): Tensor {
  return fresh.length === 0
    ? running
    : add(mul(running, 1 - momentum), mul(concatenate(fresh, 0), momentum));
}
