import { afterAll, describe, expect, it } from "vitest";
import { wasm } from "@erlangen/backends/wasm";
import { Random } from "@erlangen/numerics";
import {
  add,
  compile,
  compileStep,
  hostEngine,
  interpretOnHost,
  matmul,
  max,
  mean,
  mul,
  sub,
  sum,
  tanh,
  tensor,
  trace,
  transpose,
  valueAndGrad,
  type Tensor,
} from "@erlangen/tensor";

const engine = await wasm();
afterAll(() => engine.dispose());

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("programs in WebAssembly", () => {
  it("passes NaN on through maxima along any axis", async () => {
    const x = tensor(
      Float32Array.from({ length: 600 }, (_, i) => (i === 333 ? NaN : -i)),
      [20, 30],
    );
    const largest = compile((a: Tensor) => [max(a), max(a, 0), max(a, 1)], { engine });
    const [all, columns, rows] = await largest(x);
    expect(all.item()).toBeNaN();
    expect([...columns.data]).toEqual([
      ...interpretOnHost(trace((a) => max(a, 0), [x]).graph, [x])[0].data,
    ]);
    expect([...rows.data]).toEqual([
      ...interpretOnHost(trace((a) => max(a, 1), [x]).graph, [x])[0].data,
    ]);
    largest.dispose();
  });

  it("adds a million numbers without losing digits", async () => {
    const x = tensor(new Float32Array(1e6).fill(0.1));
    const total = compile((a: Tensor) => [sum(a), sum(mul(a, a))], { engine });
    const [first, second] = await total(x);
    const tenth = Math.fround(0.1);
    expect(first.item() / (1e6 * tenth)).toBeCloseTo(1, 6);
    expect(second.item() / (1e6 * tenth * tenth)).toBeCloseTo(1, 6);
    total.dispose();
  });

  it("gives the same bits with two threads as with one, in steps with state", async () => {
    const two = await wasm({ threads: 2 });
    const random = Random.fromSeed(3);
    const weights = tensor(random.split("w").normal(160 * 160), [160, 160], "float32");
    const x = tensor(random.split("x").normal(160 * 160), [160, 160], "float32");
    const step = (w: Tensor, given: Tensor): [Tensor, Tensor] => {
      const y = tanh(mul(matmul(given, transpose(w, [1, 0])), 0.1));
      return [sub(w, mul(matmul(transpose(y, [1, 0]), given), 0.001)), mean(y)];
    };
    const runs = [engine, two].map((own) => compileStep(step, weights, { engine: own }));
    for (let i = 0; i < 4; i++) {
      const [alone, shared] = await Promise.all(runs.map((run) => run.step(x)));
      expect(shared.item()).toBe(alone.item());
    }
    const [alone, shared] = await Promise.all(runs.map((run) => run.read()));
    expect([...shared.data]).toEqual([...alone.data]);
    for (const run of runs) run.dispose();
    await settled();
    expect(two.liveBuffers).toBe(0);
    two.dispose();
  });

  it("trains a network step by step as the host does", async () => {
    const random = Random.fromSeed(8);
    const shapes = [[6, 20], [20], [20, 3], [3]] as const;
    const initial = shapes.map((shape, i) =>
      tensor(
        random.split(i).normal(shape.reduce<number>((a, b) => a * b, 0.5) * 2),
        shape,
        "float32",
      ),
    );
    const slope = valueAndGrad((w: readonly Tensor[], x: Tensor, y: Tensor) => {
      const error = sub(add(matmul(tanh(add(matmul(x, w[0]), w[1])), w[2]), w[3]), y);
      return mean(mul(error, error));
    });
    const step = (w: readonly Tensor[], x: Tensor, y: Tensor): [readonly Tensor[], Tensor] => {
      const [loss, gradient] = slope(w, x, y);
      return [w.map((weight, i) => sub(weight, mul(gradient[i], 0.05))), loss];
    };
    const [own, reference] = [engine, hostEngine].map((e) =>
      compileStep(step, initial, { engine: e }),
    );
    let [first, last] = [0, 0];
    for (let i = 0; i < 40; i++) {
      const x = tensor(random.split("x").split(i).normal(48), [8, 6], "float32");
      const y = tensor(random.split("y").split(i).normal(24), [8, 3], "float32");
      last = (await own.step(x, y)).item();
      if (i === 0) first = last;
      expect(last).toBeCloseTo((await reference.step(x, y)).item(), 4);
    }
    expect(last).toBeLessThan(first);
    own.dispose();
    reference.dispose();
  });
});
