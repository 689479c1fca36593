import type { Random } from "@erlangen/numerics";
import type { ReportSection } from "@erlangen/training/report";

/** One prediction beside what was measured. */
export interface ExperimentResult {
  readonly name: string;
  /** What the paper, or a derivation from it, says; text for ranges and orderings, such as ">= 0.9". */
  readonly predicted: number | string;
  readonly measured: number | string;
  /** How far `measured` may be from `predicted`, in the same unit. */
  readonly tolerance?: number;
  readonly holds: boolean;
}

/** What an experiment gets. */
export interface ExperimentContext {
  /** The only source of randomness. */
  readonly random: Random;
  /** Fewer trials, for a look within seconds; the tolerances stay honest, so they may be wider. */
  readonly quick: boolean;
  /** Aborts between results, and between the steps of long ones. */
  readonly signal: AbortSignal;
  /** A line on what goes on, for people. */
  readonly log: (line: string) => void;
  /** A part of the report with plots, beside the results. */
  readonly section: (section: ReportSection) => void;
}

/** A recorded reproduction of a claim of a paper. */
export interface Experiment {
  /** What `erlangen experiments ID` takes. */
  readonly id: string;
  /** What it shows, in one line. */
  readonly title: string;
  /** Authors, title, venue or arXiv number. */
  readonly paper: string;
  /** The default seed. */
  readonly seed: number;
  /** Yields each result as soon as it is known. */
  readonly run: (context: ExperimentContext) => AsyncIterable<ExperimentResult>;
}
