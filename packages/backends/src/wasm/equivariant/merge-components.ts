import type { ProductPath, ProductSlot } from "@erlangen/tensor";
import { blockKey } from "./block-plan.ts";
import { pairMode } from "./channel-plan.ts";

/** Paths that are computed together. */
export interface MergedPath {
  /** The first of them, with the couplings of all: component k of the output is that of path k. */
  readonly path: ProductPath;
  /** Components of the output together. */
  readonly outputDim: number;
  /** Numbers from one component of the output to the next; `undefined` as its block says. */
  readonly outputStride: number | undefined;
  /** Whether all set their numbers instead of adding to them. */
  readonly assign: boolean;
}

/**
 * Merges paths that differ in nothing but the place of a one-component output, when these places are evenly spaced:
 * the components of one path, written out singly. Together they read their factors and weights once.
 */
export function mergeComponents(
  paths: readonly ProductPath[],
  target: ProductSlot,
  assigning: ReadonlySet<ProductPath>,
): readonly MergedPath[] {
  const groups = new Map<unknown, ProductPath[]>();
  for (const path of paths) {
    const { mode, left, right, output, weight } = path;
    const isSingle = output.dim === 1 && pairMode(mode) === undefined;
    const key = isSingle
      ? `${mode} ${blockKey(left)} ${blockKey(right)} ${output.multiplicity} ${weight}`
      : path;
    groups.set(key, [...(groups.get(key) ?? []), path]);
  }
  const whole = (path: ProductPath): MergedPath => ({
    path,
    outputDim: path.output.dim,
    outputStride: undefined,
    assign: assigning.has(path),
  });
  return [...groups.values()].flatMap((members) => {
    const [path] = members;
    const offsets = members.map(({ output }) => output.offset);
    const stride = offsets[1] - offsets[0];
    const isEven = offsets.every((offset, k) => offset === offsets[0] + k * stride);
    const assigns = members.filter((member) => assigning.has(member)).length;
    const isUniform = target !== "output" || assigns === 0 || assigns === members.length;
    if (members.length === 1 || !(stride > 0) || !isEven || !isUniform) return members.map(whole);
    const couplings = members.flatMap((member, k) =>
      member.couplings.map(({ i, j, value }) => ({ i, j, k, value })),
    );
    return [
      {
        path: { ...path, couplings },
        outputDim: members.length,
        outputStride: stride,
        assign: assigning.has(path),
      },
    ];
  });
}
