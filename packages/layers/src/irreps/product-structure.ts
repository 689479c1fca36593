import { wigner3jSparse, type Irreps, type IrrepsBlock } from "@erlangen/groups";
import { ArgumentError } from "@erlangen/numerics";
import {
  outputMultiplicity,
  weightCount,
  type ProductBlock,
  type ProductTable,
} from "@erlangen/tensor";
import {
  pathConstants,
  type ProductInstruction,
  type ProductNormalization,
} from "./product-normalization.ts";

/** A tensor product before any number exists: its irreps, its paths with their constants, and its sparse table. */
export interface ProductStructure {
  readonly left: Irreps;
  readonly right: Irreps;
  readonly output: Irreps;
  readonly instructions: readonly ProductInstruction[];
  /** The constant of each path, e3nn's path coefficient. */
  readonly constants: readonly number[];
  readonly weightCounts: readonly number[];
  readonly table: ProductTable;
}

const structures = new Map<string, ProductStructure>();

/**
 * The structure of a tensor product. Equal arguments give one and the same object: programs share applications whose
 * tables are identical.
 *
 * @throws ArgumentError when an instruction names a missing block, couples irreps that do not couple, or has
 * multiplicities that do not fit its mode; the message names the instruction.
 */
export function productStructure(
  caller: string,
  irreps: { readonly left: Irreps; readonly right: Irreps; readonly output: Irreps },
  instructions: readonly ProductInstruction[],
  normalization: ProductNormalization,
): ProductStructure {
  const { left, right, output } = irreps;
  const key = JSON.stringify([left, right, output, instructions, normalization]);
  const known = structures.get(key);
  if (known !== undefined) return known;
  for (const [position, instruction] of instructions.entries()) {
    checkInstruction(`${caller}: instruction ${position}`, irreps, instruction);
  }
  const constants = pathConstants(irreps, instructions, normalization);
  const weightCounts = instructions.map((instruction) =>
    instruction.hasWeight
      ? weightCount(
          instruction.mode,
          left.blocks[instruction.left].multiplicity,
          right.blocks[instruction.right].multiplicity,
          output.blocks[instruction.output].multiplicity,
        )
      : 0,
  );
  let weight = 0;
  const paths = instructions.map((instruction, position) => {
    const first = weight;
    weight += weightCounts[position];
    const [a, b, c] = [
      left.blocks[instruction.left],
      right.blocks[instruction.right],
      output.blocks[instruction.output],
    ];
    return {
      mode: instruction.mode,
      left: productBlock(a),
      right: productBlock(b),
      output: productBlock(c),
      weight: instruction.hasWeight ? first : undefined,
      couplings: wigner3jSparse(a.irrep.l, b.irrep.l, c.irrep.l).map(({ i, j, k, value }) => ({
        i,
        j,
        k,
        value: value * constants[position],
      })),
    };
  });
  const structure: ProductStructure = {
    left,
    right,
    output,
    instructions,
    constants,
    weightCounts,
    table: { left: left.dim, right: right.dim, weight, output: output.dim, paths },
  };
  structures.set(key, structure);
  return structure;
}

function productBlock({ offset, multiplicity, irrep }: IrrepsBlock): ProductBlock {
  return { offset, multiplicity, dim: irrep.dim };
}

function checkInstruction(
  where: string,
  irreps: { readonly left: Irreps; readonly right: Irreps; readonly output: Irreps },
  instruction: ProductInstruction,
): void {
  const block = (slot: "left" | "right" | "output"): IrrepsBlock => {
    const found = irreps[slot].blocks[instruction[slot]];
    if (found === undefined) {
      throw new ArgumentError(
        `${where}: expected ${slot} to be a block of "${irreps[slot]}", got ${instruction[slot]}`,
      );
    }
    return found;
  };
  const [a, b, c] = [block("left"), block("right"), block("output")];
  if (!a.irrep.product(b.irrep).some((irrep) => irrep.equals(c.irrep))) {
    throw new ArgumentError(
      `${where}: expected an output irrep in ${a.irrep} x ${b.irrep}, got ${c.irrep}`,
    );
  }
  const { mode } = instruction;
  const diagonal = mode === "uuu" || mode === "uuw" || mode === "uvu<v" || mode === "u<vw";
  const prescribed = outputMultiplicity(mode, a.multiplicity, b.multiplicity) ?? c.multiplicity;
  if (prescribed !== c.multiplicity || (diagonal && a.multiplicity !== b.multiplicity)) {
    throw new ArgumentError(
      `${where}: expected multiplicities that fit mode "${mode}", got ${a.multiplicity} x ${b.multiplicity} -> ${c.multiplicity}`,
    );
  }
  if (!instruction.hasWeight && (mode === "uvw" || mode === "u<vw")) {
    throw new ArgumentError(`${where}: expected weights for mode "${mode}", got hasWeight false`);
  }
  if (!instruction.hasWeight && mode === "uuw" && c.multiplicity !== 1) {
    throw new ArgumentError(
      `${where}: expected output multiplicity 1 for mode "uuw" without weights, got ${c.multiplicity}`,
    );
  }
}
