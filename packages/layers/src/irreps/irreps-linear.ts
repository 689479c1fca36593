import { Irreps, type IrrepsBlock, type IrrepsLike } from "@erlangen/groups";
import { ArgumentError } from "@erlangen/numerics";
import { add, reshape, slice, zeros, type BlockLayout, type Tensor } from "@erlangen/tensor";
import type { Layer } from "../layer.ts";
import { joinColumns, leadingShape } from "./feature-rows.ts";
import { mixBlocks, weightCountOf, type LinearPath } from "./linear-mixing.ts";
import { formatTable } from "./product-description.ts";
import { normalTensor } from "./tensor-product.ts";

/** Options of {@link irrepsLinear}. */
export interface IrrepsLinearOptions {
  /** Whether 0e outputs get a bias, or which blocks do. Default false. Biases start at 0. */
  readonly biases?: boolean | readonly boolean[];
  /** Whether every input channel (`element`, default) or every input block (`path`) contributes equally. */
  readonly pathNormalization?: "element" | "path";
  /** Pairs of input and output block. Default: every pair of equal irrep, in lexicographic order. */
  readonly instructions?: readonly (readonly [input: number, output: number])[];
  /** Number of input features n of a layer from `[..., n, dim]` to `[..., m, dim]`; needs `outputFeatures`. */
  readonly inputFeatures?: number;
  /** Number of output features m. */
  readonly outputFeatures?: number;
  /**
   * Order of the numbers of each block, in input and output: e3nn's `channel-major` (default), or `component-major`, in
   * which nothing needs to be transposed. Not with features.
   */
  readonly layout?: BlockLayout;
}

/** Weights flat in the order of the instructions (`[n, m, weights]` with features), and biases of the 0e blocks. */
export type IrrepsLinearParameters = { readonly weight: Tensor; readonly bias?: Tensor };

/** A linear layer with the sizes of its parameters. */
export interface IrrepsLinear extends Layer<IrrepsLinearParameters> {
  readonly weightCount: number;
  readonly biasCount: number;
}

/**
 * The equivariant linear maps between two representations: channels of equal irrep mix.
 *
 * out_w = c Σ_u W_uw x_u for each pair of blocks, c = 1 / sqrt(number of channels that feed the block): normal weights
 * keep the second moment. By Schur's lemma there are no others.
 *
 * Shapes: [..., input.dim] -> [..., output.dim]. The weight may also be `[..., weights]`, one vector for each row.
 *
 * @throws ArgumentError when an instruction pairs different irreps, or a bias is asked for a block other than 0e.
 *
 * Source: equals `e3nn.o3.Linear`, weights in its order.
 *
 * ```ts
 * import { irrepsLinear } from "@erlangen/layers";
 *
 * const mix = irrepsLinear("4x0e + 3x1o", "2x0e + 5x1o + 1x2e");
 * mix.weightCount; // => 23
 * mix.output.toString(); // => "2x0e+5x1o+1x2e"
 * ```
 */
