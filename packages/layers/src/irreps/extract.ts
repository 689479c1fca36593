import { Irreps, type IrrepsLike } from "@erlangen/groups";
import { ArgumentError } from "@erlangen/numerics";
import type { Layer, NoParameters } from "../layer.ts";
import { leadingShape, takeColumns } from "./feature-rows.ts";

/**
 * Some blocks of a feature vector, in the given order.
 *
 * Shapes: [..., input.dim] -> [..., output.dim].
 *
 * @param blocks - Positions of blocks in `irreps`.
 * @throws ArgumentError when there is no such block.
 *
 * ```ts
 * import { extract } from "@erlangen/layers";
 * import { tensor } from "@erlangen/tensor";
 *
 * extract("1e + 0e + 0o", [2, 1]).apply({}, tensor([1, 2, 3, 4, 5])).toArray(); // => [5, 4]
 * ```
 */
export function extract(irreps: IrrepsLike, blocks: readonly number[]): Layer<NoParameters> {
  const input = Irreps.from(irreps);
  const taken = blocks.map((position) => {
    const block = input.blocks[position];
    if (block === undefined) {
      throw new ArgumentError(
        `extract: expected positions of blocks of "${input}", got ${position}`,
      );
    }
    return block;
  });
  const output = Irreps.fromBlocks(taken);
  return {
    input: [input],
    output,
    init: () => ({}),
    apply: (_, x) => {
      leadingShape("extract", "x", x, input.dim);
      return takeColumns(
        x,
        taken.map(({ offset, dim }) => ({ offset, length: dim })),
      );
    },
    describe: () => `extract  ${input} -> ${output}`,
  };
}
