import { EngineError } from "@erlangen/numerics";
import type { CompiledModule, Imports } from "../assembler/web-assembly.ts";
import { commands, controlMemory, controlWords as words, jobNumber, maxChunks } from "./control.ts";
import type { WorkerHandle, WorkerStarter } from "./start-worker.ts";
import { workerSource } from "./worker-source.ts";

/** A module that workers are to have; each makes an instance of its own over the same memory. */
export interface SharedProgram {
  readonly module: CompiledModule;
  readonly imports: Imports;
  /** Names of exported functions (from, to, thread) => status; a job names one by its position. */
  readonly exports: readonly string[];
}

/** Work that is to be divided. */
export interface Job {
  readonly program: number;
  readonly entry: number;
  readonly units: number;
  /** The share of the calling thread. */
  readonly own: (from: number, to: number) => number;
}

/** Rounds of looking before the calling thread lets go. */
const spins = 20000;

/** Milliseconds for which the calling thread sleeps, where it may, before it returns to its event loop. */
const patience = 5;

/** Workers that live until one of them ends: then all are ended, for none of them may write any more. */
export class Team {
  readonly #control: Int32Array<SharedArrayBuffer> = controlMemory();
  readonly #workers: readonly WorkerHandle[];
  #failure: EngineError | undefined;
  #ended: Promise<unknown> | undefined;

  constructor(count: number, start: WorkerStarter) {
    this.#workers = Array.from({ length: count }, () =>
      start(workerSource, (cause) => this.#fail(cause)),
    );
  }

  /** Why the team is no more; `undefined` while it is. */
  get failure(): EngineError | undefined {
    return this.#failure;
  }

  /** Introduces the workers to the control memory; resolves when all have started. */
  async start(): Promise<void> {
    await this.#tell(() => ({ control: this.#control }));
  }

  /** Gives a program to every worker. */
  async load(id: number, { module, imports, exports }: SharedProgram): Promise<void> {
    await this.#tell((worker) => ({
      load: { program: id, module, imports, exports, thread: worker + 1 },
    }));
  }

  async unload(id: number): Promise<void> {
    await this.#tell(() => ({ unload: id }));
  }

  /**
   * Divides a job among the workers and the calling thread.
   *
   * @returns The first status other than 0; a promise where the workers take longer than the calling thread may wait.
   * @throws EngineError when a function throws or a worker ends; then all workers have ended.
   */
  run(job: Job): number | Promise<number> {
    const control = this.#control;
    const chunks = Math.min(job.units, maxChunks, 2 * (this.#workers.length + 1));
    // Closes the last job, so that a worker that wakes up late claims nothing while the words change.
    Atomics.store(control, words.next, -1);
    Atomics.store(control, words.program, job.program);
    Atomics.store(control, words.entry, job.entry);
    Atomics.store(control, words.units, job.units);
    Atomics.store(control, words.chunks, chunks);
    Atomics.store(control, words.finished, 0);
    Atomics.store(control, words.status, 0);
    Atomics.store(control, words.threw, 0);
    Atomics.store(control, words.command, commands.work);
    const epoch = (Atomics.load(control, words.epoch) + 1) | 0;
    const first = (epoch & jobNumber.mask) << jobNumber.shift;
    Atomics.store(control, words.next, first);
    Atomics.store(control, words.epoch, epoch);
    Atomics.notify(control, words.epoch);
    const thrown = this.#share(job, chunks, first);
    const result = (): number => {
      if (thrown !== undefined) throw thrown.cause;
      if (Atomics.load(control, words.threw) === 1) throw this.#thrown();
      return Atomics.load(control, words.status);
    };
    const isFinished = (): boolean => Atomics.load(control, words.finished) === job.units;
    for (let i = 0; i < spins; i++) if (isFinished()) return result();
    const deadline = performance.now() + patience;
    while (mayBlock() && performance.now() < deadline) {
      const finished = Atomics.load(control, words.finished);
      if (finished === job.units) return result();
      Atomics.wait(control, words.finished, finished, 1);
    }
    return this.#until(isFinished).then(result);
  }

  /** Ends all workers. */
  async end(): Promise<void> {
    this.#failure ??= new EngineError(
      "wasm: expected live workers, got an engine that was disposed",
    );
    this.#ended ??= Promise.all(this.#workers.map((worker) => worker.terminate()));
    await this.#ended;
  }

  /** Works on chunks until none is left; gives what was thrown. */
  #share(
    { units, own }: Job,
    chunks: number,
    first: number,
  ): { readonly cause: unknown } | undefined {
    let thrown: { readonly cause: unknown } | undefined;
    for (;;) {
      const chunk = Atomics.add(this.#control, words.next, 1) - first;
      if (chunk >= chunks) return thrown;
      const from = Math.floor((units * chunk) / chunks);
      const to = Math.floor((units * (chunk + 1)) / chunks);
      try {
        const status = thrown === undefined ? own(from, to) : 0;
        if (status !== 0) Atomics.compareExchange(this.#control, words.status, 0, status);
      } catch (cause) {
        thrown = { cause };
      }
      Atomics.add(this.#control, words.finished, to - from);
    }
  }

  /** Sends a message to each worker; resolves when all have acted on it. */
  async #tell(message: (worker: number) => unknown): Promise<void> {
    const control = this.#control;
    if (this.#failure !== undefined) throw this.#failure;
    Atomics.store(control, words.acknowledged, 0);
    Atomics.store(control, words.command, commands.readMessage);
    this.#workers.forEach((worker, i) => worker.post(message(i)));
    Atomics.add(control, words.epoch, 1);
    Atomics.notify(control, words.epoch);
    await this.#until(() => Atomics.load(control, words.acknowledged) === this.#workers.length);
  }

  async #until(isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      await nextTurn();
      if (this.#failure !== undefined) {
        await this.end();
        throw this.#failure;
      }
    }
  }

  #fail(cause: unknown): void {
    if (this.#failure !== undefined) return;
    this.#failure = new EngineError(
      `wasm: expected ${this.#workers.length} live workers, got one that ended${cause instanceof Error ? `: ${cause.message}` : ""}; the next call starts new ones`,
      { cause },
    );
    void this.end();
  }

  #thrown(): EngineError {
    const length = Atomics.load(this.#control, words.textLength);
    const text = new Uint8Array(this.#control.buffer, 4 * words.text, length).slice();
    return new EngineError(
      `wasm: expected the program to run, got: ${new TextDecoder().decode(text)}`,
    );
  }
}

let blocking: boolean | undefined;

/** Whether the calling thread may sleep: not the main thread of a browser. */
function mayBlock(): boolean {
  if (blocking === undefined) {
    try {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0);
      blocking = true;
    } catch {
      blocking = false;
    }
  }
  return blocking;
}

/** Resolves after the event loop has looked at what waits. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
