import { afterAll, describe, expect, it } from "vitest";
import { startWorker, wasm, type WorkerStarter } from "@erlangen/backends/wasm";
import { EngineError, Random } from "@erlangen/numerics";
import {
  add,
  compile,
  compileStep,
  conv,
  exp,
  matmul,
  mul,
  sum,
  tanh,
  tensor,
  type Shape,
  type Tensor,
} from "@erlangen/tensor";

function drawn(seed: number, shape: Shape): Tensor {
  const numbers = Random.fromSeed(seed).normal(shape.reduce((a, b) => a * b, 1));
  return tensor(Float32Array.from(numbers), shape);
}

const one = await wasm();
const three = await wasm({ threads: 3 });

afterAll(() => {
  one.dispose();
  three.dispose();
});

describe("wasm with several threads", () => {
  it("computes the bits of one thread", async () => {
    const program = (
      [x, w]: readonly Tensor[],
      [image, taps]: readonly Tensor[],
      long: Tensor,
    ): readonly Tensor[] => [
      tanh(matmul(matmul(x, w), w)),
      conv(image, taps, { padding: "same", layout: "channels-first" }),
      sum(x),
      exp(mul(long, long)),
    ];
    const operands = [
      [drawn(1, [150, 130]), drawn(2, [130, 130])],
      [drawn(3, [3, 8, 30, 30]), drawn(4, [8, 8, 3, 3])],
      drawn(5, [20_003]),
    ] as const;
    const [alone, shared] = [one, three].map((engine) => compile(program, { engine }));
    const expected = await alone(...operands);
    for (let i = 0; i < 20; i++) {
      const results = await shared(...operands);
      results.forEach(({ data }, output) => {
        const other = expected[output].data;
        expect(data.findIndex((value, place) => !Object.is(value, other[place]))).toBe(-1);
      });
    }
    alone.dispose();
    shared.dispose();
  });

  it("keeps the state when a worker ends in the middle of a step, and goes on with new workers", async () => {
    // Workers of the first team end when they have begun with their first piece.
    let started = 0;
    const mortal: WorkerStarter = (source, onEnd) =>
      startWorker(
        started++ < 2 ? source.replace("try {", "process.exit(1); try {") : source,
        onEnd,
      );
    const engine = await wasm({ threads: 3, startWorker: mortal });
    const w = drawn(5, [200, 200]);
    const first = drawn(6, [200, 200]);
    const step = (x: Tensor): [Tensor, Tensor] => {
      const next = tanh(add(x, matmul(x, w)));
      return [next, sum(next)];
    };
    const run = compileStep(step, first, { engine });
    const reference = compileStep(step, first, { engine: one });
    const advance = async (): Promise<unknown> => {
      try {
        await run.step();
        return undefined;
      } catch (error) {
        return error;
      }
    };
    // A worker that wakes up too late to get a piece does not end.
    let error: unknown;
    for (let i = 0; i < 200 && error === undefined; i++) {
      error = await advance();
      if (error === undefined) await reference.step();
    }
    expect(error).toBeInstanceOf(EngineError);
    expect(String(error)).toContain("the next call starts new ones");
    expect((await run.read()).data).toEqual((await reference.read()).data);
    await run.step();
    await reference.step();
    expect((await run.read()).data).toEqual((await reference.read()).data);
    expect(started).toBe(4);
    run.dispose();
    reference.dispose();
    engine.dispose();
    expect(engine.liveBuffers).toBe(0);
  });

  it("says when workers do not start", async () => {
    const engine = await wasm({
      threads: 2,
      startWorker: () => {
        throw new EngineError("no workers today");
      },
    });
    const square = compile((x: Tensor) => matmul(x, x), { engine });
    await expect(square(drawn(7, [100, 100]))).rejects.toThrow("no workers today");
    expect((await compile((x: Tensor) => sum(x), { engine })(tensor([1, 2]))).item()).toBe(3);
    engine.dispose();
  });
});
