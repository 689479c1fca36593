import { EngineError } from "@erlangen/numerics";
import { PipelineCache } from "./pipeline-cache.ts";

/** What a piece of work gave, and whether the device accepted it, which is known later. */
export interface Submitted<T> {
  readonly value: T;
  /** Rejects with EngineError when memory ran out or the device found the work invalid. */
  readonly accepted: Promise<void>;
}

/** The kinds of error that are caught around each piece of work, outermost first. */
const filters: readonly GPUErrorFilter[] = ["internal", "validation", "out-of-memory"];

/** A device until it is lost, with the pipelines that were made on it. */
export class LiveDevice {
  readonly device: GPUDevice;
  readonly pipelines: PipelineCache;
  readonly #waiting = new Set<(reason: EngineError) => void>();
  #lost: string | undefined;

  constructor(device: GPUDevice) {
    this.device = device;
    this.pipelines = new PipelineCache(this);
    void this.#watch();
  }

  get isLost(): boolean {
    return this.#lost !== undefined;
  }

  /** What the device said when it was lost. */
  get lossReason(): string {
    return this.#lost ?? "it still works";
  }

  lossError(): EngineError {
    return new EngineError(
      `webgpu: expected a device that keeps working, got one that was lost: ${this.lossReason}; ` +
        "call again to start a new one",
    );
  }

  /** The promise, except that it rejects as soon as the device is lost: nothing waits for ever. */
  whileAlive<T>(promise: Promise<T>): Promise<T> {
    if (this.isLost) {
      promise.catch(() => {});
      return Promise.reject(this.lossError());
    }
    return new Promise<T>((resolve, reject) => {
      this.#waiting.add(reject);
      void promise
        .then(resolve, (cause: unknown) => reject(this.#errorOf(cause)))
        .finally(() => this.#waiting.delete(reject));
    });
  }

  /** Does a piece of work at once and watches for what the device says about it. */
  submit<T>(what: string, work: () => T): Submitted<T> {
    for (const filter of filters) this.device.pushErrorScope(filter);
    let value: T;
    let problems: Promise<GPUError | null>[] = [];
    try {
      value = work();
    } finally {
      problems = filters.map(() => this.device.popErrorScope());
      for (const problem of problems) problem.catch(() => {});
    }
    const accepted = this.whileAlive(Promise.all(problems)).then((found) => {
      // Popped from the innermost: memory first.
      const at = found.findIndex((problem) => problem !== null);
      if (at < 0) return;
      const problem = found[at]?.message ?? "";
      throw new EngineError(
        at === 0
          ? `webgpu: expected memory for ${what}, got none: ${problem}`
          : `webgpu: expected the device to accept ${what}, got: ${problem}`,
      );
    });
    accepted.catch(() => {});
    return { value, accepted };
  }

  async #watch(): Promise<void> {
    const { message, reason } = await this.device.lost;
    this.#lost = message === "" ? reason : message;
    for (const reject of this.#waiting) reject(this.lossError());
    this.#waiting.clear();
  }

  #errorOf(cause: unknown): EngineError {
    if (this.isLost) return this.lossError();
    if (cause instanceof EngineError) return cause;
    return new EngineError(`webgpu: expected the device to finish, got: ${String(cause)}`, {
      cause,
    });
  }
}
