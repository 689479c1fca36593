/** Where a run stands. */
export interface Progress {
  /** Running epoch, from 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** Steps done. */
  readonly step: number;
  readonly steps: number;
  /** Metrics of the last step and of the last validation. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Over the last seconds; `undefined` before the first step. */
  readonly stepsPerSecond: number | undefined;
  /** Estimated from the rate; `undefined` with it. */
  readonly secondsLeft: number | undefined;
}

/** Whoever wants to show progress. Called after every step: must be quick. */
export interface ProgressListener {
  update(progress: Progress): void;
  /** Called once, whatever the end. */
  end(): void;
}

/** A text stream that may be a terminal, such as `process.stderr`. */
export interface TextStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Options of {@link progressBar}. */
export interface ProgressBarOptions {
  /** Put before the bar. Default `training`. */
  readonly label?: string;
  /** Texts for the metrics, such as `force 18.2 meV/A`. Default: name and three digits. */
  readonly describe?: (metrics: Readonly<Record<string, number>>) => string;
  /** Milliseconds between two updates of a terminal. Default 100; other streams get a line every 10 s. */
  readonly interval?: number;
}

/**
 * A bar with epoch, metrics, rate and remaining time; on a stream that is no terminal, a line now and then.
 *
 * ```
 * training ████████████████░░░░  82 %  epoch 41/50  force 18.2 meV/A  112 steps/s  14 s left
 * ```
 */
export function progressBar(
  stream: TextStream,
  options: ProgressBarOptions = {},
): ProgressListener {
  const { label = "training", describe = describeMetrics, interval = 100 } = options;
  const terminal = stream.isTTY === true;
  const pause = terminal ? interval : 10_000;
  let last = terminal ? 0 : performance.now();
  let shown = "";
  const show = (progress: Progress): void => {
    const share = progress.steps === 0 ? 1 : progress.step / progress.steps;
    const filled = Math.round(20 * share);
    const text = [
      `${label} ${"█".repeat(filled)}${"░".repeat(20 - filled)} ${String(Math.floor(100 * share)).padStart(3)} %`,
      `epoch ${progress.epoch}/${progress.epochs}`,
      describe(progress.metrics),
      progress.stepsPerSecond === undefined
        ? ""
        : `${progress.stepsPerSecond.toPrecision(3)} steps/s`,
      progress.secondsLeft === undefined ? "" : `${formatDuration(progress.secondsLeft)} left`,
    ]
      .filter((part) => part !== "")
      .join("  ");
    const width = stream.columns ?? 120;
    const line = text.length >= width ? text.slice(0, width - 1) : text;
    stream.write(terminal ? `\r${line.padEnd(shown.length)}` : `${line}\n`);
    shown = line;
  };
  return {
    update: (progress) => {
      const now = performance.now();
      if (now - last < pause && !(terminal && progress.step === progress.steps)) return;
      last = now;
      show(progress);
    },
    end: () => {
      if (terminal && shown !== "") stream.write("\n");
      shown = "";
    },
  };
}

/** `75 s`, `12 min`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 100) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function describeMetrics(metrics: Readonly<Record<string, number>>): string {
  return Object.entries(metrics)
    .map(([name, value]) => `${name} ${value.toPrecision(3)}`)
    .join("  ");
}
