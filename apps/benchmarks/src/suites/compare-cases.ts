import type { BenchCase } from "./bench-case.ts";

/** The same case in two runs. */
export interface ComparedCase {
  readonly suite: string;
  readonly name: string;
  readonly engine: string;
  readonly beforeMs: number;
  readonly afterMs: number;
  /** After over before; below 1 is faster now. */
  readonly ratio: number;
  /** Whether the slowest round of one run was faster than the fastest of the other: no overlap by chance. */
  readonly isClear: boolean;
}

/** Two runs side by side. */
export interface Comparison {
  readonly compared: readonly ComparedCase[];
  /** Cases of only one of the runs, as `suite name engine`. */
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
}

/** Pairs the cases of two runs by suite, name and engine. */
export function compareCases(
  before: readonly BenchCase[],
  after: readonly BenchCase[],
): Comparison {
  const former = new Map(before.map((item) => [keyOf(item), item]));
  const latter = new Set(after.map(keyOf));
  const compared = after.flatMap((item): readonly ComparedCase[] => {
    const old = former.get(keyOf(item));
    if (old === undefined) return [];
    return [
      {
        suite: item.suite,
        name: item.name,
        engine: item.engine,
        beforeMs: old.medianMs,
        afterMs: item.medianMs,
        ratio: item.medianMs / old.medianMs,
        isClear: item.minMs > old.maxMs || item.maxMs < old.minMs,
      },
    ];
  });
  return {
    compared,
    onlyBefore: [...former.keys()].filter((key) => !latter.has(key)),
    onlyAfter: [...latter].filter((key) => !former.has(key)),
  };
}

function keyOf({ suite, name, engine }: BenchCase): string {
  return `${suite} ${name} ${engine}`;
}
