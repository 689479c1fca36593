import { ArgumentError } from "@erlangen/numerics";
import { chartColors } from "./chart-theme.ts";
import { withUnit, type Chart } from "./chart.ts";
import { formatNumber } from "./format-number.ts";
import { logarithmicAxis } from "./logarithmic-axis.ts";

/** One bar. */
export interface Bar {
  readonly name: string;
  readonly value: number;
}

/** Options of {@link barChart}. */
export interface BarChartOptions {
  readonly title: string;
  /** What the lengths are. */
  readonly label: string;
  readonly unit?: string;
  /** From top to bottom. */
  readonly bars: readonly Bar[];
  /**
   * For values of very different size, all positive. A bar without a zero would have no meaning, so dots are drawn.
   * Default false.
   */
  readonly logarithmic?: boolean;
  readonly caption?: string;
}

/**
 * Horizontal bars from zero with their values beside them; or dots on a logarithmic axis.
 *
 * @throws ArgumentError when there are no bars, a value is not finite, or not positive on a logarithmic axis.
 *
 * ```ts
 * import { barChart } from "@erlangen/training/report";
 *
 * const bars = [{ name: "plain", value: 41.2 }, { name: "equivariant", value: 18.2 }];
 * barChart({ title: "Force error", label: "MAE", unit: "meV/A", bars }).title; // => "Force error"
 * ```
 */
export function barChart(options: BarChartOptions): Chart {
  const { title, label, unit, bars, logarithmic = false, caption } = options;
  const bad = bars.find(({ value }) => !Number.isFinite(value) || (logarithmic && value <= 0));
  if (bars.length === 0 || bad !== undefined) {
    const what = logarithmic ? "positive finite values" : "finite values";
    throw new ArgumentError(
      `barChart: expected bars with ${what}, got ${bad === undefined ? "none" : `${bad.value} for "${bad.name}"`}`,
    );
  }
  const values = bars.map(({ value }) => value);
  const names = {
    field: "name",
    type: "nominal",
    sort: null,
    title: null,
    axis: { domain: false, labelLimit: 200, labelColor: chartColors.ink },
  };
  const place = logarithmic
    ? logarithmicAxis(values)
    : { scale: { zero: true }, axis: { grid: true, tickCount: 5 } };
  const length = { field: "value", type: "quantitative", title: withUnit(label, unit), ...place };
  return {
    title,
    ...(caption === undefined ? {} : { caption }),
    specification: {
      width: 300,
      height: { step: 28 },
      data: { values: bars.map(({ name, value }) => ({ name, value, text: formatNumber(value) })) },
      encoding: { y: names, x: length },
      layer: [
        {
          mark: logarithmic
            ? { type: "circle", opacity: 1, size: 70 }
            : { type: "bar", cornerRadiusEnd: 2, height: 16 },
        },
        {
          mark: { type: "text", align: "left", dx: logarithmic ? 9 : 5 },
          encoding: { text: { field: "text" } },
        },
      ],
    },
  };
}
