import { ArgumentError } from "@erlangen/numerics";
import type { TrainingHistory } from "../trainer/history.ts";
import { withUnit, type Chart } from "./chart.ts";
import { isWorthLogarithm, logarithmicAxis } from "./logarithmic-axis.ts";

/** One quantity to draw over the epochs. */
export interface LearningCurve {
  /** Its name in the history. */
  readonly metric: string;
  /** Its name among the validation metrics. Default: the same. */
  readonly validationMetric?: string;
  /** Title of the chart. Default: the name. */
  readonly label?: string;
  /** Unit after scaling. */
  readonly unit?: string;
  /** Factor from the number in the history to `unit`, such as 1000 from eV to meV. Default 1. */
  readonly scale?: number;
}

/**
 * A chart for each metric: its mean over each epoch, and its value at validations.
 *
 * The axis is logarithmic when all values are positive and span more than a factor of ten. Values that are not finite
 * are left out.
 *
 * @param history - As the trainer returns it; without epochs there are no charts.
 * @param curves - Default: every training metric, by its name.
 * @throws ArgumentError when the history does not know a metric.
 *
 * ```ts
 * import { learningCurves } from "@erlangen/training/report";
 *
 * const epoch = { epoch: 1, step: 9, seconds: 2, learningRate: 0.01, training: { loss: 0.5 } };
 * learningCurves([epoch]).map(({ title }) => title); // => ["loss"]
 * ```
 */
export function learningCurves(
  history: TrainingHistory,
  curves: readonly LearningCurve[] = trainingMetrics(history),
): Chart[] {
  if (history.length === 0) return [];
  return curves.map((curve) => chartOf(history, curve));
}

function chartOf(history: TrainingHistory, curve: LearningCurve): Chart {
  const { metric, validationMetric = metric, label = metric, unit, scale = 1 } = curve;
  const values = history.flatMap(({ epoch, training, validation }) => [
    { epoch, series: "training", value: training[metric] },
    { epoch, series: "validation", value: validation?.[validationMetric] },
  ]);
  const points = values.flatMap(({ value, ...place }) =>
    value === undefined || !Number.isFinite(value) ? [] : [{ ...place, value: value * scale }],
  );
  if (values.every(({ value }) => value === undefined)) {
    const known = new Set(history.flatMap((r) => Object.keys({ ...r.training, ...r.validation })));
    throw new ArgumentError(
      `learningCurves: expected metric to be one of ${[...known].join(", ")}, got "${metric}"`,
    );
  }
  const numbers = points.map(({ value }) => value);
  const series = [...new Set(points.map((point) => point.series))];
  const last = points.findLast((point) => point.series === "validation") ?? points.at(-1);
  return {
    title: label,
    ...(last === undefined
      ? { caption: "no finite value" }
      : {
          caption: `${last.series} at epoch ${last.epoch}: ${last.value.toPrecision(3)}${unit === undefined ? "" : ` ${unit}`}`,
        }),
    specification: {
      width: 360,
      height: 210,
      data: { values: points },
      mark: { type: "line", interpolate: "linear", point: history.length < 30, strokeWidth: 1.75 },
      encoding: {
        x: {
          field: "epoch",
          type: "quantitative",
          title: "epoch",
          scale: { nice: false, zero: false },
          axis: { format: "d", tickMinStep: 1 },
        },
        y: {
          field: "value",
          type: "quantitative",
          title: withUnit(label, unit),
          ...(isWorthLogarithm(numbers) ? logarithmicAxis(numbers) : { scale: { zero: false } }),
        },
        color: {
          field: "series",
          type: "nominal",
          scale: { domain: series },
          ...(series.length > 1 ? {} : { legend: null }),
        },
      },
    },
  };
}

function trainingMetrics(history: TrainingHistory): LearningCurve[] {
  const names = new Set(history.flatMap(({ training }) => Object.keys(training)));
  return [...names].map((metric) => ({ metric }));
}
