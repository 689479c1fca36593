import type { Chart } from "./chart.ts";

/** What stands in a cell: text as it is, a number with four digits. */
export type Cell = string | number;

/** Rows under named columns. */
export interface ReportTable {
  readonly columns: readonly string[];
  /** Each as long as `columns`. Columns of numbers are aligned right. */
  readonly rows: readonly (readonly Cell[])[];
}

/** A part of a report; what is present appears in the order of the fields. */
export interface ReportSection {
  readonly heading: string;
  /** Paragraphs, separated by empty lines. */
  readonly text?: string;
  /** Names with their values, such as the settings of a run. */
  readonly entries?: readonly (readonly [name: string, value: Cell])[];
  readonly table?: ReportTable;
  readonly charts?: readonly Chart[];
}

/** What a report says. All text is plain; markup in it is shown, not obeyed. */
export interface Report {
  readonly title: string;
  /** Under the title: what, when, where. */
  readonly subtitle?: string;
  /** The few numbers that matter most. */
  readonly summary: readonly (readonly [label: string, value: Cell])[];
  readonly sections: readonly ReportSection[];
  /** At the end, in small print: versions, caveats, how to repeat the run. */
  readonly notes?: readonly string[];
}
