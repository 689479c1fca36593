import type { ProductStructure } from "./product-structure.ts";

/** The paths of a tensor product as a table: irreps, mode, weights, constant, multiply-adds for one row. */
export function describeProduct(structure: ProductStructure): string {
  const { left, right, output, instructions, constants, weightCounts, table } = structure;
  const term = (irreps: typeof left, position: number): string => {
    const { multiplicity, irrep } = irreps.blocks[position];
    return `${multiplicity}x${irrep}`;
  };
  const rows = instructions.map((instruction, position) => {
    const { mode, hasWeight } = instruction;
    return [
      `${term(left, instruction.left)} x ${term(right, instruction.right)} -> ${term(output, instruction.output)}`,
      mode,
      hasWeight ? `${weightCounts[position]}` : "-",
      constants[position].toPrecision(6),
      `${multiplyAdds(structure, position)}`,
    ];
  });
  const total = instructions.reduce(
    (sum, _, position) => sum + multiplyAdds(structure, position),
    0,
  );
  return formatTable(
    `tensor product  ${left} x ${right} -> ${output}`,
    ["path", "mode", "weights", "constant", "multiply-adds"],
    [...rows, ["total", "", `${table.weight}`, "", `${total}`]],
  );
}

/** Multiply-adds of one path on one row: nonzero couplings for each pair of channels, then the mixing. */
function multiplyAdds({ table, instructions }: ProductStructure, position: number): number {
  const { left, right, output, couplings } = table.paths[position];
  const [u, v, w] = [left.multiplicity, right.multiplicity, output.multiplicity];
  switch (instructions[position].mode) {
    case "uvw":
      return u * v * (couplings.length + w * output.dim);
    case "uuw":
      return u * (couplings.length + w * output.dim);
    case "u<vw":
      return ((u * (u - 1)) / 2) * (couplings.length + w * output.dim);
    case "uvu<v":
      return ((u * (u - 1)) / 2) * couplings.length;
    case "uuu":
      return u * couplings.length;
    case "uvu":
    case "uvv":
    case "uvuv":
      return u * v * couplings.length;
  }
}

/** Columns of equal width under a title, for `describe`. */
export function formatTable(
  title: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const widths = header.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column].length)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]),
      )
      .join("  ")
      .trimEnd();
  return [title, line(header), ...rows.map(line)].join("\n");
}
