/**
 * Words of the memory through which threads agree on work: 32-bit integers, read and written atomically.
 *
 * A job is `units` indivisible pieces of one function, cut into `chunks` equal ranges. Whoever is free claims the next
 * range by raising `next`, which also carries the number of the job: a thread that wakes up too late finds another
 * number there and claims nothing. The job is over when `finished` equals `units`.
 */
export const controlWords = {
  /** Raised when there is something to do; idle workers sleep on it. */
  epoch: 0,
  /** What there is to do: see {@link commands}. */
  command: 1,
  /** Which program and which of its functions. */
  program: 2,
  entry: 3,
  units: 4,
  chunks: 5,
  /** Number of the job, see {@link jobNumber}, and below it the index of the next chunk. */
  next: 6,
  /** Units done; the main thread sleeps on it. */
  finished: 7,
  /** The first status other than 0 that a function returned. */
  status: 8,
  /** 1 when a function threw in a worker; its message is the text. */
  threw: 9,
  /** Workers that have acted on the last message. */
  acknowledged: 10,
  /** Bytes of the message, which follows as UTF-8. */
  textLength: 11,
  text: 12,
} as const;

/** Values of `controlWords.command`. */
export const commands = { work: 0, readMessage: 1 } as const;

/** How the number of a job is joined with the index of a chunk: `(epoch & mask) << shift`. */
export const jobNumber = { mask: 0x7fffff, shift: 8 } as const;

/** Chunks of a job at most: their index has 8 bits, some to spare. */
export const maxChunks = 128;

/** Bytes for the message of a failure. */
export const textCapacity = 500;

/** Memory for the control words. */
export function controlMemory(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(4 * controlWords.text + textCapacity));
}
