import type { DimensionEstimate, RepresentationGap } from "@erlangen/metrics";
import { mean } from "@erlangen/numerics";
import { chartColors, renderReport, type Chart } from "@erlangen/training/report";

/** Bars of the histogram. */
const bins = 40;

/** Which test rows are farthest from every output. */
export function farthestRows(
  { squaredDistances, nearest }: RepresentationGap,
  count: number,
): { readonly row: number; readonly squaredDistance: number; readonly nearest: number }[] {
  return Array.from(squaredDistances.keys())
    .toSorted((a, b) => squaredDistances[b] - squaredDistances[a])
    .slice(0, count)
    .map((row) => ({ row, squaredDistance: squaredDistances[row], nearest: nearest[row] }));
}

/** The page of `erlangen gap`. */
export function gapReport(
  about: { readonly train: string; readonly test: string; readonly group: string | undefined },
  gap: RepresentationGap,
): Promise<string> {
  return renderReport({
    title: "Representation gap",
    subtitle: `${about.test} from ${about.train}${about.group === undefined ? "" : `, up to ${about.group}`}`,
    summary: [
      [gap.exact ? "gap" : "gap, upper bound", gap.gap],
      ["standard error", gap.standardError],
      ["test rows", String(gap.testSize)],
      ["output rows", String(gap.outputSize)],
    ],
    sections: [
      {
        heading: "Squared distances from the nearest output",
        table: {
          columns: ["quantile", "squared distance"],
          rows: gap.quantiles.map(([p, value]) => [`${100 * p} %`, value]),
        },
        charts: [histogram(gap.squaredDistances)],
      },
      {
        heading: "Test rows farthest from every output",
        table: {
          columns: ["test row", "squared distance", "nearest output row"],
          rows: farthestRows(gap, 10).map(({ row, squaredDistance, nearest }) => [
            String(row),
            squaredDistance,
            String(nearest),
          ]),
        },
      },
    ],
    notes: [
      "The gap is the mean squared distance of a test row from the nearest output row. It does not see outputs that are wrong: exchange the files for those.",
    ],
  });
}

/** An estimate under the name by which the command line knows its method. */
export interface NamedEstimate extends DimensionEstimate {
  readonly name: string;
}

/** The page of `erlangen dimension`. */
export function dimensionReport(
  source: string,
  estimates: readonly NamedEstimate[],
): Promise<string> {
  const charts = estimates.flatMap((estimate) => [...curveCharts(estimate)]);
  return renderReport({
    title: "Intrinsic dimension",
    subtitle: source,
    summary: estimates.map(({ name, dimension, standardError }) => [
      name,
      `${dimension.toFixed(2)} ± ${standardError.toFixed(2)}`,
    ]),
    sections: charts.length === 0 ? [] : [{ heading: "Gap curve", charts }],
    notes: [
      "Local dimensions that change with the number of outputs show edges, curvature, or noise at small scales. Errors of the gap do not include that all trials share the data.",
    ],
  });
}

function curveCharts({ curve, localSlopes, dimension }: NamedEstimate): readonly Chart[] {
  if (curve === undefined || localSlopes === undefined) return [];
  const { sizes, gaps, standardErrors } = curve;
  const fitted = sizes.slice(-(localSlopes.length + 1));
  const logs = fitted.map((size, j) => ({
    x: Math.log(size),
    y: Math.log(gaps[sizes.length - fitted.length + j]),
  }));
  const [x, y] = [mean(logs.map((point) => point.x)), mean(logs.map((point) => point.y))];
  const line = fitted.map((size) => ({
    size,
    gap: Math.exp(y - (2 / dimension) * (Math.log(size) - x)),
  }));
  const points = sizes.map((size, j) => ({
    size,
    gap: gaps[j],
    low: gaps[j] - standardErrors[j],
    high: gaps[j] + standardErrors[j],
  }));
  const local = localSlopes.map((slope, j) => ({
    size: Math.sqrt(fitted[j] * fitted[j + 1]),
    dimension: -2 / slope,
  }));
  const sizeAxis = {
    field: "size",
    type: "quantitative",
    title: "outputs n",
    scale: { type: "log", nice: false },
    axis: { values: sizes, format: ",d" },
  };
  return [
    {
      title: "gap R(n)",
      caption: `fit through the last ${fitted.length} sizes: R ~ n^(-2/d), d = ${dimension.toFixed(2)}`,
      specification: {
        width: 360,
        height: 230,
        layer: [
          {
            data: { values: line },
            mark: { type: "line", color: chartColors.muted, strokeDash: [4, 3] },
            encoding: { x: sizeAxis, y: gapAxis("gap") },
          },
          {
            data: { values: points },
            mark: { type: "rule", color: chartColors.series[0] },
            encoding: { x: sizeAxis, y: gapAxis("low"), y2: { field: "high" } },
          },
          {
            data: { values: points },
            mark: { type: "circle", color: chartColors.series[0], size: 40, opacity: 1 },
            encoding: { x: sizeAxis, y: gapAxis("gap") },
          },
        ],
      },
    },
    {
      title: "local dimension",
      caption: "-2 over the slope between neighbouring sizes; the dashed line is the fit",
      specification: {
        width: 360,
        height: 230,
        layer: [
          {
            data: { values: [{ dimension }] },
            mark: { type: "rule", color: chartColors.muted, strokeDash: [4, 3] },
            encoding: { y: { field: "dimension", type: "quantitative" } },
          },
          {
            data: { values: local },
            mark: { type: "line", point: true, color: chartColors.series[0] },
            encoding: {
              x: sizeAxis,
              y: {
                field: "dimension",
                type: "quantitative",
                title: "local dimension",
                scale: { zero: false },
              },
            },
          },
        ],
      },
    },
  ];
}

function gapAxis(field: string): object {
  return {
    field,
    type: "quantitative",
    title: "gap R",
    scale: { type: "log", nice: false },
  };
}

function histogram(values: Float64Array): Chart {
  const most = values.reduce((largest, value) => Math.max(largest, value), 0);
  const width = most > 0 ? most / bins : 1;
  const counts = new Int32Array(bins);
  values.forEach((value) => counts[Math.min(bins - 1, Math.floor(value / width))]++);
  const bars = Array.from(counts, (count, i) => ({ from: i * width, to: (i + 1) * width, count }));
  return {
    title: "test rows by squared distance",
    specification: {
      width: 480,
      height: 200,
      data: { values: bars },
      mark: { type: "bar", color: chartColors.series[0] },
      encoding: {
        x: { field: "from", type: "quantitative", title: "squared distance", bin: "binned" },
        x2: { field: "to" },
        y: { field: "count", type: "quantitative", title: "test rows" },
      },
    },
  };
}
