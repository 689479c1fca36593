import { embedDistances, type SimilarityMatrix } from "@erlangen/metrics";
import {
  chartColors,
  pointMap,
  renderReport,
  type Cell,
  type Chart,
} from "@erlangen/training/report";

/** One GULP distance. */
export interface GulpValue {
  readonly lambda: number;
  readonly squared: number;
  readonly distance: number;
}

/** The page of `erlangen gulp`. */
export function gulpReport(
  names: readonly [string, string],
  shape: { readonly rows: number; readonly columns: readonly [number, number] },
  values: readonly GulpValue[],
): Promise<string> {
  return renderReport({
    title: "GULP distance",
    subtitle: `${names[0]} and ${names[1]}`,
    summary: [
      ...values.map(({ lambda, distance }): [string, number] => [
        `distance at λ = ${lambda}`,
        distance,
      ]),
      ["inputs", String(shape.rows)],
      ["features", shape.columns.join(" and ")],
    ],
    sections: [
      {
        heading: "Distances",
        text: "The squared distance is the mean of the squared difference between the predictions of ridge regression from one and from the other, over random labels; for each task of unit variance the predictions differ by at most the distance.",
        table: {
          columns: ["λ", "squared distance", "distance"],
          rows: values.map(({ lambda, squared, distance }) => [String(lambda), squared, distance]),
        },
        charts: values.filter(({ lambda }) => lambda > 0).length > 1 ? [pathChart(values)] : [],
      },
    ],
    notes: [
      "Features are centred, and scaled to a mean squared length of 1; λ is in units of that. Boix-Adserà et al. (2022), arXiv 2210.06545.",
    ],
  });
}

function pathChart(values: readonly GulpValue[]): Chart {
  return {
    title: "Distance along the regularisation",
    caption: "Small λ compares what can be predicted at all, large λ the leading directions.",
    specification: {
      width: 420,
      height: 240,
      data: { values: values.filter(({ lambda }) => lambda > 0) },
      mark: { type: "line", point: true, color: chartColors.series[0] },
      encoding: {
        x: {
          field: "lambda",
          type: "quantitative",
          title: "λ",
          scale: { type: "log", nice: false },
        },
        y: { field: "distance", type: "quantitative", title: "distance", scale: { zero: true } },
      },
    },
  };
}

/** A table of a measure, and the distances behind it. */
export interface MeasuredNetworks extends SimilarityMatrix {
  readonly metric: string;
  /** Squared distances that the measure implies, for the map. */
  readonly squaredDistances: Float64Array;
}

/** The page of `erlangen similarity` for more than two arrays. */
export function similarityReport(measured: MeasuredNetworks): Promise<string> {
  const { metric, names, values, squaredDistances } = measured;
  const count = names.length;
  const { coordinates, shares } = embedDistances(squaredDistances, count, { squared: true });
  const share = (100 * (shares[0] + shares[1])).toFixed(0);
  return renderReport({
    title: `Similarity of ${count} representations`,
    subtitle: metric,
    summary: [["measure", metric]],
    sections: [
      {
        heading: "Map",
        charts: [
          pointMap({
            title: "Representations as points",
            points: names.map((name, i) => ({
              name,
              x: coordinates[2 * i],
              y: coordinates[2 * i + 1],
            })),
            caption: `Classical multidimensional scaling; the two axes hold ${share} % of the spread.`,
          }),
        ],
      },
      {
        heading: "All pairs",
        table: {
          columns: ["", ...names],
          rows: names.map((name, i) => rowOf(name, values.subarray(i * count, (i + 1) * count))),
        },
      },
    ],
  });
}

function rowOf(name: string, values: Float64Array): readonly Cell[] {
  return [name, ...values];
}
