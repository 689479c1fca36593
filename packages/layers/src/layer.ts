import type { Irreps } from "@erlangen/groups";
import type { Random } from "@erlangen/numerics";
import type { FloatDType, Tensor, Tree } from "@erlangen/tensor";

/** How parameters are drawn. */
export interface InitOptions {
  /** Element type of the parameters; the inputs must have the same. Default `float32`. */
  readonly dtype?: FloatDType;
}

/**
 * A function with parameters that live outside of it.
 *
 * `Parameters` is a plain nested object of tensors: what `init` draws, what a gradient has the shape of, what a file of
 * weights holds.
 */
export interface Model<
  Parameters extends Tree,
  Inputs extends readonly unknown[],
  Output extends Tree,
> {
  /** Draws parameters. The same stream gives the same numbers. */
  init(random: Random, options?: InitOptions): Parameters;
  /** Computes the output: at once on tensors with numbers, as part of the program inside a trace. */
  apply(parameters: Parameters, ...inputs: Inputs): Output;
  /** A table of what the model consists of, for reading. */
  describe(): string;
}

/**
 * An equivariant map between representations: apply(p, ρ_in(g) x) = ρ_out(g) apply(p, x) for every g and every p.
 *
 * `input` (one representation for each input) and `output` are known before any tensor exists. Inputs and output are
 * feature tensors `[..., dim]` of their representations.
 */
export interface Layer<
  Parameters extends Tree = Tree,
  Inputs extends readonly Tensor[] = readonly [Tensor],
  R = Irreps,
> extends Model<Parameters, Inputs, Tensor> {
  readonly input: readonly R[];
  readonly output: R;
}

/** The parameters of a layer that has none. */
export type NoParameters = { readonly [key: string]: never };
