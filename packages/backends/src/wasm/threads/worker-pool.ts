import { startWorker, type WorkerStarter } from "./start-worker.ts";
import { Team, type Job, type SharedProgram } from "./team.ts";

/**
 * Threads that share the work of programs over one memory.
 *
 * Workers start with the first program. When one of them ends, the job at hand fails, and the next one starts new
 * workers. One job runs at a time; others wait.
 */
export class WorkerPool {
  readonly #threads: number;
  readonly #start: WorkerStarter;
  readonly #programs = new Map<number, SharedProgram>();
  #nextProgram = 0;
  #team: Team | undefined;
  /** What the pool is doing; `undefined` when nothing. */
  #busy: Promise<unknown> | undefined;

  /**
   * @param threads - Threads in all, the calling one among them, >= 2.
   * @param start - Default: workers of the runtime.
   */
  constructor(threads: number, start: WorkerStarter = startWorker) {
    this.#threads = threads;
    this.#start = start;
  }

  /** Gives a program to all workers; resolves to its number. */
  async load(program: SharedProgram): Promise<number> {
    const id = this.#nextProgram++;
    await this.#inTurn(async () => {
      const team = await this.#liveTeam();
      await team.load(id, program);
    });
    this.#programs.set(id, program);
    return id;
  }

  /** Forgets a program. */
  unload(id: number): void {
    if (!this.#programs.delete(id)) return;
    this.#inTurn(async () => {
      if (this.#team !== undefined && this.#team.failure === undefined) await this.#team.unload(id);
    }).catch(() => {
      // The workers have ended, and the program with them.
    });
  }

  /**
   * Divides a job among the threads.
   *
   * @returns The first status other than 0 that a part of the job returned; at once where it takes no longer than the
   * calling thread may wait.
   * @throws EngineError, or a promise that rejects with it, when a function throws or a worker ends.
   */
  run(job: Job): number | Promise<number> {
    const team = this.#team;
    if (this.#busy !== undefined || team === undefined || team.failure !== undefined) {
      return this.#inTurn(async () => (await this.#liveTeam()).run(job));
    }
    const result = team.run(job);
    return typeof result === "number" ? result : this.#inTurn(() => result);
  }

  /** Ends all workers. */
  dispose(): void {
    this.#programs.clear();
    void this.#team?.end();
    this.#team = undefined;
  }

  /** The team, or a new one that has all programs. */
  async #liveTeam(): Promise<Team> {
    if (this.#team !== undefined && this.#team.failure === undefined) return this.#team;
    await this.#team?.end();
    const team = new Team(this.#threads - 1, this.#start);
    await team.start();
    for (const [id, program] of this.#programs) await team.load(id, program);
    this.#team = team;
    return team;
  }

  async #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const before = this.#busy;
    const own = (async () => {
      await before?.catch(() => {});
      return await task();
    })();
    this.#busy = own;
    try {
      return await own;
    } finally {
      if (this.#busy === own) this.#busy = undefined;
    }
  }
}
