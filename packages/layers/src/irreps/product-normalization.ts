import type { Irreps } from "@erlangen/groups";
import type { ConnectionMode } from "@erlangen/tensor";

/** One path of a tensor product: which blocks, and how their channels are connected. */
export interface ProductInstruction {
  /** Position of the block in the left irreps. */
  readonly left: number;
  /** Position of the block in the right irreps. */
  readonly right: number;
  /** Position of the block in the output irreps. */
  readonly output: number;
  readonly mode: ConnectionMode;
  readonly hasWeight: boolean;
  /** Share of the path in the variance of its output block: it stands under the square root. Default 1. */
  readonly pathWeight?: number;
}

/** How the constants of the paths are chosen. */
export interface ProductNormalization {
  /**
   * What is kept at 1: the second moment of each component (`component`, default), the squared norm of each irrep
   * (`norm`), or nothing (`none`).
   */
  readonly irrepNormalization?: "component" | "norm" | "none";
  /**
   * Whether every summand (`element`, default) or every path (`path`) contributes equally to an output block; `none`
   * does not divide.
   */
  readonly pathNormalization?: "element" | "path" | "none";
  /** Second moments of the left blocks; default 1 each. */
  readonly leftVariance?: readonly number[];
  /** Second moments of the right blocks; default 1 each. */
  readonly rightVariance?: readonly number[];
  /** Wanted second moments of the output blocks; default 1 each. */
  readonly outputVariance?: readonly number[];
}

/**
 * The constant of each path: c = sqrt(α · outputVariance · pathWeight / n).
 *
 * α = 2l_out+1 (`component`), (2l_1+1)(2l_2+1) (`norm`) or 1. n counts the summands of the output block, weighted by the
 * variances of the inputs: of all its paths (`element`), or of this path times the number of paths (`path`).
 *
 * Source: e3nn 0.6, `o3.TensorProduct`: the path weight is under the root, although e3nn's documentation calls it a
 * factor.
 */
export function pathConstants(
  irreps: { readonly left: Irreps; readonly right: Irreps; readonly output: Irreps },
  instructions: readonly ProductInstruction[],
  normalization: ProductNormalization,
): number[] {
  const { irrepNormalization = "component", pathNormalization = "element" } = normalization;
  const summands = ({ left, right, mode }: ProductInstruction): number =>
    (normalization.leftVariance?.[left] ?? 1) *
    (normalization.rightVariance?.[right] ?? 1) *
    summandCount(
      mode,
      irreps.left.blocks[left].multiplicity,
      irreps.right.blocks[right].multiplicity,
    );
  return instructions.map((instruction) => {
    const siblings = instructions.filter(({ output }) => output === instruction.output);
    const count =
      pathNormalization === "none"
        ? 1
        : pathNormalization === "path"
          ? summands(instruction) * siblings.length
          : siblings.reduce((total, sibling) => total + summands(sibling), 0);
    const alpha =
      irrepNormalization === "none"
        ? 1
        : irrepNormalization === "component"
          ? irreps.output.blocks[instruction.output].irrep.dim
          : irreps.left.blocks[instruction.left].irrep.dim *
            irreps.right.blocks[instruction.right].irrep.dim;
    const wanted =
      (normalization.outputVariance?.[instruction.output] ?? 1) * (instruction.pathWeight ?? 1);
    return Math.sqrt((alpha * wanted) / (count > 0 ? count : 1));
  });
}

/** How many products a path adds up in one output channel. */
function summandCount(mode: ConnectionMode, u: number, v: number): number {
  switch (mode) {
    case "uvw":
      return u * v;
    case "uvu":
      return v;
    case "uvv":
    case "uuw":
      return u;
    case "u<vw":
      return (u * (v - 1)) / 2;
    case "uuu":
    case "uvuv":
    case "uvu<v":
      return 1;
  }
}
