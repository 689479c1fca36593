import { Irreps, type Irrep, type IrrepsBlock, type IrrepsLike } from "@erlangen/groups";
import type { Tensor } from "@erlangen/tensor";
import type { Layer } from "../layer.ts";
import { passes, type OutputFilter } from "./full-tensor-product.ts";
import type { ProductInstruction } from "./product-normalization.ts";
import type { ProductStructure } from "./product-structure.ts";
import { sortedBlocks } from "./sorted-blocks.ts";
import { tensorProduct, type ProductParameters } from "./tensor-product.ts";

/** Options of {@link tensorSquare}. */
export interface TensorSquareOptions extends OutputFilter {
  /** With it, every pair is mixed into these irreps by weights; without it, all irreps come out, without weights. */
  readonly output?: IrrepsLike;
}

/** The symmetric square as a layer, with the structure of its product. */
export interface TensorSquare extends Layer<ProductParameters> {
  readonly structure: ProductStructure;
  readonly weightCount: number;
}

/**
 * The product of a feature vector with itself, each unordered pair of channels once.
 *
 * Two different channels couple to every irrep; a channel with itself to even degrees only.
 *
 * Shapes: [..., input.dim] -> [..., output.dim].
 *
 * Source: equals `e3nn.o3.TensorSquare`.
 *
 * ```ts
 * import { tensorSquare } from "@erlangen/layers";
 *
 * tensorSquare("1o").output.toString(); // => "1x0e+1x2e"
 * ```
 */
export function tensorSquare(irreps: IrrepsLike, options: TensorSquareOptions = {}): TensorSquare {
  const simplified = Irreps.from(irreps).simplify();
  const { output, instructions } =
    options.output === undefined
      ? unweighted(simplified, options)
      : weighted(simplified, Irreps.from(options.output), options);
  const product = tensorProduct({ left: simplified, right: simplified, output }, instructions, {
    irrepNormalization: "none",
  });
  return {
    input: [simplified],
    output,
    structure: product.structure,
    weightCount: product.weightCount,
    init: (random, initOptions) => product.init(random, initOptions),
    apply: (parameters, x: Tensor) => product.apply(parameters, x, x),
    describe: () => product.describe(),
  };
}

interface Paths {
  readonly output: Irreps;
  readonly instructions: readonly ProductInstruction[];
}

function unweighted(irreps: Irreps, options: TensorSquareOptions): Paths {
  const found: (Required<Omit<ProductInstruction, "output">> & {
    multiplicity: number;
    irrep: Irrep;
  })[] = [];
  forEachPair(irreps, ({ i, j, a, b, irrep }) => {
    if (!passes(options, irrep)) return;
    const path = { left: i, right: j, hasWeight: false, irrep };
    const pathWeight = variance(options, { a, b, irrep });
    if (i < j) {
      const multiplicity = a.multiplicity * b.multiplicity;
      found.push({ ...path, mode: "uvuv", multiplicity, pathWeight });
      return;
    }
    const m = a.multiplicity;
    if (m > 1) {
      found.push({ ...path, mode: "uvu<v", multiplicity: (m * (m - 1)) / 2, pathWeight });
    }
    if (irrep.l % 2 === 0) {
      const diagonal = diagonalVariance(options, { a, irrep });
      found.push({ ...path, mode: "uuu", multiplicity: m, pathWeight: diagonal });
    }
  });
  const sorted = sortedBlocks(found);
  return {
    output: sorted.irreps,
    instructions: found.map(
      ({ left, right, mode, hasWeight, pathWeight }, position): ProductInstruction => ({
        left,
        right,
        output: sorted.p[position],
        mode,
        hasWeight,
        pathWeight,
      }),
    ),
  };
}

function weighted(irreps: Irreps, output: Irreps, options: TensorSquareOptions): Paths {
  const instructions: ProductInstruction[] = [];
  forEachBlockPair(irreps, ({ i, j, a, b }) => {
    for (const [k, { irrep }] of output.blocks.entries()) {
      if (!a.irrep.product(b.irrep).some((found) => found.equals(irrep))) continue;
      const path = { left: i, right: j, output: k, hasWeight: true };
      const pathWeight = variance(options, { a, b, irrep });
      if (i < j) instructions.push({ ...path, mode: "uvw", pathWeight });
      else {
        if (a.multiplicity > 1) instructions.push({ ...path, mode: "u<vw", pathWeight });
        if (irrep.l % 2 === 0) {
          const diagonal = diagonalVariance(options, { a, irrep });
          instructions.push({ ...path, mode: "uuw", pathWeight: diagonal });
        }
      }
    }
  });
  return { output, instructions };
}

interface BlockPair {
  readonly i: number;
  readonly j: number;
  readonly a: IrrepsBlock;
  readonly b: IrrepsBlock;
}

function forEachBlockPair(irreps: Irreps, visit: (pair: BlockPair) => void): void {
  for (const [i, a] of irreps.blocks.entries()) {
    for (const [j, b] of irreps.blocks.entries()) if (i <= j) visit({ i, j, a, b });
  }
}

function forEachPair(irreps: Irreps, visit: (pair: BlockPair & { irrep: Irrep }) => void): void {
  forEachBlockPair(irreps, (pair) => {
    for (const irrep of pair.a.irrep.product(pair.b.irrep)) visit({ ...pair, irrep });
  });
}

/** Second moment of the product of two independent channels, to divide by. */
function variance(
  { irrepNormalization = "component" }: OutputFilter,
  { a, b, irrep }: { a: IrrepsBlock; b: IrrepsBlock; irrep: Irrep },
): number {
  if (irrepNormalization === "none") return 1;
  return irrepNormalization === "component" ? irrep.dim : a.irrep.dim * b.irrep.dim;
}

/** The same for a channel with itself, whose components are dependent. */
function diagonalVariance(
  { irrepNormalization = "component" }: OutputFilter,
  { a, irrep }: { a: IrrepsBlock; irrep: Irrep },
): number {
  const d = a.irrep.dim;
  if (irrepNormalization === "none") return 1;
  if (irrepNormalization === "component") return irrep.l === 0 ? 1 / (d + 2) : irrep.dim / 2;
  return irrep.l === 0 ? d : (d * (d + 2)) / 2;
}
