import { ArgumentError } from "@erlangen/numerics";
import { chartColors } from "./chart-theme.ts";
import type { Chart } from "./chart.ts";

/** One point of a map. */
export interface MapPoint {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** Points of one group share a colour; in the order of their first points. */
  readonly group?: string;
}

/** Options of {@link pointMap}. */
export interface PointMapOptions {
  readonly title: string;
  readonly points: readonly MapPoint[];
  /** Titles of the axes. Default none. */
  readonly axes?: readonly [x: string, y: string];
  /** Whether each point has its name beside it. Default true for at most 30 points. */
  readonly named?: boolean;
  readonly caption?: string;
}

const mostNamed = 30;
const side = 340;

/**
 * Points in the plane with their names, such as an embedding of distances: both axes have the same unit.
 *
 * @throws ArgumentError when there are no points or a coordinate is not finite.
 *
 * ```ts
 * import { pointMap } from "@erlangen/training/report";
 *
 * const points = [{ name: "plain", x: 0, y: 0 }, { name: "invariant", x: 2, y: 1 }];
 * pointMap({ title: "Networks", points }).title; // => "Networks"
 * ```
 */
export function pointMap(options: PointMapOptions): Chart {
  const { title, points, axes = ["", ""], caption } = options;
  const { named = points.length <= mostNamed } = options;
  const bad = points.find(({ x, y }) => !Number.isFinite(x) || !Number.isFinite(y));
  if (points.length === 0 || bad !== undefined) {
    throw new ArgumentError(
      `pointMap: expected points with finite coordinates, got ${bad === undefined ? "none" : `[${bad.x}, ${bad.y}] for "${bad.name}"`}`,
    );
  }
  const [horizontal, vertical] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const span = 1.12 * Math.max(spanOf(horizontal), spanOf(vertical), 1e-12);
  const axis = (field: "x" | "y", values: readonly number[], label: string): object => {
    const middle = (Math.min(...values) + Math.max(...values)) / 2;
    return {
      field,
      type: "quantitative",
      title: label === "" ? null : label,
      scale: { domain: [middle - span / 2, middle + span / 2], nice: false, zero: false },
      axis: { grid: true },
    };
  };
  const groups = [...new Set(points.map(({ group }) => group))];
  const grouped = groups.length > 1;
  const color = { field: "group", type: "nominal", scale: { domain: groups } };
  return {
    title,
    ...(caption === undefined ? {} : { caption }),
    specification: {
      width: side,
      height: side,
      data: { values: points },
      encoding: { x: axis("x", horizontal, axes[0]), y: axis("y", vertical, axes[1]) },
      layer: [
        {
          mark: { type: "circle", opacity: 0.9, size: 55 },
          encoding: grouped ? { color } : {},
        },
        ...(named
          ? [
              {
                mark: {
                  type: "text",
                  align: "left",
                  dx: 7,
                  color: chartColors.muted,
                  fontSize: 10,
                },
                encoding: { text: { field: "name" } },
              },
            ]
          : []),
      ],
    },
  };
}

function spanOf(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}