export function irrepsLinear(
  inputIrreps: IrrepsLike,
  outputIrreps: IrrepsLike,
  options: IrrepsLinearOptions = {},
): IrrepsLinear {
  const input = Irreps.from(inputIrreps);
  const output = Irreps.from(outputIrreps);
  const features = featureCounts(options);
  const paths = linearPaths(input, output, options);
  const biased = biasedBlocks(output, options.biases ?? false);
  const weightCount = paths.reduce((total, path) => total + weightCountOf(path), 0);
  const biasCount = biased.reduce((total, { multiplicity }) => total + multiplicity, 0);
  const { inputs = 1, outputs = 1 } = features ?? {};
  const { layout = "channel-major" } = options;
  if (features !== undefined && layout === "component-major") {
    throw new ArgumentError(
      "irrepsLinear: expected layout channel-major with inputFeatures, got component-major",
    );
  }

  const apply = ({ weight, bias }: IrrepsLinearParameters, x: Tensor): Tensor => {
    const leading = leadingShape("irrepsLinear", "x", x, input.dim);
    const rowAxes = features === undefined ? leading : leading.slice(0, -1);
    if (features !== undefined && leading[leading.length - 1] !== inputs) {
      throw new ArgumentError(
        `irrepsLinear: expected x of shape [..., ${inputs}, ${input.dim}], got ${leading.length} leading axes`,
      );
    }
    const rows = rowAxes.reduce((a, b) => a * b, 1);
    const matrix = reshape(x, [rows, inputs, input.dim]);
    const blocks = output.blocks
      .filter(({ dim }) => dim > 0)
      .map((block) => {
        const fed = paths.filter(
          (path) => path.output.offset === block.offset && path.output.dim > 0,
        );
        const mixed =
          fed.length === 0
            ? zeros([rows, outputs, block.dim], x.dtype)
            : mixBlocks({ x: matrix, weight, paths: fed, weightCount, outputs, layout });
        return bias === undefined || !biased.includes(block)
          ? mixed
          : add(mixed, slice(bias, [biasColumns(biased, block)]));
      });
    const joined = joinColumns(blocks, matrix);
    return reshape(
      joined,
      features === undefined ? [...rowAxes, output.dim] : [...rowAxes, outputs, output.dim],
    );
  };

  return {
    input: [input],
    output,
    weightCount: weightCount * inputs * outputs,
    biasCount,
    init: (random, initOptions = {}) => {
      const shape = features === undefined ? [weightCount] : [inputs, outputs, weightCount];
      const weight = normalTensor(random, shape, initOptions);
      return biasCount === 0 ? { weight } : { weight, bias: zeros([biasCount], initOptions.dtype) };
    },
    apply,
    describe: () =>
      formatTable(
        `linear  ${input} -> ${output}`,
        ["path", "weights", "constant", "multiply-adds"],
        paths.map((path) => [
          `${term(path.input)} -> ${term(path.output)}`,
          `${weightCountOf(path)}`,
          path.constant.toPrecision(6),
          `${weightCountOf(path) * path.input.irrep.dim}`,
        ]),
      ),
  };
}

function linearPaths(input: Irreps, output: Irreps, options: IrrepsLinearOptions): LinearPath[] {
  const { pathNormalization = "element", inputFeatures = 1 } = options;
  const pairs =
    options.instructions ??
    input.blocks.flatMap(({ irrep }, i) =>
      output.blocks.flatMap((block, k) => (block.irrep.equals(irrep) ? [[i, k] as const] : [])),
    );
  let offset = 0;
  return pairs.map(([i, k], position) => {
    const [from, to] = [input.blocks[i], output.blocks[k]];
    if (from === undefined || to === undefined || !from.irrep.equals(to.irrep)) {
      throw new ArgumentError(
        `irrepsLinear: expected instruction ${position} to pair blocks of equal irrep, got ${i} of "${input}" and ${k} of "${output}"`,
      );
    }
    const siblings = pairs.filter(([, other]) => other === k);
    const channels =
      pathNormalization === "path"
        ? from.multiplicity * siblings.length
        : siblings.reduce((total, [other]) => total + input.blocks[other].multiplicity, 0);
    const path: LinearPath = {
      input: from,
      output: to,
      weight: offset,
      scalars: 1,
      constant: 1 / Math.sqrt(Math.max(1, channels) * inputFeatures),
    };
    offset += weightCountOf(path);
    return path;
  });
}

function featureCounts(
  options: IrrepsLinearOptions,
): { inputs: number; outputs: number } | undefined {
  const { inputFeatures: inputs, outputFeatures: outputs } = options;
  if (inputs === undefined && outputs === undefined) return undefined;
  if (inputs === undefined || outputs === undefined || !(inputs >= 1) || !(outputs >= 1)) {
    throw new ArgumentError(
      `irrepsLinear: expected inputFeatures and outputFeatures together, positive, got ${inputs} and ${outputs}`,
    );
  }
  return { inputs, outputs };
}

function biasedBlocks(output: Irreps, biases: boolean | readonly boolean[]): IrrepsBlock[] {
  const wants = (position: number, block: IrrepsBlock): boolean =>
    typeof biases === "boolean" ? biases && block.irrep.isScalar : biases[position];
  return output.blocks.filter((block, position) => {
    if (wants(position, block) && !block.irrep.isScalar) {
      throw new ArgumentError(
        `irrepsLinear: expected biases on blocks of 0e only, got one on ${block.irrep}`,
      );
    }
    return wants(position, block);
  });
}

function biasColumns(biased: readonly IrrepsBlock[], block: IrrepsBlock): [number, number] {
  let start = 0;
  for (const { offset, multiplicity } of biased) {
    if (offset < block.offset) start += multiplicity;
  }
  return [start, start + block.multiplicity];
}

function term({ multiplicity, irrep }: IrrepsBlock): string {
  return `${multiplicity}x${irrep}`;
}
