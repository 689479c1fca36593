import { writeFileAtomically } from "@erlangen/data/files";
import {
  finiteGroupFromName,
  finiteGroupFromPermutations,
  PermutationGroup,
  type FiniteGroup,
} from "@erlangen/groups";
import { ArgumentError } from "@erlangen/numerics";
import { Command } from "commander";
import { integerOption, withGlobalOptions, type GlobalOptions } from "../global-options.ts";
import { groupDrawing } from "../group/group-drawing.ts";
import { characterTableText, irrepTable } from "../group/group-tables.ts";
import { jsonInteger, processOutput, type Output } from "../output.ts";

/** Permutation groups up to this order are also taken apart into classes and irreps. */
const largestAnalysis = 10_000;

interface GroupOptions extends GlobalOptions {
  readonly degree: number | undefined;
  readonly generators: string | undefined;
  readonly svg: string | undefined;
}

/** `erlangen group NAME`: order, generators, classes, irreps and characters of a group. */
export function groupCommand(): Command {
  return withGlobalOptions(
    new Command("group")
      .description("order, generators, classes, irreps and characters of a finite group")
      .argument("[name]", 'C8, D6, S5, A4, Q8, T, O, I, Th, Oh, Ih, "C2 x C2" or "C2 wr S3"')
      .option("--degree <n>", "number of points of a permutation group", integerOption("degree", 1))
      .option("--generators <cycles>", 'its generators, such as "(1 2 3)(4 5), (1 4)"')
      .option("--svg <file>", "draw the Cayley diagram and the multiplication table"),
  ).action(async (name: string | undefined, options: GroupOptions) => {
    const { degree, generators, svg } = options;
    const output = processOutput(options.json);
    if (name !== undefined && degree === undefined && generators === undefined) {
      const group = finiteGroupFromName(name);
      await draw(svg, () => group, output);
      describeFinite(group, output);
      return;
    }
    if (name !== undefined || degree === undefined || generators === undefined) {
      throw new ArgumentError(
        "group: expected either a name, such as C8, or both --degree and --generators",
      );
    }
    const group = PermutationGroup.fromCycles(generators, degree);
    await draw(svg, () => listed(group), output);
    describePermutations(group, output);
  });
}

async function draw(
  path: string | undefined,
  group: () => FiniteGroup,
  output: Output,
): Promise<void> {
  if (path === undefined) return;
  await writeFileAtomically(path, new TextEncoder().encode(groupDrawing(group())));
  output.log(`wrote ${path}`);
}

function describeFinite(group: FiniteGroup, output: Output): void {
  output.print(`${group.name}  order ${group.order}`);
  const generators = group.generators.map((g) => group.elementName(g));
  output.print(`generators  ${generators.join(", ")}`);
  printStructure(group, output);
  output.result({ name: group.name, order: group.order, generators, ...structure(group) });
}

function describePermutations(group: PermutationGroup, output: Output): void {
  const { degree, order } = group;
  const orbits = group.orbits().map((orbit) => orbit.map((point) => point + 1));
  const orbitals = group.orbitals().map(({ representative, size, isDiagonal, paired }) => ({
    representative: representative.map((point) => point + 1),
    size,
    isDiagonal,
    paired,
  }));
  const closure = group.twoClosure().order;
  const isSmall = order <= largestAnalysis;
  output.print(`permutation group on ${degree} points  order ${order}`);
  output.print(`generators  ${group.generators.join(", ")}`);
  output.print(`orbits      ${orbits.map((orbit) => `{${orbit.join(" ")}}`).join(" ")}`);
  output.print(
    `orbitals    ${orbitals.length}: ${orbitals
      .map(({ representative, size }) => `(${representative.join(", ")}) x ${size}`)
      .join("  ")}`,
  );
  output.print(
    `2-closure   order ${closure}${closure === order ? ", the group itself: it is 2-closed" : ""}`,
  );
  const finite = isSmall ? listed(group) : undefined;
  if (finite === undefined) {
    output.print(`classes and irreps are shown up to order ${largestAnalysis}`);
  } else {
    printStructure(finite, output);
  }
  output.result({
    order: jsonInteger(order),
    degree,
    generators: group.generators.map(String),
    ...(finite === undefined ? {} : structure(finite)),
    orbits,
    orbitals,
    twoClosureOrder: jsonInteger(closure),
  });
}

function listed(group: PermutationGroup): FiniteGroup {
  const { generators } = group;
  if (generators.length === 0) return finiteGroupFromName("C1");
  return finiteGroupFromPermutations(generators);
}

function printStructure(group: FiniteGroup, output: Output): void {
  output.print(`\nreal irreps\n${irrepTable(group)}`);
  output.print(`\ncharacters of the complex irreps\n${characterTableText(group)}`);
}

/** Classes, irreps and characters as JSON. */
function structure(group: FiniteGroup): Readonly<Record<string, unknown>> {
  const { classSizes, representatives, characters } = group.characterTable();
  return {
    classes: classSizes.map((size, c) => ({
      representative: group.elementName(representatives[c]),
      size,
    })),
    irreps: group.irreps().map(({ name, dim, type }) => ({ name, dim, type })),
    characters: characters.map(({ degree, type, real, imaginary }) => ({
      degree,
      type,
      real: [...real],
      imaginary: [...imaginary],
    })),
  };
}
