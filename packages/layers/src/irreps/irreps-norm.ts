import { Irreps, type IrrepsLike } from "@erlangen/groups";
import { norm, reshape, square, sum, type Tensor } from "@erlangen/tensor";
import type { Layer, NoParameters } from "../layer.ts";
import { asRows, joinColumns, takeColumns } from "./feature-rows.ts";

/** Options of {@link irrepsNorm}. */
export interface IrrepsNormOptions {
  /** Whether to leave out the root; default false. */
  readonly squared?: boolean;
}

/**
 * The length of each irrep: one invariant for each channel.
 *
 * Shapes: [..., input.dim] -> [..., number of irreps].
 *
 * Numerics: at the zero vector, where the length has a kink, derivatives of every order are 0.
 *
 * Source: equals `e3nn.o3.Norm`.
 */
export function irrepsNorm(
  irreps: IrrepsLike,
  { squared = false }: IrrepsNormOptions = {},
): Layer<NoParameters> {
  const input = Irreps.from(irreps);
  const output = Irreps.fromBlocks(
    input.blocks.map(({ multiplicity }) => ({ multiplicity, irrep: "0e" })),
  ).simplify();
  return {
    input: [input],
    output,
    init: () => ({}),
    apply: (_, x: Tensor) => {
      const rows = asRows("irrepsNorm", "x", x, input.dim);
      const pieces = channelsOf(rows, input).map((block) =>
        squared ? sum(square(block), -1) : norm(block, -1),
      );
      return reshape(joinColumns(pieces, rows), [...x.shape.slice(0, -1), output.dim]);
    },
    describe: () => `norm${squared ? " squared" : ""}  ${input} -> ${output}`,
  };
}

/** The blocks of a feature matrix as `[rows, multiplicity, 2l+1]`, empty ones left out. */
export function channelsOf(rows: Tensor, irreps: Irreps): Tensor[] {
  return irreps.blocks
    .filter(({ dim }) => dim > 0)
    .map(({ offset, dim, multiplicity, irrep }) =>
      reshape(takeColumns(rows, [{ offset, length: dim }]), [
        rows.shape[0],
        multiplicity,
        irrep.dim,
      ]),
    );
}
