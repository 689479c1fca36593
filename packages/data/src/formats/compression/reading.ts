/** A piece of an input, from byte `start` to before byte `end`. */
interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A computation that yields the ranges it needs and is resumed with their bytes, whatever holds the input. */
export type Reading<T> = Generator<ByteRange, T, Uint8Array>;

/** Runs a reading on bytes in memory. */
export function readFromMemory<T>(reading: Reading<T>, bytes: Uint8Array): T {
  let step = reading.next();
  while (step.done !== true) step = reading.next(bytes.subarray(step.value.start, step.value.end));
  return step.value;
}
