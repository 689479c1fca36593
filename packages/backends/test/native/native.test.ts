import { afterEach, describe, expect, it, vi } from "vitest";
import { native } from "@erlangen/backends/native";
import { ArgumentError, EngineError, Random, ShapeError } from "@erlangen/numerics";
import {
  add,
  compileStep,
  gather,
  graphOf,
  hostEngine,
  matmul,
  mul,
  placeholder,
  scatterAdd,
  sum,
  tanh,
  tensor,
  trace,
  type Graph,
  type Tensor,
} from "@erlangen/tensor";

const engine = await native({ threads: 1 });

/** [total, x] -> [total + x, sum(total + x)], with one carried value. */
function accumulator(): Graph {
  const total = placeholder({ shape: [2], dtype: "float64" }, "total");
  const x = placeholder({ shape: [2], dtype: "float64" }, "x");
  const next = add(total, x);
  return graphOf([total, x], [next, sum(next)]);
}

const pair = (a: number, b: number): Tensor => tensor(Float64Array.of(a, b));

afterEach(() => {
  vi.doUnmock("onnxruntime-node");
  vi.resetModules();
});

describe("native", () => {
  it("gives every buffer back, in any order of disposal", async () => {
    const first = await engine.compile(accumulator(), { carried: 1 });
    const second = await engine.compile(accumulator());
    const session = await first.open([pair(0, 0)]);
    const other = await first.open([pair(1, 1)]);
    expect(engine.liveBuffers).toBe(2 + 2 * 2);
    await session.step([pair(1, 2)]);
    await second.run([pair(1, 2), pair(3, 4)]);
    expect(engine.liveBuffers).toBe(6);
    session.dispose();
    session.dispose();
    expect(engine.liveBuffers).toBe(4);
    first.dispose();
    expect(engine.liveBuffers).toBe(1);
    other.dispose();
    second.dispose();
    second.dispose();
    expect(engine.liveBuffers).toBe(0);
  });

  it("frees all programs with the engine, and compiles none afterwards", async () => {
    const own = await native({ threads: 1 });
    const executable = await own.compile(accumulator(), { carried: 1 });
    const session = await executable.open([pair(0, 0)]);
    own.dispose();
    expect(own.liveBuffers).toBe(0);
    await expect(session.step([pair(0, 0)])).rejects.toThrow(
      "native: expected a live state, got one that was disposed",
    );
    await expect(executable.run([pair(0, 0), pair(0, 0)])).rejects.toThrow(EngineError);
    await expect(own.compile(accumulator())).rejects.toThrow(
      "native: expected a live engine, got one that was disposed",
    );
  });

  it("carries state through hundreds of steps to the bits of the host", async () => {
    const random = Random.fromSeed(4);
    const w = tensor(random.normal(16), [4, 4]);
    const step = (state: Tensor, x: Tensor): [Tensor, Tensor] => {
      const next = add(mul(state, 0.5), x);
      return [next, sum(mul(next, next))];
    };
    const running = compileStep(step, w, { engine });
    const reference = compileStep(step, w, { engine: hostEngine });
    for (let i = 0; i < 500; i++) {
      const x = tensor(random.normal(16), [4, 4]);
      await running.step(x);
      await reference.step(x);
    }
    expect((await running.read()).data).toEqual((await reference.read()).data);
    running.dispose();
    reference.dispose();
    await new Promise(setImmediate);
    expect(engine.liveBuffers).toBe(0);
  });

  it("neither writes to what it was given nor lets later steps change what it gave", async () => {
    const executable = await engine.compile(accumulator(), { carried: 1 });
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

  it("gives results that outlive later runs and the program, and that can be moved to another thread", async () => {
    const { graph } = trace((x) => [mul(x, x), sum(x)], [tensor(new Float32Array(1000))]);
    const executable = await engine.compile(graph);
    const runs: (readonly Tensor[])[] = [];
    for (let i = 0; i < 20; i++) {
      runs.push(await executable.run([tensor(new Float32Array(1000).fill(i))]));
    }
    executable.dispose();
    runs.forEach(([squares, total], i) => {
      expect(squares.data.every((value) => value === i * i)).toBe(true);
      expect(total.item()).toBe(1000 * i);
    });
    const { data } = runs[3][0];
    const moved = structuredClone(data, { transfer: [data.buffer as ArrayBuffer] });
    expect(moved[999]).toBe(9);
  });

  it("keeps the state when a step fails, and goes on", async () => {
    const state = placeholder({ shape: [1], dtype: "float32" }, "state");
    const index = placeholder({ shape: [1], dtype: "int32" }, "index");
    const graph = graphOf([state, index], [add(state, gather(tensor([1, 10, 100]), index))]);
    const executable = await engine.compile(graph, { carried: 1 });
    const session = await executable.open([tensor([0])]);
    await session.step([tensor(Int32Array.of(1))]);
    await expect(session.step([tensor(Int32Array.of(9))])).rejects.toThrow(
      /^native: expected the program to run, got: .*idx=9 must be within/,
    );
    expect((await session.read())[0].item()).toBe(10);
    await session.step([tensor(Int32Array.of(2))]);
    expect((await session.read())[0].item()).toBe(110);
    executable.dispose();
  });

  it("runs one step at a time", async () => {
    const executable = await engine.compile(accumulator(), { carried: 1 });
    const session = await executable.open([pair(0, 0)]);
    const first = session.step([pair(1, 1)]);
    await expect(session.step([pair(1, 1)])).rejects.toThrow(
      "native: expected one step at a time, got one while another runs",
    );
    await first;
    expect((await session.read())[0].toArray()).toEqual([1, 1]);
    executable.dispose();
  });

  it("adds many rows to few places rightly with several threads, every time", async () => {
    const several = await native({ threads: 4 });
    const rows = tensor(new Float32Array(4000 * 640).fill(1), [4000, 640]);
    const places = tensor(Int32Array.from({ length: 4000 }, (_, i) => i % 2));
    const { graph } = trace((x, i) => scatterAdd(x, i, 3), [rows, places]);
    const executable = await several.compile(graph);
    for (let run = 0; run < 10; run++) {
      const [sums] = await executable.run([rows, places]);
      expect(sums.data.every((value, i) => value === (i < 1280 ? 2000 : 0))).toBe(true);
    }
    several.dispose();
  });

  it("runs programs without inputs, without outputs, and of size 0", async () => {
    const constant = await engine.compile(graphOf([], [tensor([1, 2])]));
    expect((await constant.run([]))[0].toArray()).toEqual([1, 2]);
    const x = placeholder({ shape: [0, 3], dtype: "float32" }, "x");
    const nothing = tensor(new Float32Array(0), [0, 3]);
    const silent = await engine.compile(graphOf([x], []));
    expect(await silent.run([nothing])).toEqual([]);
    const product = await engine.compile(
      graphOf([x], [matmul(x, tensor([[1], [1], [1]])), tanh(x)]),
    );
    const [a, b] = await product.run([nothing]);
    expect([a.shape, b.shape]).toEqual([
      [0, 1],
      [0, 3],
    ]);
    for (const executable of [constant, silent, product]) executable.dispose();
    expect(engine.liveBuffers).toBe(0);
  });

  it("says what does not fit", async () => {
    const executable = await engine.compile(accumulator(), { carried: 1 });
    const wrong = tensor([1, 2, 3]);
    await expect(executable.run([pair(1, 1)])).rejects.toThrow("native: expected 2 inputs, got 1");
    await expect(executable.run([pair(1, 1), wrong])).rejects.toThrow(
      "native: expected input 1 to be float64 [2], got float32 [3]",
    );
    await expect(executable.open([])).rejects.toThrow(
      "native: expected a state of 1 tensors, got 0",
    );
    await expect(executable.open([wrong])).rejects.toThrow(
      "native: expected state 0 to be float64 [2], got float32 [3]",
    );
    const session = await executable.open([pair(0, 0)]);
    await expect(session.step([])).rejects.toThrow(ShapeError);
    await expect(session.step([wrong])).rejects.toThrow(
      "native: expected input 0 to be float64 [2], got float32 [3]",
    );
    executable.dispose();
    const x = placeholder({ shape: [2], dtype: "float32" }, "x");
    const shrinking = await engine.compile(graphOf([x], [sum(x)]), { carried: 1 });
    await expect(shrinking.open([tensor([1, 2])])).rejects.toThrow(
      "native: expected output 0, which replaces state 0, to be float32 [2], got float32 []",
    );
    shrinking.dispose();
    await expect(engine.compile(accumulator(), { carried: 3 })).rejects.toThrow(
      "native: expected carried in [0, 2], got 3",
    );
  });

  it("refuses threads and devices that there are not", async () => {
    await expect(native({ threads: 0 })).rejects.toThrow(ArgumentError);
    await expect(native({ threads: 0 })).rejects.toThrow(
      "native: expected threads to be an integer >= 1, got 0",
    );
    await expect(native({ device: "abacus" as "cpu" })).rejects.toThrow(
      'native: expected device "cpu", "webgpu" or "cuda", got "abacus"',
    );
  });

  it("passes a failure of ONNX Runtime to load a program on, with its cause", async () => {
    const runtime = await import("onnxruntime-node");
    const failing = await native({
      module: {
        Tensor: runtime.Tensor,
        env: runtime.env,
        InferenceSession: {
          create: () =>
            Promise.reject(
              new Error("/src/a.cc:12 ns::F(int&)::<lambda()> no room (or so) here\nat 1"),
            ),
        },
      },
    });
    await expect(failing.compile(accumulator())).rejects.toThrow(
      "native: expected ONNX Runtime to load the program, got: no room (or so) here",
    );
    expect(failing.liveBuffers).toBe(0);
  });

  it("says how to get ONNX Runtime when it is missing", async () => {
    vi.doMock("onnxruntime-node", () => {
      throw Object.assign(new Error("Cannot find package"), { code: "ERR_MODULE_NOT_FOUND" });
    });
    vi.resetModules();
    const fresh = await import("@erlangen/backends/native");
    const failure = await fresh.native().catch((error: unknown) => error);
    expect(String(failure)).toMatch(
      /^EngineError: native: expected .*onnxruntime-node.*`npm install onnxruntime-node`/,
    );
  });
});
