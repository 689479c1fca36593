/** What one epoch gave. */
export interface EpochRecord {
  /** From 1. */
  readonly epoch: number;
  /** Steps done at its end. */
  readonly step: number;
  /** Training time so far, interruptions left out. */
  readonly seconds: number;
  readonly learningRate: number;
  /** Means over the batches of the epoch. */
  readonly training: Readonly<Record<string, number>>;
  /** Present in epochs that were validated. */
  readonly validation?: Readonly<Record<string, number>>;
}

/** Epoch after epoch. */
export type TrainingHistory = readonly EpochRecord[];
