import { Irreps, type IrrepsLike } from "@erlangen/groups";
import { ArgumentError } from "@erlangen/numerics";
import { reshape, type Tensor } from "@erlangen/tensor";
import type { Layer, NoParameters } from "../layer.ts";
import {
  normalizeSecondMoment,
  type ActivationConstants,
  type ActivationLike,
  type NormalizedActivation,
} from "./activation-function.ts";
import { asRows, joinColumns, takeColumns } from "./feature-rows.ts";
import { formatTable } from "./product-description.ts";

/** Options of {@link activation} and of `gate`. */
export interface ActivationOptions {
  /** Where the normalising factors come from; default `"exact"`. */
  readonly constants?: ActivationConstants;
}

/**
 * Scalar functions on the scalar blocks of a feature vector, normalised to second moment 1.
 *
 * An even scalar takes any function. An odd scalar 0o takes an odd function, and stays odd, or an even function, and
 * becomes 0e; others would break parity.
 *
 * Shapes: [..., input.dim] -> [..., output.dim].
 *
 * @param activations - One for each block, or one for all; `undefined` leaves a block as it is.
 * @throws ArgumentError when a function would break equivariance, or their count is not that of the blocks.
 *
 * Source: equals `e3nn.nn.Activation`.
 *
 * ```ts
 * import { activation } from "@erlangen/layers";
 *
 * activation("4x0e + 2x0o + 1x1o", ["silu", "abs", undefined]).output.toString(); // => "4x0e+2x0e+1x1o"
 * ```
 */
export function activation(
  irreps: IrrepsLike,
  activations: ActivationLike | readonly (ActivationLike | undefined)[],
  options: ActivationOptions = {},
): Layer<NoParameters> {
  const input = Irreps.from(irreps);
  const list = Array.isArray(activations)
    ? (activations as readonly (ActivationLike | undefined)[])
    : input.blocks.map(() => activations as ActivationLike);
  const blocks = scalarActivations("activation", input, list, options);
  const output = activatedIrreps(input, blocks);
  return {
    input: [input],
    output,
    init: () => ({}),
    apply: (_, x) => {
      const rows = asRows("activation", "x", x, input.dim);
      return reshape(activateRows(rows, input, blocks), [...x.shape.slice(0, -1), output.dim]);
    },
    describe: () =>
      formatTable(
        `activation  ${input} -> ${output}`,
        ["block", "function", "constant"],
        input.blocks.map(({ multiplicity, irrep }, position) => [
          `${multiplicity}x${irrep}`,
          blocks[position]?.name ?? "-",
          blocks[position]?.constant.toPrecision(6) ?? "-",
        ]),
      ),
  };
}

/** The activations of the blocks, after a check that each keeps its block a representation. */
export function scalarActivations(
  caller: string,
  irreps: Irreps,
  activations: readonly (ActivationLike | undefined)[],
  { constants = "exact" }: ActivationOptions,
): (NormalizedActivation | undefined)[] {
  if (activations.length !== irreps.blocks.length) {
    throw new ArgumentError(
      `${caller}: expected one activation for each of the ${irreps.blocks.length} blocks of "${irreps}", got ${activations.length}`,
    );
  }
  return irreps.blocks.map(({ irrep }, position) => {
    const f = activations[position];
    if (f === undefined) return undefined;
    const made = normalizeSecondMoment(f, constants);
    if (irrep.l > 0) {
      throw new ArgumentError(
        `${caller}: expected no activation on ${irrep}, which is no scalar, got ${made.name}; use a gate`,
      );
    }
    if (irrep.parity === -1 && made.parity === undefined) {
      throw new ArgumentError(
        `${caller}: expected an even or odd function on 0o, got ${made.name}, which is neither`,
      );
    }
    return made;
  });
}

/** The irreps after the activations: an even function makes 0e of 0o. */
export function activatedIrreps(
  irreps: Irreps,
  activations: readonly (NormalizedActivation | undefined)[],
): Irreps {
  return Irreps.fromBlocks(
    irreps.blocks.map(({ multiplicity, irrep }, position) => ({
      multiplicity,
      irrep: irrep.parity === -1 && activations[position]?.parity === 1 ? "0e" : irrep,
    })),
  );
}

/** Applies the activations to the columns of a matrix, neighbours of equal function at once. */
export function activateRows(
  x: Tensor,
  irreps: Irreps,
  activations: readonly (NormalizedActivation | undefined)[],
): Tensor {
  const runs: { offset: number; length: number; act: NormalizedActivation | undefined }[] = [];
  for (const [position, { offset, dim }] of irreps.blocks.entries()) {
    const last = runs[runs.length - 1];
    if (dim === 0) continue;
    if (last !== undefined && last.act === activations[position]) last.length += dim;
    else runs.push({ offset, length: dim, act: activations[position] });
  }
  const pieces = runs.map(({ act, ...columns }) => {
    const part = takeColumns(x, [columns]);
    return act === undefined ? part : act.apply(part);
  });
  return joinColumns(pieces, x);
}
