import type { IrrepsBlock } from "@erlangen/groups";
import { ShapeError } from "@erlangen/numerics";
import {
  concatenate,
  formatShape,
  matmul,
  mul,
  reshape,
  slice,
  transpose,
  type BlockLayout,
  type Tensor,
} from "@erlangen/tensor";
import { takeColumns } from "./feature-rows.ts";

/** One pair of blocks of equal irrep, and where its weights `[input, output]` begin. */
export interface LinearPath {
  readonly input: IrrepsBlock;
  readonly output: IrrepsBlock;
  readonly weight: number;
  readonly constant: number;
  /** Number of scalars that multiply each input channel; weights are `[input, scalars, output]`. */
  readonly scalars: number;
}

/** What one output block is made of. */
export interface Mixing {
  /** [rows, features_in, dim] */
  readonly x: Tensor;
  /** [rows, scalars], when each input channel is first multiplied by scalars. */
  readonly scalars?: Tensor;
  /** [weights], [features_in, features_out, weights] or [rows, weights] */
  readonly weight: Tensor;
  /** All paths of one output block. */
  readonly paths: readonly LinearPath[];
  readonly weightCount: number;
  /** Number of output features. */
  readonly outputs: number;
  /** Order of the numbers of a block, of input and output; default `channel-major`, which features need. */
  readonly layout?: BlockLayout;
}

/** Number of weights of a path. */
export function weightCountOf({ input, output, scalars }: LinearPath): number {
  return input.multiplicity * scalars * output.multiplicity;
}

/** One output block `[rows, features_out, multiplicity (2l+1)]`: all paths that feed it, as one matrix product. */
export function mixBlocks(call: Mixing): Tensor {
  const { x, outputs, paths, scalars, layout } = call;
  const [rows] = x.shape;
  const { output } = paths[0];
  const { dim } = output.irrep;
  const width = outputs * output.multiplicity;
  const matrix = mixingMatrix(call);
  const components = componentsOf(call);
  const channels = components.shape[2];
  const factors =
    scalars === undefined
      ? components
      : mul(
          reshape(components, [rows, dim, channels, 1]),
          reshape(scalars, [rows, 1, 1, scalars.shape[1]]),
        );
  const height = matrix.shape[matrix.rank - 2];
  const mixed =
    matrix.rank === 2
      ? matmul(reshape(factors, [rows * dim, height]), matrix)
      : matmul(reshape(factors, [rows, dim, height]), matrix);
  const ordered =
    layout === "component-major" ? mixed : transpose(reshape(mixed, [rows, dim, width]), [0, 2, 1]);
  return reshape(ordered, [rows, outputs, output.dim]);
}

/** The channels of all paths with their components outside, [rows, dim, channels]: one matrix product mixes them all. */
function componentsOf({ x, paths, layout }: Mixing): Tensor {
  const [rows, inputs] = x.shape;
  const { dim } = paths[0].output.irrep;
  if (layout === "component-major") {
    const parts = paths.map(({ input }) =>
      reshape(takeColumns(x, [{ offset: input.offset, length: input.dim }]), [
        rows,
        dim,
        input.multiplicity,
      ]),
    );
    return parts.length === 1 ? parts[0] : concatenate(parts, 2);
  }
  const channels = paths.reduce((total, { input }) => total + input.multiplicity, 0);
  const columns = takeColumns(
    x,
    paths.map(({ input }) => ({ offset: input.offset, length: input.dim })),
  );
  return transpose(reshape(columns, [rows, inputs * channels, dim]), [0, 2, 1]);
}

/** [features_in · channels · scalars, features_out · multiplicity], with a leading axis when weights differ by row. */
function mixingMatrix(call: Mixing): Tensor {
  const { x, weight, paths, weightCount, outputs } = call;
  const [rows, inputs] = x.shape;
  const { shape } = weight;
  const featured = inputs * outputs > 1 || shape.length === 3;
  const size = shape.reduce((a, b) => a * b, 1);
  const perRow = !featured && shape.length > 1;
  if (
    shape[shape.length - 1] !== weightCount ||
    size !== weightCount * (featured ? inputs * outputs : perRow ? rows : 1)
  ) {
    throw new ShapeError(
      `irrepsLinear: expected weights of shape ${featured ? `[${inputs}, ${outputs}, ${weightCount}]` : `[${weightCount}] or [${rows}, ${weightCount}]`}, got ${formatShape(shape)}`,
    );
  }
  const flat = perRow ? reshape(weight, [rows, weightCount]) : weight;
  const { multiplicity } = paths[0].output;
  const leading = featured ? [inputs, outputs] : perRow ? [rows] : [];
  const runs: LinearPath[][] = [];
  for (const path of paths) {
    const run = runs[runs.length - 1];
    const last = run?.[run.length - 1];
    const follows =
      last !== undefined &&
      last.weight + weightCountOf(last) === path.weight &&
      last.constant === path.constant;
    if (follows) run.push(path);
    else runs.push([path]);
  }
  const blocks = runs.map((run) => {
    const count = run.reduce((total, path) => total + weightCountOf(path), 0) / multiplicity;
    const start = run[0].weight;
    const part = slice(flat, ["...", [start, start + count * multiplicity]]);
    return mul(reshape(part, [...leading, count, multiplicity]), run[0].constant);
  });
  const joined = blocks.length === 1 ? blocks[0] : concatenate(blocks, -2);
  if (!featured) return joined;
  return reshape(transpose(joined, [0, 2, 1, 3]), [
    inputs * joined.shape[2],
    outputs * multiplicity,
  ]);
}
