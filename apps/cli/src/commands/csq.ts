import { CycleIndex, PermutationGroup } from "@erlangen/groups";
import {
  csqLowerBound,
  minTolerance,
  orbitCount,
  paperBound,
  planePackingBound,
  type CsqBound,
  type OrbitCountOptions,
  type PaperBoundOptions,
  type PaperTheorem,
} from "@erlangen/metrics";
import { ArgumentError } from "@erlangen/numerics";
import { Command, InvalidArgumentError, Option } from "commander";
import { pointGroupFromName, type PointGroup } from "../csq/point-group.ts";
import {
  integerOption,
  numberOption,
  positiveOption,
  withGlobalOptions,
  type GlobalOptions,
} from "../global-options.ts";
import { jsonInteger, processOutput } from "../output.ts";

/** `erlangen csq`: how hard classes of functions are to learn by correlational statistical queries. */
export function csqCommand(): Command {
  const command = new Command("csq").description(
    "bounds on correlational statistical queries, and orbit counts",
  );
  for (const part of [orbitsCommand(), boundCommand(), toleranceCommand(), planesCommand()]) {
    command.addCommand(part.exitOverride());
  }
  return command.addCommand(paperCommand().exitOverride());
}

interface OrbitsOptions extends GlobalOptions {
  readonly group: string | undefined;
  readonly degree: number | undefined;
  readonly generators: string | undefined;
  readonly on: "points" | "edges";
  readonly kind: OrbitCountOptions["kind"];
  readonly k: number | undefined;
}

function orbitsCommand(): Command {
  return withGlobalOptions(
    new Command("orbits")
      .description("orbits of a permutation group on subsets or monomials, exactly")
      .option("--group <name>", "C20, D16, S12, A5 or M24 on so many points")
      .option("--degree <n>", "number of points of another group", integerOption("degree", 1))
      .option("--generators <cycles>", 'its generators, such as "(1 2 3)(4 5), (1 4)"')
      .addOption(
        new Option("--on <what>", "points, or pairs of points: edges of graphs")
          .choices(["points", "edges"])
          .default("points"),
      )
      .addOption(
        new Option("--kind <kind>", "what is counted")
          .choices(["subsets", "k-subsets", "monomials"])
          .makeOptionMandatory(),
      )
      .option("--k <k>", "size of k-subsets, degree of monomials", integerOption("k", 0)),
  ).action((options: OrbitsOptions) => {
    const points = pointGroup(options);
    const group = options.on === "edges" ? edgesOf(points) : points;
    const count = orbitCount(group, orbitOptions(options));
    const output = processOutput(options.json);
    output.print(`${count}`);
    output.result({ count: jsonInteger(count), order: jsonInteger(group.order) });
  });
}

function pointGroup({ group, degree, generators }: OrbitsOptions): PointGroup {
  if (group !== undefined && degree === undefined && generators === undefined) {
    return pointGroupFromName(group);
  }
  if (group !== undefined || degree === undefined || generators === undefined) {
    throw new ArgumentError(
      "csq orbits: expected either --group, such as C20, or both --degree and --generators",
    );
  }
  return PermutationGroup.fromCycles(generators, degree);
}

function edgesOf(points: PointGroup): CycleIndex {
  return (points instanceof CycleIndex ? points : points.cycleIndex()).onEdges();
}

function orbitOptions({ kind, k }: OrbitsOptions): OrbitCountOptions {
  if (kind === "subsets" && k === undefined) return { kind };
  if (kind !== "subsets" && k !== undefined) return { kind, k };
  throw new ArgumentError(
    kind === "subsets"
      ? "csq orbits: expected no --k for --kind subsets; --kind k-subsets takes one"
      : `csq orbits: expected --k for --kind ${kind}`,
  );
}

interface ClassOptions extends GlobalOptions {
  readonly dim: bigint;
  readonly eps: number;
}

function classCommand(name: string, description: string): Command {
  return withGlobalOptions(
    new Command(name)
      .description(description)
      .requiredOption("--dim <D>", "number of functions, such as 52488 or 2^190", countArgument)
      .requiredOption("--eps <E>", "largest correlation of two of them", numberOption("eps", 0, 1)),
  );
}

