import { afterAll, describe, expect, it } from "vitest";
import { wasm } from "@erlangen/backends/wasm";
import { ArgumentError, EngineError, ShapeError } from "@erlangen/numerics";
import {
  add,
  cast,
  compile,
  exp,
  gather,
  graphOf,
  interpretOnHost,
  matmul,
  mul,
  placeholder,
  scatterAdd,
  segmentMax,
  sum,
  tensor,
  trace,
  type Graph,
  type Tensor,
} from "@erlangen/tensor";

const engine = await wasm();
afterAll(() => engine.dispose());

/** [total, x] -> [total + x, sum(total + x)], with one carried value. */
function accumulator(): Graph {
  const total = placeholder({ shape: [2], dtype: "float32" }, "total");
  const x = placeholder({ shape: [2], dtype: "float32" }, "x");
  const next = add(total, x);
  return graphOf([total, x], [next, sum(next)]);
}

const pair = (a: number, b: number): Tensor => tensor([a, b]);

describe("wasm", () => {
  it("gives every memory back, in any order of disposal", async () => {
    const first = await engine.compile(accumulator(), { carried: 1 });
    const second = await engine.compile(accumulator());
    const session = await first.open([pair(0, 0)]);
    const other = await first.open([pair(1, 1)]);
    expect(engine.liveBuffers).toBe(2 + 2);
    await session.step([pair(1, 2)]);
    await second.run([pair(1, 2), pair(3, 4)]);
    expect(engine.liveBuffers).toBe(2 + 3);
    session.dispose();
    session.dispose();
    expect(engine.liveBuffers).toBe(4);
    first.dispose();
    expect(engine.liveBuffers).toBe(2);
    other.dispose();
    second.dispose();
    second.dispose();
    expect(engine.liveBuffers).toBe(0);
  });

  it("frees all programs with the engine, and compiles none afterwards", async () => {
    const own = await wasm();
    const executable = await own.compile(accumulator(), { carried: 1 });
    const session = await executable.open([pair(0, 0)]);
    own.dispose();
    expect(own.liveBuffers).toBe(0);
    await expect(session.step([pair(0, 0)])).rejects.toThrow(
      "wasm: expected a live state, got one that was disposed",
    );
    await expect(executable.run([pair(0, 0), pair(0, 0)])).rejects.toThrow(EngineError);
    await expect(own.compile(accumulator())).rejects.toThrow(
      "wasm: expected a live engine, got one that was disposed",
    );
  });

  it("keeps the states of two sessions and plain runs apart", async () => {
    const executable = await engine.compile(accumulator(), { carried: 1 });
    const [a, b] = [await executable.open([pair(0, 0)]), await executable.open([pair(5, 5)])];
    await a.step([pair(1, 2)]);
    await b.step([pair(10, 20)]);
    const [once] = await executable.run([pair(7, 7), pair(1, 1)]);
    await a.step([pair(1, 2)]);
    expect((await a.read())[0].toArray()).toEqual([2, 4]);
    expect((await b.read())[0].toArray()).toEqual([15, 25]);
    expect(once.toArray()).toEqual([8, 8]);
    executable.dispose();
  });

  it("neither writes to what it was given nor lets later steps change what it gave", async () => {
    const executable = await engine.compile(accumulator(), { carried: 1 });
    const initial = pair(1, 2);
    const session = await executable.open([initial]);
    const [first] = await session.step([pair(10, 20)]);
    const [seen] = await session.read();
    await session.step([pair(10, 20)]);
    expect([...initial.data]).toEqual([1, 2]);
    expect([...seen.data]).toEqual([11, 22]);
    expect(first.item()).toBe(33);
    executable.dispose();
  });

  it("carries states that move, double and stay", async () => {
    const state = [1, 2, 3, 4].map((_, i) => placeholder({ shape: [3], dtype: "float32" }, `${i}`));
    const [a, b, c, d] = state;
    const twice = mul(d, 2);
    const graph = graphOf(state, [b, a, c, twice, twice]);
    const executable = await engine.compile(graph, { carried: 4 });
    const session = await executable.open([0, 1, 2, 3].map((v) => tensor([v, v + 0.5, 1])));
    for (let i = 0; i < 3; i++) {
      const [result] = await session.step([]);
      expect(result.data[0]).toBe(3 * 2 ** (i + 1));
    }
    const read = (await session.read()).map(({ data }) => data[0]);
    expect(read).toEqual([1, 0, 2, 24]);
    executable.dispose();
  });

  it("keeps the state when a step fails, and goes on", async () => {
    const state = placeholder({ shape: [1], dtype: "float32" }, "state");
    const index = placeholder({ shape: [2, 1], dtype: "int32" }, "index");
    const table = tensor([1, 10, 100]);
    const graph = graphOf([state, index], [add(state, sum(gather(table, index)))]);
    const executable = await engine.compile(graph, { carried: 1 });
    const session = await executable.open([tensor([0])]);
    const at = (...places: number[]): Tensor => tensor(Int32Array.from(places), [2, 1]);
    await session.step([at(1, 0)]);
    await expect(session.step([at(2, 9)])).rejects.toThrow(ArgumentError);
    await expect(session.step([at(2, -1)])).rejects.toThrow(
      "gather: expected indices in [0, 3), got -1 at [1, 0]",
    );
    expect((await session.read())[0].item()).toBe(11);
    await session.step([at(2, 2)]);
    expect((await session.read())[0].item()).toBe(211);
    executable.dispose();
  });

  it("names the primitive, the place and the value of a bad index as the host does", async () => {
    const values = tensor([1, 2, 3]);
    const places = tensor(Int32Array.of(0, 4, 1));
    for (const f of [
      (x: Tensor, i: Tensor): Tensor => scatterAdd(x, i, 3),
      (x: Tensor, i: Tensor): Tensor => segmentMax(x, i, 3),
      (x: Tensor, i: Tensor): Tensor => gather(exp(x), i),
    ]) {
      const { graph } = trace(f, [values, places]);
      let said = "";
      try {
        interpretOnHost(graph, [values, places]);
      } catch (error) {
        said = String(error);
      }
      expect(said).toMatch(/got 4 at \[1\]/);
      const compiled = compile(f, { engine });
      const thrown = await compiled(values, places).catch(String);
      expect(thrown).toBe(said);
      compiled.dispose();
    }
  });

  it("runs one step at a time", async () => {
    const executable = await engine.compile(accumulator(), { carried: 1 });
    const session = await executable.open([pair(0, 0)]);
    const first = session.step([pair(1, 1)]);
    await expect(session.step([pair(1, 1)])).rejects.toThrow(
      "wasm: expected one step at a time, got one while another runs",
    );
    await first;
    expect((await session.read())[0].toArray()).toEqual([1, 1]);
    executable.dispose();
  });

  it("runs programs without inputs, without outputs, and of size 0", async () => {
    const constant = await engine.compile(graphOf([], [tensor([1, 2])]));
    expect((await constant.run([]))[0].toArray()).toEqual([1, 2]);
    const x = placeholder({ shape: [0, 3], dtype: "float32" }, "x");
    const nothing = tensor(new Float32Array(0), [0, 3]);
    const silent = await engine.compile(graphOf([x], []));
    expect(await silent.run([nothing])).toEqual([]);
    const product = await engine.compile(graphOf([x], [matmul(x, tensor([[1], [1], [1]]))]));
    expect((await product.run([nothing]))[0].shape).toEqual([0, 1]);
    for (const executable of [constant, silent, product]) executable.dispose();
    expect(engine.liveBuffers).toBe(0);
  });

  it("refuses more memory than it may hold, before anything changes", async () => {
    const small = await wasm({ maxMemory: 200_000 });
    const large = placeholder({ shape: [100_000], dtype: "float32" }, "x");
    await expect(small.compile(graphOf([large], [exp(large)]))).rejects.toThrow(
      "wasm: expected a program within 200000 bytes of memory, got one that needs 851968",
    );
    const executable = await small.compile(accumulator(), { carried: 1 });
    const sessions = [await executable.open([pair(1, 2)]), await executable.open([pair(3, 4)])];
    await sessions[0].step([pair(1, 1)]);
    const third = await executable.open([pair(0, 0)]);
    await expect(executable.open([pair(0, 0)])).rejects.toThrow(
      "wasm: expected a program within 200000 bytes of memory, got one that needs 65536 beside 196608 in use",
    );
    expect(small.liveBuffers).toBe(4);
    third.dispose();
    await executable.run([pair(1, 1), pair(1, 1)]);
    expect((await sessions[0].read())[0].toArray()).toEqual([2, 3]);
    small.dispose();
    expect(small.liveBuffers).toBe(0);
  });

  it("refuses what 32-bit addresses cannot reach", async () => {
    const huge = placeholder({ shape: [2 ** 15, 2 ** 14], dtype: "float32" }, "x");
    await expect(engine.compile(graphOf([huge], [sum(huge)]))).rejects.toThrow(
      "wasm: expected tensors of less than 536870912 elements, got one of shape [32768, 16384]",
    );
    const many = Array.from({ length: 3 }, (_, i) =>
      placeholder({ shape: [2 ** 14, 2 ** 14 + i], dtype: "float32" }, `x${i}`),
    );
    const sums = many.map((x) => sum(x, 0));
    const more = placeholder({ shape: [2 ** 28], dtype: "float32" }, "x");
    await expect(engine.compile(graphOf([...many, more], [...sums, exp(more)]))).rejects.toThrow(
      /^wasm: expected a program within 4294967296 bytes, got one that needs \d+$/,
    );
    expect(engine.liveBuffers).toBe(0);
  });

  it("says what does not fit", async () => {
    const executable = await engine.compile(accumulator(), { carried: 1 });
    await expect(executable.run([pair(1, 1)])).rejects.toThrow("wasm: expected 2 inputs, got 1");
    await expect(executable.open([])).rejects.toThrow("wasm: expected a state of 1 tensors, got 0");
    const session = await executable.open([pair(0, 0)]);
    await expect(session.step([])).rejects.toThrow(ShapeError);
    await expect(session.step([tensor([1, 2, 3])])).rejects.toThrow(
      "wasm: expected input 0 to be float32 [2], got float32 [3]",
    );
    executable.dispose();
    await expect(engine.compile(accumulator(), { carried: 3 })).rejects.toThrow(
      "wasm: expected carried in [0, 2], got 3",
    );
    const wide = placeholder({ shape: [2], dtype: "float64" }, "x");
    await expect(engine.compile(graphOf([wide], [cast(wide, "float32")]))).rejects.toThrow(
      "wasm: expected a program in float32, int32 and bool, got float64 in an input; cast to float32",
    );
    await expect(wasm({ threads: 0 })).rejects.toThrow(
      "wasm: expected threads to be an integer >= 1, got 0",
    );
    await expect(wasm({ maxMemory: 1 })).rejects.toThrow(
      "wasm: expected maxMemory >= 65536 bytes, got 1",
    );
  });
});
