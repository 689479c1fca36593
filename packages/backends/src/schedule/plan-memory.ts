import type { Schedule, ScheduledBuffer } from "./schedule.ts";

/** What {@link planMemory} accepts. */
export interface MemoryPlanOptions {
  /** Bytes of one element of a buffer. Default: 1 for bool, 8 for float64, else 4. */
  readonly elementBytes?: (buffer: ScheduledBuffer) => number;
  /** Offsets and sizes are multiples of it. Default 16. */
  readonly alignment?: number;
  /** First offset that may be used. Default 0. */
  readonly begin?: number;
  /** Whether a buffer keeps its place for itself, for the time before, during and after a run. Default: constants. */
  readonly keeps?: (buffer: ScheduledBuffer, position: number) => boolean;
}

/** Where buffers lie in one block of memory. */
export interface MemoryPlan {
  /** Bytes from the begin of the block, one for each buffer. */
  readonly offsets: readonly number[];
  /** Bytes of the whole block. */
  readonly size: number;
}

interface Placed {
  readonly begin: number;
  readonly end: number;
  readonly live: readonly [first: number, last: number];
}

/**
 * Lays the buffers of a schedule out so that two share bytes only when no step uses both.
 *
 * Greedy by size: the largest buffer first, each into the tightest gap between those that live at the same time.
 *
 * Source: Pisarchyk and Lee (2020), «Efficient memory management for deep neural net inference», section 5.
 */
export function planMemory(
  { buffers }: Pick<Schedule, "buffers">,
  options: MemoryPlanOptions = {},
): MemoryPlan {
  const { elementBytes = defaultBytes, alignment = 16, begin = 0 } = options;
  const { keeps = ({ role }: ScheduledBuffer): boolean => role.kind === "constant" } = options;
  const round = (bytes: number): number => Math.ceil(bytes / alignment) * alignment;
  const start = round(begin);
  const sizes = buffers.map((buffer) => round(buffer.size * elementBytes(buffer)));
  const order = buffers.map((_, i) => i).toSorted((a, b) => sizes[b] - sizes[a] || a - b);
  // Ascending by begin.
  const placed: Placed[] = [];
  const offsets = new Array<number>(buffers.length).fill(start);
  let size = start;
  for (const position of order) {
    if (sizes[position] === 0) continue;
    const live = keeps(buffers[position], position)
      ? ([-1, Infinity] as const)
      : buffers[position].live;
    const offset = tightestGap(placed, { live, size: sizes[position], start });
    const end = offset + sizes[position];
    offsets[position] = offset;
    size = Math.max(size, end);
    const after = placed.findIndex((other) => other.begin > offset);
    placed.splice(after < 0 ? placed.length : after, 0, { begin: offset, end, live });
  }
  return { offsets, size };
}

function tightestGap(
  placed: readonly Placed[],
  wanted: {
    readonly live: readonly [number, number];
    readonly size: number;
    readonly start: number;
  },
): number {
  const { live, size, start } = wanted;
  let best: number | undefined;
  let tightest = Infinity;
  let free = start;
  for (const { begin, end, live: other } of placed) {
    if (other[0] > live[1] || other[1] < live[0]) continue;
    const gap = begin - free;
    if (gap >= size && gap < tightest) {
      best = free;
      tightest = gap;
    }
    free = Math.max(free, end);
  }
  return best ?? free;
}

function defaultBytes({ dtype }: ScheduledBuffer): number {
  return dtype === "bool" ? 1 : dtype === "float64" ? 8 : 4;
}
