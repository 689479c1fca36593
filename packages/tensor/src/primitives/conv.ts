/** Geometry of a channels-first convolution (cross-correlation, as in every deep-learning library). */
export interface ConvAttributes {
  /** Step of the window along each spatial axis, >= 1. */
  readonly strides: readonly number[];
  /** Zeros before and after each spatial axis (after input dilation); negative crops. */
  readonly padding: readonly (readonly [low: number, high: number])[];
  /** Distance of neighbouring input samples, >= 1: above 1, zeros lie between them (transposed convolution). */
  readonly inputDilation: readonly number[];
  /** Distance of neighbouring kernel taps, >= 1. */
  readonly kernelDilation: readonly number[];
  /** Channel groups that do not see each other, >= 1; divides both channel counts. */
  readonly groups: number;
}
