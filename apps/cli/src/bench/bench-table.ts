import { textTable } from "../output.ts";
import type { BenchCase } from "@erlangen/benchmarks/suites";

/** Cases of one suite as a table; ratios compare the engine of the row with that of the column. */
export function benchTable(cases: readonly BenchCase[]): string {
  const engines = [...new Set(cases.map(({ engine }) => engine))];
  const hasFlops = cases.some(({ gflops }) => gflops !== undefined);
  const hasBytes = cases.some(({ gbps }) => gbps !== undefined);
  const header = [
    "",
    "median ms",
    "min",
    "max",
    ...(hasFlops ? ["GFLOP/s"] : []),
    ...(hasBytes ? ["GB/s"] : []),
    "right",
    ...engines.map((engine) => `/ ${engine}`),
  ];
  const rows = cases.map((item) => [
    `${item.name}  ${item.engine}`,
    item.medianMs.toFixed(2),
    item.minMs.toFixed(2),
    item.maxMs.toFixed(2),
    ...(hasFlops ? [item.gflops?.toFixed(1) ?? ""] : []),
    ...(hasBytes ? [item.gbps?.toFixed(1) ?? ""] : []),
    item.correct ? "yes" : "NO",
    ...engines.map((engine) => item.ratioTo[engine]?.toFixed(3) ?? ""),
  ]);
  return textTable([header, ...rows]);
}
