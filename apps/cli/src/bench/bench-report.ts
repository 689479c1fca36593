import type { BenchCase, Ceilings, SkippedPeer } from "@erlangen/benchmarks/suites";
import { barChart, renderReport, type ReportSection } from "@erlangen/training/report";

/** What a run of `erlangen bench` measured; also what is written as JSON. */
export interface BenchResult {
  readonly machine: Readonly<Record<string, string | number>>;
  readonly cases: readonly BenchCase[];
  readonly skipped: readonly SkippedPeer[];
  readonly ceilings?: Ceilings;
}

/** The page of a run: for each suite a table, and for each task the engines as bars. */
export function benchReport({ machine, cases, skipped, ceilings }: BenchResult): Promise<string> {
  const names = [...new Set(cases.map(({ suite }) => suite))];
  return renderReport({
    title: "Benchmarks",
    subtitle: Object.entries(machine)
      .map(([key, value]) => `${key} ${value}`)
      .join(", "),
    summary:
      ceilings === undefined
        ? []
        : [
            ["matrix product, GFLOP/s", ceilings.gflops],
            ["copy, GB/s", ceilings.gbps],
          ],
    sections: names.map((suite) =>
      section(
        suite,
        cases.filter((item) => item.suite === suite),
      ),
    ),
    notes: [
      "Medians of rounds in which every engine runs once; ratios are medians of the ratios in a round, below 1 is faster.",
      ...skipped.map(({ engine, reason }) => `left out: ${engine}, ${reason}`),
    ],
  });
}

function section(suite: string, cases: readonly BenchCase[]): ReportSection {
  const engines = [...new Set(cases.map(({ engine }) => engine))];
  const tasks = [...new Set(cases.map(({ name }) => name))];
  return {
    heading: suite,
    table: {
      columns: [
        "task",
        "engine",
        "median ms",
        "min",
        "max",
        "GFLOP/s",
        "GB/s",
        "right",
        ...engines.map((engine) => `/ ${engine}`),
      ],
      rows: cases.map((item) => [
        item.name,
        item.engine,
        item.medianMs,
        item.minMs,
        item.maxMs,
        item.gflops ?? "",
        item.gbps ?? "",
        item.correct ? "yes" : "NO",
        ...engines.map((engine) => item.ratioTo[engine] ?? ""),
      ]),
    },
    charts: tasks.map((task) =>
      barChart({
        title: task,
        label: "median",
        unit: "ms",
        bars: cases
          .filter(({ name }) => name === task)
          .map(({ engine, medianMs }) => ({ name: engine, value: medianMs })),
      }),
    ),
  };
}
