/** A picture of a report: a Vega-Lite specification with its numbers in it, and words around it. */
export interface Chart {
  readonly title: string;
  /** Below the picture: what to read from it. */
  readonly caption?: string;
  /**
   * Vega-Lite 6, with inline data; fonts and colours come from the report. Colours of the report are the CSS variables
   * in `chartColors`.
   */
  readonly specification: Readonly<Record<string, unknown>>;
}

/** `label (unit)`, or the label alone. */
export function withUnit(label: string, unit: string | undefined): string {
  return unit === undefined ? label : `${label} (${unit})`;
}