function boundCommand(): Command {
  return classCommand("bound", "queries that a learner of nearly uncorrelated functions needs")
    .requiredOption("--tau <T>", "tolerance of the answers", positiveOption("tau"))
    .action(({ dim, eps, tau, json }: ClassOptions & { readonly tau: number }) => {
      const output = processOutput(json);
      const bound = csqLowerBound({ dim, eps, tau });
      output.print(`${boundText(bound)}   Szörényi-type bound, explicit constants`);
      output.result({ ...bound });
    });
}

function toleranceCommand(): Command {
  return classCommand("tolerance", "the precision that a learner with so many queries needs")
    .requiredOption("--queries <N>", "number of queries, such as 1000 or 2^40", countArgument)
    .action(({ dim, eps, queries, json }: ClassOptions & { readonly queries: bigint }) => {
      const output = processOutput(json);
      const tau = minTolerance({ dim, eps, queries });
      output.print(
        `tolerance at most ${tau.toPrecision(4)}   Szörényi-type bound, explicit constants`,
      );
      output.result({ tau });
    });
}

interface PlanesOptions extends GlobalOptions {
  readonly d: number;
  readonly k: number;
  readonly tau: number;
}

function planesCommand(): Command {
  return withGlobalOptions(
    new Command("planes")
      .description(
        "queries that networks of 2k ReLUs on an unknown plane of R^d take, explicit constants",
      )
      .requiredOption("--d <d>", "dimension of the inputs or node features", integerOption("d", 2))
      .requiredOption("--k <k>", "half the width, even", integerOption("k", 2))
      .requiredOption("--tau <T>", "tolerance of the answers", positiveOption("tau")),
  ).action(({ d, k, tau, json }: PlanesOptions) => {
    const output = processOutput(json);
    const bound = planePackingBound({ d, k, tau });
    output.print(
      bound.isVacuous
        ? `${boundText(bound)}; the dimension is too low for the packing of planes`
        : `${boundText(bound)}   2^${bound.log2Dim.toFixed(1)} planes with cosines up to ${bound.cosine.toFixed(4)}`,
    );
    output.result({ ...bound });
  });
}

/** Sizes and constants of {@link paperBound} as options. */
const paperOptions = {
  n: "nodes, or rows of the input",
  d: "dimension of the node features",
  k: "half the width",
  tau: "tolerance",
  "c-exp": "constant in the exponent of the queries",
  "c-pow": "constant in the power of the tolerance",
} as const;

function paperCommand(): Command {
  const command = new Command("paper")
    .description("the paper's asymptotic bounds: orders of growth, with constants that you choose")
    .argument("<theorem>", "T1, T2, T3 or T4");
  for (const [name, description] of Object.entries(paperOptions)) {
    command.option(`--${name} <x>`, description, positiveOption(name));
  }
  command.option("--group-order <n>", "order of the group, such as 256 or 2^20", countArgument);
  return withGlobalOptions(command).action(
    (theorem: string, options: GlobalOptions & PaperBoundOptions) => {
      const { json, n, d, k, tau, cExp, cPow, groupOrder } = options;
      const output = processOutput(json);
      const given = Object.entries({ n, d, k, tau, cExp, cPow, groupOrder });
      const bound = paperBound(
        // paperBound refuses other names.
        theorem as PaperTheorem,
        Object.fromEntries(given.filter(([, value]) => value !== undefined)),
      );
      const { log2Queries, log2Tolerance } = bound;
      output.print(`${bound.theorem}  ${bound.hard}\n    ${bound.statement}`);
      output.print(
        `    ${bound.kind}: 2^${log2Queries.toFixed(2)} queries` +
          (log2Tolerance === undefined ? "" : `, or precision 2^${log2Tolerance.toFixed(2)}`),
      );
      output.result({ ...bound });
    },
  );
}

function boundText({ queries, log2Queries }: CsqBound): string {
  if (queries === 0) return "no bound: any number of queries may do";
  const count = queries < 1e6 ? queries.toPrecision(4) : `2^${log2Queries.toFixed(2)}`;
  return `at least ${count} queries (log2 ${log2Queries.toFixed(2)})`;
}

/** An integer of any size >= 0, in digits or as a power. */
function countArgument(text: string): bigint {
  const [, base, exponent = "1"] = /^(\d+)(?:\^(\d{1,6}))?$/.exec(text) ?? [];
  if (base === undefined) {
    throw new InvalidArgumentError(
      `expected an integer >= 0 in digits or as a power, such as 52488 or 2^190, got "${text}"`,
    );
  }
  return BigInt(base) ** BigInt(exponent);
}
