import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { webgpu } from "@erlangen/backends/webgpu";
import { ArgumentError, EngineError, Random, ShapeError } from "@erlangen/numerics";
import {
  add,
  cast,
  compileStep,
  gather,
  graphOf,
  hostEngine,
  matmul,
  mul,
  placeholder,
  sum,
  tanh,
  tensor,
  type Graph,
  type Tensor,
} from "@erlangen/tensor";
import { findGraphics } from "./graphics.ts";

const { engine, missing, note } = await findGraphics();

afterAll(() => engine?.dispose());
afterEach(() => {
  vi.doUnmock("webgpu");
  vi.resetModules();
});

/** [total, x] -> [total + x, sum(total + x)], with one carried value. */
function accumulator(): Graph {
  const total = placeholder({ shape: [2], dtype: "float32" }, "total");
  const x = placeholder({ shape: [2], dtype: "float32" }, "x");
  const next = add(total, x);
  return graphOf([total, x], [next, sum(next)]);
}

/** [state, index] -> [state + table[index]]; `computed`: the index is a result of the program. */
function lookUp(computed: boolean): Graph {
  const state = placeholder({ shape: [1], dtype: "float32" }, "state");
  const index = placeholder({ shape: [1], dtype: computed ? "float32" : "int32" }, "index");
  const whole = computed ? cast(mul(index, 2), "int32") : index;
  return graphOf([state, index], [add(state, gather(tensor([1, 10, 100]), whole))]);
}

const pair = (a: number, b: number): Tensor => tensor([a, b]);

