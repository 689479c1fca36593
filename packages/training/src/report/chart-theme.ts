/** Colours that follow the light or dark page; the second value holds where an SVG stands alone. */
export const chartColors: {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly series: readonly string[];
} = {
  ink: "var(--ink, #1b1f24)",
  muted: "var(--muted, #5d6673)",
  line: "var(--line, #e1e5ea)",
  series: [
    "var(--series-1, #2563c9)",
    "var(--series-2, #d2741c)",
    "var(--series-3, #17876a)",
    "var(--series-4, #a83f93)",
    "var(--series-5, #6c5ccf)",
    "var(--series-6, #7b828c)",
  ],
};

/** The part of a Vega-Lite specification that makes a chart look like the report around it. */
export const chartTheme: Readonly<Record<string, unknown>> = {
  aria: false,
  background: null,
  font: "system-ui, sans-serif",
  padding: 4,
  view: { stroke: null },
  range: { category: chartColors.series },
  mark: { color: chartColors.series[0] },
  axis: {
    domainColor: chartColors.line,
    gridColor: chartColors.line,
    labelColor: chartColors.muted,
    labelFontSize: 11,
    labelPadding: 5,
    ticks: false,
    titleColor: chartColors.muted,
    titleFontSize: 11,
    titleFontWeight: "normal",
    titlePadding: 8,
  },
  axisX: { grid: false, tickCount: 5 },
  axisY: { domain: false, tickCount: 5 },
  legend: {
    labelColor: chartColors.ink,
    labelFontSize: 11,
    orient: "top",
    symbolSize: 60,
    symbolStrokeWidth: 2.5,
    title: null,
  },
  text: { color: chartColors.ink, fontSize: 11 },
};
