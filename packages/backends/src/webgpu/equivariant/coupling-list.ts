import { tensor, type ProductPath, type ProductSlot, type Tensor } from "@erlangen/tensor";
import { blockStrides } from "@erlangen/tensor/primitives";
import { componentOf, coupledSlots, type CoupledSlot } from "./coupled-slots.ts";
import type { BlockPart } from "./product-passes.ts";

/** Couplings as numbers in memory, for products with too many to write them out. */
export interface CouplingList {
  /** Numbers of the target for each channel of a row. */
  readonly results: number;
  /** The operands of an entry, in order. */
  readonly operands: readonly CoupledSlot[];
  /** Whether some paths have weights, as operands. */
  readonly isWeighted: boolean;
  /**
   * int32: `[results + 1, 3]` the first entry of a result, and its column in the target and the distance of channels;
   * then for each entry the bits of the coefficient, the column and the distance of channels of each operand, and the
   * column of the weights or -1.
   */
  readonly words: Tensor;
}

/** Words of an entry. */
export function entryLength({ operands }: Pick<CouplingList, "operands">): number {
  return 2 + 2 * operands.length;
}

/** Lists the couplings of paths by the number of the target that they add to. */
export function listCouplings(parts: readonly BlockPart[], target: ProductSlot): CouplingList {
  const operands = coupledSlots.filter((slot) => slot !== target);
  const head: number[] = [];
  const entries: number[] = [];
  const length = entryLength({ operands });
  for (const { block, paths } of parts) {
    const { channel, component: apart } = blockStrides(block);
    const byComponent = Array.from({ length: block.dim }, (): number[] => []);
    for (const path of paths) {
      for (const coupling of path.couplings) {
        const component = target === "weight" ? 0 : coupling[componentOf[target]];
        byComponent[component].push(
          ...entry(
            path,
            { operands, target, value: coupling.value },
            (slot) => coupling[componentOf[slot]],
          ),
        );
      }
    }
    byComponent.forEach((words, component) => {
      head.push(entries.length / length, block.offset + component * apart, channel);
      for (const word of words) entries.push(word);
    });
  }
  const results = head.length / 3;
  head.push(entries.length / length, 0, 0);
  return {
    results,
    operands,
    isWeighted:
      target !== "weight" &&
      parts.some(({ paths }) => paths.some(({ weight }) => weight !== undefined)),
    words: tensor(Int32Array.from([...head, ...entries])),
  };
}

function entry(
  path: ProductPath,
  term: {
    readonly operands: readonly CoupledSlot[];
    readonly target: ProductSlot;
    readonly value: number;
  },
  componentAt: (slot: CoupledSlot) => number,
): number[] {
  const [bits] = new Int32Array(Float32Array.of(term.value).buffer);
  const columns = term.operands.flatMap((slot) => {
    const { channel, component } = blockStrides(path[slot]);
    return [path[slot].offset + componentAt(slot) * component, channel];
  });
  return [bits, ...columns, term.target === "weight" ? -1 : (path.weight ?? -1)];
}