describe.skipIf(missing)(`webgpu${note}`, () => {
  it("gives every buffer back, in any order of disposal", async () => {
    const first = await engine!.compile(accumulator(), { carried: 1 });
    const second = await engine!.compile(accumulator());
    const session = await first.open([pair(0, 0)]);
    const other = await first.open([pair(1, 1)]);
    await session.step([pair(1, 2)]);
    await second.run([pair(1, 2), pair(3, 4)]);
    const all = engine!.liveBuffers;
    session.dispose();
    session.dispose();
    expect(engine!.liveBuffers).toBeLessThan(all);
    first.dispose();
    other.dispose();
    expect(engine!.liveBuffers).toBeGreaterThan(0);
    second.dispose();
    second.dispose();
    expect(engine!.liveBuffers).toBe(0);
  });

  it("holds as many buffers after a hundred runs as after one", async () => {
    const executable = await engine!.compile(accumulator(), { carried: 1 });
    const session = await executable.open([pair(0, 0)]);
    await session.step([pair(1, 1)]);
    const afterOne = engine!.liveBuffers;
    for (let i = 0; i < 100; i++) await session.step([pair(1, 1)]);
    expect(engine!.liveBuffers).toBe(afterOne);
    expect((await session.read())[0].toArray()).toEqual([101, 101]);
    executable.dispose();
  });

  it("frees all programs with the engine, and compiles none afterwards", async () => {
    const own = await webgpu();
    const executable = await own.compile(accumulator(), { carried: 1 });
    const session = await executable.open([pair(0, 0)]);
    own.dispose();
    expect(own.liveBuffers).toBe(0);
    await expect(session.step([pair(0, 0)])).rejects.toThrow(
      "webgpu: expected a live state, got one that was disposed",
    );
    await expect(executable.run([pair(0, 0), pair(0, 0)])).rejects.toThrow(
      "webgpu: expected a live program, got one that was disposed",
    );
    await expect(own.compile(accumulator())).rejects.toThrow(
      "webgpu: expected a live engine, got one that was disposed",
    );
  });

  it("carries state through many steps as the host does", async () => {
    const random = Random.fromSeed(4);
    const w = tensor(random.normal(16), [4, 4], "float32");
    const step = (state: Tensor, x: Tensor): [Tensor, Tensor] => {
      const next = add(mul(state, 0.5), tanh(matmul(x, state)));
      return [next, sum(mul(next, next))];
    };
    const running = compileStep(step, w, { engine: engine! });
    const reference = compileStep(step, w, { engine: hostEngine });
    for (let i = 0; i < 50; i++) {
      const x = tensor(random.normal(16), [4, 4], "float32");
      await running.step(x);
      await reference.step(x);
    }
    const expected = (await reference.read()).data;
    (await running.read()).data.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 4));
    running.dispose();
    reference.dispose();
  });

  it("neither writes to what it was given nor lets later steps change what it gave", async () => {
    const executable = await engine!.compile(accumulator(), { carried: 1 });
    const initial = pair(1, 2);
    const x = pair(10, 20);
    const session = await executable.open([initial]);
    const [first] = await session.step([x]);
    const [seen] = await session.read();
    await session.step([x]);
    await session.step([x]);
    expect([...initial.data]).toEqual([1, 2]);
    expect([...x.data]).toEqual([10, 20]);
    expect([...seen.data]).toEqual([11, 22]);
    expect(first.item()).toBe(33);
    expect([...(await session.read())[0].data]).toEqual([31, 62]);
    executable.dispose();
  });

  it("keeps the runs of one program apart when they overlap", async () => {
    const executable = await engine!.compile(accumulator());
    const runs = Array.from({ length: 8 }, (_, i) => executable.run([pair(i, 0), pair(0, 1)]));
    const totals = (await Promise.all(runs)).map(([, total]) => total.item());
    expect(totals).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    executable.dispose();
    expect(engine!.liveBuffers).toBe(0);
  });

  it.each([
    { computed: false, good: tensor(Int32Array.of(1)), bad: tensor(Int32Array.of(9)), value: 9 },
    { computed: true, good: tensor([0.5]), bad: tensor([-2]), value: -4 },
  ])(
    "keeps the state when an index is out of range (computed: $computed), and goes on",
    async ({ computed, good, bad, value }) => {
      const executable = await engine!.compile(lookUp(computed), { carried: 1 });
      const session = await executable.open([tensor([0])]);
      await session.step([good]);
      const failure = session.step([bad]);
      await expect(failure).rejects.toThrow(EngineError);
      await expect(failure).rejects.toThrow(
        `webgpu: expected indices of gather in [0, 3), got ${value} at [0]`,
      );
      expect((await session.read())[0].item()).toBe(10);
      await session.step([good]);
      expect((await session.read())[0].item()).toBe(20);
      executable.dispose();
      expect(engine!.liveBuffers).toBe(0);
    },
  );

  it("refuses constant indices that are out of range when it compiles", async () => {
    const x = placeholder({ shape: [3], dtype: "float32" }, "x");
    const graph = graphOf([x], [gather(x, tensor(Int32Array.of(0, 3, 1), [3, 1]))]);
    await expect(engine!.compile(graph)).rejects.toThrow(
      "webgpu: expected indices of gather in [0, 3), got 3 at [1, 0]",
    );
    expect(engine!.liveBuffers).toBe(0);
  });

  it("runs one step at a time", async () => {
    const executable = await engine!.compile(accumulator(), { carried: 1 });
    const session = await executable.open([pair(0, 0)]);
    const first = session.step([pair(1, 1)]);
    await expect(session.step([pair(1, 1)])).rejects.toThrow(
      "webgpu: expected one step at a time, got one while another runs",
    );
    await first;
    expect((await session.read())[0].toArray()).toEqual([1, 1]);
    executable.dispose();
  });

  it("runs programs without inputs, without outputs, and of size 0", async () => {
    const constant = await engine!.compile(graphOf([], [tensor([1, 2])]));
    expect((await constant.run([]))[0].toArray()).toEqual([1, 2]);
    const x = placeholder({ shape: [0, 3], dtype: "float32" }, "x");
    const nothing = tensor(new Float32Array(0), [0, 3]);
    const silent = await engine!.compile(graphOf([x], []));
    expect(await silent.run([nothing])).toEqual([]);
    const product = await engine!.compile(
      graphOf([x], [matmul(x, tensor([[1], [1], [1]])), tanh(x)]),
    );
    const [a, b] = await product.run([nothing]);
    expect([a.shape, b.shape]).toEqual([
      [0, 1],
      [0, 3],
    ]);
    for (const executable of [constant, silent, product]) executable.dispose();
    expect(engine!.liveBuffers).toBe(0);
  });

  it("says what does not fit", async () => {
    const executable = await engine!.compile(accumulator(), { carried: 1 });
    const wrong = tensor([1, 2, 3]);
    await expect(executable.run([pair(1, 1), wrong])).rejects.toThrow(
      "webgpu: expected input 1 to be float32 [2], got float32 [3]",
    );
    await expect(executable.open([])).rejects.toThrow(
      "webgpu: expected a state of 1 tensors, got 0",
    );
    await expect(executable.open([wrong])).rejects.toThrow(
      "webgpu: expected state 0 to be float32 [2], got float32 [3]",
    );
    const session = await executable.open([pair(0, 0)]);
    await expect(session.step([])).rejects.toThrow(ShapeError);
    await expect(session.step([wrong])).rejects.toThrow(
      "webgpu: expected input 0 to be float32 [2], got float32 [3]",
    );
    executable.dispose();
    await expect(engine!.compile(accumulator(), { carried: 3 })).rejects.toThrow(ArgumentError);
    const x = placeholder({ shape: [2], dtype: "float64" }, "x");
    await expect(engine!.compile(graphOf([x], [sum(x)]))).rejects.toThrow(
      "webgpu: expected a program in float32, int32 and bool, got a float64 value; cast it",
    );
  });
});

describe("webgpu on a machine that lacks it", () => {
  it("says that there is no adapter", async () => {
    const gpu = { requestAdapter: async () => null } as unknown as GPU;
    await expect(webgpu({ gpu })).rejects.toThrow(
      "webgpu: expected an adapter, got none; install a graphics driver with Vulkan, Metal or Direct3D 12",
    );
  });

  it("says how to get the package when it is missing", async () => {
    vi.doMock("webgpu", () => {
      throw Object.assign(new Error("Cannot find package"), { code: "ERR_MODULE_NOT_FOUND" });
    });
    vi.resetModules();
    const fresh = await import("@erlangen/backends/webgpu");
    const failure = await fresh.webgpu().catch((error: unknown) => error);
    expect(String(failure)).toMatch(
      /^EngineError: webgpu: expected the package webgpu.*`npm install webgpu`/,
    );
  });
});
