import { Irreps, type IrrepsLike } from "@erlangen/groups";
import {
  add,
  div,
  mean,
  mul,
  ones,
  reshape,
  slice,
  sqrt,
  square,
  sub,
  zeros,
  type Tensor,
} from "@erlangen/tensor";
import type { Layer } from "../layer.ts";
import { asRows, joinColumns } from "./feature-rows.ts";
import { channelsOf } from "./irreps-norm.ts";

/** Options of {@link irrepsLayerNorm}. */
export interface IrrepsLayerNormOptions {
  /** Added to variances; default 1e-5. */
  readonly epsilon?: number;
  /** Whether channels have a learned weight, and 0e channels a bias; default true. */
  readonly affine?: boolean;
}

/** Weights `[irreps]`, biases `[0e irreps]`. */
export type IrrepsLayerNormParameters = { readonly weight?: Tensor; readonly bias?: Tensor };

/**
 * Layer normalisation of feature vectors: in each row, each block is divided by the root mean square of its numbers,
 * after 0e blocks were centred over their channels.
 *
 * Shapes: [..., dim] -> [..., dim]. No statistics of the batch, hence no state.
 *
 * Source: Liao and Smidt (2023), «Equiformer», section 4.1 and appendix.
 */
export function irrepsLayerNorm(
  irreps: IrrepsLike,
  { epsilon = 1e-5, affine = true }: IrrepsLayerNormOptions = {},
): Layer<IrrepsLayerNormParameters> {
  const representation = Irreps.from(irreps);
  const scalars = representation.count("0e");
  const blocks = representation.blocks.filter(({ dim }) => dim > 0);
  return {
    input: [representation],
    output: representation,
    init: (_, { dtype = "float32" } = {}) => ({
      ...(affine ? { weight: ones([representation.numIrreps], dtype) } : {}),
      ...(affine && scalars > 0 ? { bias: zeros([scalars], dtype) } : {}),
    }),
    apply: ({ weight, bias }, x) => {
      const rows = asRows("irrepsLayerNorm", "x", x, representation.dim);
      let [channel, scalar] = [0, 0];
      const pieces = channelsOf(rows, representation).map((field, position) => {
        const { irrep, multiplicity, dim } = blocks[position];
        const part = (values: Tensor, start: number): Tensor =>
          reshape(slice(values, [[start, start + multiplicity]]), [multiplicity, 1]);
        const centred = irrep.isScalar ? sub(field, mean(field, 1, { keepAxes: true })) : field;
        const moment = mean(square(centred), [1, 2], { keepAxes: true });
        let y = div(centred, sqrt(add(moment, epsilon)));
        if (weight !== undefined) y = mul(y, part(weight, channel));
        if (bias !== undefined && irrep.isScalar) y = add(y, part(bias, scalar));
        channel += multiplicity;
        if (irrep.isScalar) scalar += multiplicity;
        return reshape(y, [rows.shape[0], dim]);
      });
      return reshape(joinColumns(pieces, rows), x.shape);
    },
    describe: () => `layer norm  ${representation}`,
  };
}
