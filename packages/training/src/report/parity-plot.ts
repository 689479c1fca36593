import { ArgumentError } from "@erlangen/numerics";
import { chartColors } from "./chart-theme.ts";
import { withUnit, type Chart } from "./chart.ts";
import { formatNumber } from "./format-number.ts";

/** Options of {@link parityPlot}. */
export interface ParityPlotOptions {
  readonly predicted: ArrayLike<number>;
  /** As many as `predicted`, in the same order. */
  readonly reference: ArrayLike<number>;
  /** What they are, such as `force component`. */
  readonly label: string;
  /** Unit after scaling. */
  readonly unit?: string;
  /** Factor from the numbers to `unit`. Default 1. */
  readonly scale?: number;
}

/** A plot with more dots is no better to read, and slow to open. */
const mostPoints = 2000;

/**
 * Predictions against the truth, with the diagonal on which they should lie.
 *
 * Mean absolute and root mean square error, in the caption, are of all pairs. At most 2,000 pairs are drawn: the tenth
 * with the largest errors, so that no outlier hides, and others evenly through the rest. Pairs with a number that is
 * not finite are counted in the caption and otherwise left out.
 *
 * @throws ArgumentError when the lengths differ.
 *
 * ```ts
 * import { parityPlot } from "@erlangen/training/report";
 *
 * parityPlot({ predicted: [1, 2.5], reference: [1, 2], label: "energy", unit: "eV" }).caption; // => "MAE 0.25 eV, RMSE 0.3536 eV, 2 pairs"
 * ```
 */
export function parityPlot(options: ParityPlotOptions): Chart {
  const { predicted, reference, label, unit, scale = 1 } = options;
  if (predicted.length !== reference.length) {
    throw new ArgumentError(
      `parityPlot: expected as many predicted as reference numbers (${reference.length}), got ${predicted.length}`,
    );
  }
  const all = Array.from(predicted, (value, i) => ({
    x: scale * reference[i],
    y: scale * value,
  }));
  const pairs = all.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  const drawn = pairs.length > mostPoints ? thinned(pairs) : pairs;
  const ends = pairs.reduce<[number, number]>(
    ([low, high], { x, y }) => [Math.min(low, x, y), Math.max(high, x, y)],
    [Infinity, -Infinity],
  );
  const range = pairs.length === 0 ? [0, 1] : widened(ends);
  const axis = (field: string, title: string): object => ({
    field,
    type: "quantitative",
    title: withUnit(title, unit),
    scale: { domain: range, nice: false },
  });
  const encoding = { x: axis("x", `reference ${label}`), y: axis("y", `predicted ${label}`) };
  return {
    title: label,
    caption: captionOf({ pairs, drawn: drawn.length, all: all.length, unit }),
    specification: {
      width: 290,
      height: 290,
      encoding,
      layer: [
        {
          data: { values: range.map((end) => ({ x: end, y: end })) },
          mark: { type: "line", color: chartColors.muted, strokeDash: [4, 3], strokeWidth: 1 },
        },
        {
          data: { values: drawn },
          mark: {
            type: "circle",
            color: chartColors.series[0],
            opacity: drawn.length > 200 ? 0.4 : 0.7,
            size: drawn.length > 200 ? 10 : 24,
          },
        },
      ],
    },
  };
}

interface Pair {
  readonly x: number;
  readonly y: number;
}

const errorOf = ({ x, y }: Pair): number => Math.abs(y - x);

function captionOf(about: {
  readonly pairs: readonly Pair[];
  readonly drawn: number;
  readonly all: number;
  readonly unit: string | undefined;
}): string {
  const { pairs, drawn, all, unit } = about;
  const suffix = unit === undefined ? "" : ` ${unit}`;
  const mean = (f: (pair: Pair) => number): number =>
    pairs.reduce((sum, pair) => sum + f(pair), 0) / pairs.length;
  const count = pairs.length.toLocaleString("en-US");
  return [
    ...(pairs.length === 0
      ? []
      : [
          `MAE ${formatNumber(mean(errorOf))}${suffix}`,
          `RMSE ${formatNumber(Math.sqrt(mean((pair) => errorOf(pair) ** 2)))}${suffix}`,
        ]),
    drawn < pairs.length
      ? `${drawn.toLocaleString("en-US")} of ${count} pairs drawn, the largest errors among them`
      : `${count} pairs`,
    ...(pairs.length < all ? [`${all - pairs.length} not finite`] : []),
  ].join(", ");
}

/** The tenth of the room for the largest errors, the others one from each of equally long stretches. */
function thinned(pairs: readonly Pair[]): Pair[] {
  const worst = new Set(
    pairs.toSorted((a, b) => errorOf(b) - errorOf(a)).slice(0, mostPoints / 10),
  );
  const others = pairs.filter((pair) => !worst.has(pair));
  const count = mostPoints - worst.size;
  // The golden ratio moves the place inside the stretch, so that no period of the data is met.
  const evenly = Array.from(
    { length: count },
    (_, i) => others[Math.floor(((i + ((i * 0.618033988749895) % 1)) * others.length) / count)],
  );
  return [...evenly, ...worst];
}

function widened([low, high]: readonly [number, number]): [number, number] {
  const margin = high > low ? 0.03 * (high - low) : Math.max(1e-12, 0.03 * Math.abs(high));
  return [low - margin, high + margin];
}
