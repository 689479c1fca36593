import { matmul } from "@erlangen/numerics";
import type { FiniteGroup } from "../group/finite-group.ts";
import type { IrrepType } from "../group/representation.ts";
import { cayleyGraph, generatorWord } from "./cayley-graph.ts";
import { classPartition } from "./class-partition.ts";
import { TabulatedIrrep } from "./tabulated-irrep.ts";

/** Matrices are kept for all elements up to so many numbers. */
const largestTable = 2 ** 22;

/** What defines an irrep by the matrices of the generators. */
export interface GeneratedIrrepParts {
  readonly group: FiniteGroup;
  readonly name: string;
  readonly dim: number;
  readonly type: IrrepType;
  /** The matrix of each generator, [dim, dim]. */
  readonly generatorMatrices: readonly Float64Array[];
  readonly endomorphisms: readonly Float64Array[];
  /** The character on the classes. */
  readonly values: Float64Array;
}

/** An irrep given on generators: other elements are products along the Cayley graph. */
export class GeneratedIrrep extends TabulatedIrrep {
  constructor({ generatorMatrices, endomorphisms, values, ...parts }: GeneratedIrrepParts) {
    const { group, dim } = parts;
    const shape = { rows: dim, inner: dim, columns: dim };
    let table: Float64Array | undefined;
    super({
      ...parts,
      endomorphisms: () => endomorphisms,
      characterOf: (g) => values[classPartition(group).classOf[g]],
      matrixOf: (g) => {
        const size = dim * dim;
        if (group.order * size <= largestTable) {
          table ??= tabulate(parts, generatorMatrices);
          return table.slice(g * size, (g + 1) * size);
        }
        const word = generatorWord(cayleyGraph(group), g);
        return word.reduce((matrix, s) => matmul(matrix, generatorMatrices[s], shape), unit(dim));
      },
    });
  }
}

/** The matrices of all elements, [order, dim, dim]. */
function tabulate(
  { group, dim }: Pick<GeneratedIrrepParts, "group" | "dim">,
  generatorMatrices: readonly Float64Array[],
): Float64Array {
  const { walk, parent, step } = cayleyGraph(group);
  const size = dim * dim;
  const shape = { rows: dim, inner: dim, columns: dim };
  const table = new Float64Array(group.order * size);
  for (const g of walk) {
    const before = table.subarray(parent[g] * size, (parent[g] + 1) * size);
    const matrix = parent[g] < 0 ? unit(dim) : matmul(before, generatorMatrices[step[g]], shape);
    table.set(matrix, g * size);
  }
  return table;
}

function unit(dim: number): Float64Array {
  const matrix = new Float64Array(dim * dim);
  for (let i = 0; i < dim; i++) matrix[i * (dim + 1)] = 1;
  return matrix;
}
