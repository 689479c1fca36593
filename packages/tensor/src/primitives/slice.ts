/** The elements start, start + step, ... below stop of every axis. */
export interface SliceAttributes {
  /** First index on each axis, in [0, length]. */
  readonly start: readonly number[];
  /** Bound on each axis, in [start, length]. */
  readonly stop: readonly number[];
  /** Distance on each axis, >= 1. */
  readonly step: readonly number[];
}
