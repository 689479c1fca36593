/** Zeros (or another value) around and between the elements. */
export interface PadAttributes {
  /** Elements added before each axis, >= 0. */
  readonly low: readonly number[];
  /** Elements added after each axis, >= 0. */
  readonly high: readonly number[];
  /** Elements put between neighbours along each axis, >= 0. */
  readonly interior: readonly number[];
  /** What is added. */
  readonly value: number;
}
