import { Irreps, type IrrepsLike } from "@erlangen/groups";
import { ArgumentError } from "@erlangen/numerics";
import {
  add,
  div,
  less,
  mul,
  reshape,
  select,
  sqrt,
  square,
  sum,
  zeros,
  type Tensor,
} from "@erlangen/tensor";
import type { Layer } from "../layer.ts";
import { asRows, joinColumns, takeColumns } from "./feature-rows.ts";
import { channelsOf } from "./irreps-norm.ts";

/** Options of {@link normActivation}. */
export interface NormActivationOptions {
  /** Whether the irreps are divided by their norm, so that f alone sets the length; default true. */
  readonly normalize?: boolean;
  /** Norms below are replaced by it, > 0; default 1e-8. */
  readonly epsilon?: number;
  /** Whether a learned number is added to each norm; default false. Biases start at 0. */
  readonly bias?: boolean;
}

/** One bias for each irrep, if any. */
export type NormActivationParameters = { readonly bias?: Tensor };

/**
 * Scales each irrep by a function of its norm: x -> f(|x| + b) x / |x|, or f(|x| + b) x without `normalize`.
 *
 * Shapes: [..., dim] -> [..., dim].
 *
 * @param f - An elementwise function; not normalised.
 *
 * Source: Thomas et al. (2018), «Tensor field networks», section 4.1; equals `e3nn.nn.NormActivation`.
 */
export function normActivation(
  irreps: IrrepsLike,
  f: (norms: Tensor) => Tensor,
  options: NormActivationOptions = {},
): Layer<NormActivationParameters> {
  const { normalize = true, epsilon = 1e-8, bias = false } = options;
  if (!(epsilon > 0)) {
    throw new ArgumentError(`normActivation: expected epsilon > 0, got ${epsilon}`);
  }
  const representation = Irreps.from(irreps);
  const count = representation.numIrreps;
  return {
    input: [representation],
    output: representation,
    init: (_, { dtype = "float32" } = {}) => (bias ? { bias: zeros([count], dtype) } : {}),
    apply: (parameters, features) => {
      const rows = asRows("normActivation", "x", features, representation.dim);
      const blocks = channelsOf(rows, representation);
      const squares = joinColumns(
        blocks.map((block) => sum(square(block), -1)),
        rows,
      );
      const norms = sqrt(select(less(squares, epsilon * epsilon), epsilon * epsilon, squares));
      const shifted = parameters.bias === undefined ? norms : add(norms, parameters.bias);
      const scales = normalize ? div(f(shifted), norms) : f(shifted);
      let first = 0;
      const scaled = blocks.map((block) => {
        const [n, multiplicity, dim] = block.shape;
        const scale = takeColumns(scales, [{ offset: first, length: multiplicity }]);
        first += multiplicity;
        return reshape(mul(block, reshape(scale, [n, multiplicity, 1])), [n, multiplicity * dim]);
      });
      return reshape(joinColumns(scaled, rows), features.shape);
    },
    describe: () => `norm activation  ${representation}`,
  };
}
