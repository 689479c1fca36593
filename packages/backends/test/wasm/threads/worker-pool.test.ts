import { afterEach, describe, expect, it } from "vitest";
import {
  atomic,
  i32,
  load,
  store,
  WasmModule,
  webAssembly,
  type Exports,
} from "@erlangen/backends/wasm/assembler";
import { startWorker, WorkerPool, type WorkerHandle } from "@erlangen/backends/wasm/threads";
import { EngineError } from "@erlangen/numerics";

/** Bytes of the memory: a worker has begun; workers may go on; counters of the units. */
const begun = 0;
const released = 4;
const counters = 64;

const units = 100;

/** Raises the counters of units; waits for its release first; traps; gives its first unit as status. */
const entries = { count: 0, wait: 1, fail: 2, status: 3 };

function testModule(): WasmModule {
  const module = new WasmModule();
  module.importMemory({ module: "env", name: "memory", minimum: 1, maximum: 1, shared: true });
  const parameters = ["i32", "i32", "i32"] as const;
  for (const exportAs of ["count", "wait"]) {
    module.function({ parameters, result: "i32", exportAs }, (f, [from, to]) => {
      if (exportAs === "wait") {
        f.do(atomic.store(begun, 1));
        f.loop((again) => f.branchIf(i32.eqz(atomic.load(released)), again));
      }
      f.for({ from, to }, (unit) => {
        const place = f.let(i32.add(i32.shl(unit, 2), counters));
        f.do(store.i32(place, i32.add(load.i32(place), 1)));
      });
      f.return(i32.constant(0));
    });
  }
  module.function({ parameters, result: "i32", exportAs: "fail" }, (f) => {
    f.do(atomic.store(begun, 1));
    f.trap();
  });
  module.function({ parameters, result: "i32", exportAs: "status" }, (f, [from]) => f.return(from));
  return module;
}

interface Setup {
  readonly pool: WorkerPool;
  readonly program: number;
  readonly words: Int32Array;
  readonly own: Exports;
  readonly workers: readonly WorkerHandle[];
}

const pools: WorkerPool[] = [];

async function setUp(): Promise<Setup> {
  const workers: WorkerHandle[] = [];
  const pool = new WorkerPool(3, (source, onEnd) => {
    const worker = startWorker(source, onEnd);
    workers.push(worker);
    return worker;
  });
  pools.push(pool);
  const memory = new webAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const imports = { env: { memory } };
  const module = new webAssembly.Module(testModule().encode());
  const program = await pool.load({ module, imports, exports: Object.keys(entries) });
  const { exports } = new webAssembly.Instance(module, imports);
  return { pool, program, words: new Int32Array(memory.buffer), own: exports, workers };
}

/** The counters, all back to 0. */
function counted({ words }: Setup): number[] {
  const first = counters / 4;
  const values = [...words.subarray(first, first + units)];
  words.fill(0);
  return values;
}

const once = new Array<number>(units).fill(1);

/** The share of the calling thread when workers are to be seen at work: nothing until one of them has begun. */
const afterWorkers =
  ({ words, own }: Setup) =>
  (from: number, to: number): number => {
    while (Atomics.load(words, begun / 4) === 0);
    return own["count"](from, to, 0);
  };

afterEach(() => {
  for (const pool of pools.splice(0)) pool.dispose();
});

describe("WorkerPool", () => {
  it("does every unit of hundreds of jobs once, and gives the first status", async () => {
    const setup = await setUp();
    const { pool, program, own } = setup;
    for (let i = 0; i < 300; i++) {
      const count = (from: number, to: number): number => own["count"](from, to, 0);
      expect(await pool.run({ program, entry: entries.count, units, own: count })).toBe(0);
      expect(counted(setup)).toEqual(once);
    }
    const status = (from: number): number => from;
    expect(await pool.run({ program, entry: entries.status, units: 2, own: status })).toBe(1);
  });

  it("takes jobs one after the other, also those that take long", async () => {
    const setup = await setUp();
    const { pool, program, words } = setup;
    const job = { program, entry: entries.wait, units, own: afterWorkers(setup) };
    const results = Promise.all([pool.run(job), pool.run({ ...job, entry: entries.count })]);
    setTimeout(() => Atomics.store(words, released / 4, 1), 20);
    expect(await results).toEqual([0, 0]);
    expect(counted(setup)).toEqual(once.map((value) => 2 * value));
  });

  it("fails when a worker ends in the middle of a job, and starts new ones for the next", async () => {
    const setup = await setUp();
    const { pool, program, words, workers } = setup;
    const job = { program, entry: entries.wait, units, own: afterWorkers(setup) };
    const result = Promise.resolve(pool.run(job));
    setTimeout(() => void workers[0].terminate(), 20);
    await expect(result).rejects.toThrow(
      "wasm: expected 2 live workers, got one that ended; the next call starts new ones",
    );
    await expect(result).rejects.toBeInstanceOf(EngineError);
    counted(setup);
    Atomics.store(words, released / 4, 1);
    expect(await pool.run(job)).toBe(0);
    expect(counted(setup)).toEqual(once);
    expect(workers).toHaveLength(4);
  });

  it("starts new workers when one has ended between jobs", async () => {
    const setup = await setUp();
    const { pool, program, own, workers } = setup;
    await workers[1].terminate();
    await new Promise((resolve) => setTimeout(resolve, 10));
    const count = (from: number, to: number): number => own["count"](from, to, 0);
    expect(await pool.run({ program, entry: entries.count, units, own: count })).toBe(0);
    expect(counted(setup)).toEqual(once);
    expect(workers).toHaveLength(4);
  });

  it("passes on what a worker or the calling thread throws, and goes on", async () => {
    const setup = await setUp();
    const { pool, program, own, words } = setup;
    const failing = async (): Promise<number> =>
      await pool.run({ program, entry: entries.fail, units, own: afterWorkers(setup) });
    await expect(failing()).rejects.toThrow(
      "wasm: expected the program to run, got: RuntimeError: unreachable",
    );
    setTimeout(() => Atomics.store(words, released / 4, 1), 20);
    const throwing = async (): Promise<number> =>
      await pool.run({ program, entry: entries.wait, units, own: own["fail"] });
    await expect(throwing()).rejects.toThrow("unreachable");
    counted(setup);
    const count = (from: number, to: number): number => own["count"](from, to, 0);
    expect(await pool.run({ program, entry: entries.count, units, own: count })).toBe(0);
    expect(counted(setup)).toEqual(once);
  });
});
