import { describe, expect, it } from "vitest";
import { assignSlots, planGraph, type PlanBuffer } from "@erlangen/backends/webgpu";
import { Random } from "@erlangen/numerics";
import {
  add,
  broadcastTo,
  gather,
  graphOf,
  matmul,
  mul,
  placeholder,
  scatterAdd,
  sum,
  tanh,
  tensor,
  type Graph,
} from "@erlangen/tensor";

const options = { maxBuffers: 8, carried: 0 };
const place = (...shape: readonly number[]) => placeholder({ shape, dtype: "float32" }, "x");

/** Messages along edges: gathered, transformed, summed by receiver, three times. */
function messages(): Graph {
  const [x, w] = [place(50, 8), place(8, 8)];
  const from = placeholder({ shape: [300], dtype: "int32" }, "from");
  const to = placeholder({ shape: [300], dtype: "int32" }, "to");
  let nodes = x;
  for (let layer = 0; layer < 3; layer++) {
    nodes = add(nodes, scatterAdd(tanh(matmul(gather(nodes, from), w)), to, 50));
  }
  return graphOf([x, w, from, to], [nodes]);
}

describe("plans of webgpu", () => {
  it("are the same text every time, and share kernels between equal steps", () => {
    const [first, second] = [planGraph(messages(), options), planGraph(messages(), options)];
    const texts = first.commands.map(({ code }) => code);
    expect(second.commands.map(({ code }) => code)).toEqual(texts);
    expect(new Set(texts).size).toBeLessThan(texts.length);
  });

  it("sort the same indices once, and check them once", () => {
    const { commands, inputChecks } = planGraph(messages(), options);
    expect(commands.filter(({ label }) => label === "segment starts")).toHaveLength(1);
    expect(inputChecks.map(({ input }) => input)).toEqual([2, 3]);
  });

  it("fuse a chain and the sum over it into one dispatch", () => {
    const x = place(100, 30);
    const { commands } = planGraph(graphOf([x], [sum(tanh(mul(x, x)), 1)]), options);
    expect(commands).toHaveLength(1);
  });

  it("stay within the dispatch limits of every device", () => {
    const x = place(1);
    const wide = planGraph(graphOf([x], [broadcastTo(mul(x, x), [2 ** 16, 2 ** 12])]), options);
    const [columns, rows, layers] = wide.commands[0].workgroups;
    expect(Math.max(columns, rows, layers)).toBeLessThanOrEqual(65_535);
    expect(columns * rows * 256).toBeGreaterThanOrEqual(2 ** 28);
  });

  it("bind no more buffers than a shader may", () => {
    const inputs = Array.from({ length: 40 }, () => place(7));
    const total = inputs.reduce((a, b) => add(a, tanh(b)), tensor(new Float32Array(7)));
    for (const { bindings } of planGraph(graphOf(inputs, [total]), options).commands) {
      expect(bindings.length).toBeLessThanOrEqual(options.maxBuffers);
    }
  });

  it("let temporary values share memory only when their lives are apart", () => {
    const random = Random.fromSeed(3);
    const buffers = Array.from({ length: 200 }, (): PlanBuffer => {
      const [size, begin, length] = random.uniform(3);
      const first = Math.floor(100 * begin);
      return {
        dtype: "float32",
        size: 1 + Math.floor(1000 * size),
        role: { kind: "temporary" },
        live: [first, first + Math.floor(8 * length)],
      };
    });
    const { slots, sizes } = assignSlots(buffers);
    buffers.forEach((a, i) => {
      expect(sizes[slots[i] ?? -1]).toBeGreaterThanOrEqual(a.size);
      buffers.forEach((b, j) => {
        if (i !== j && slots[i] === slots[j]) {
          expect(a.live[1] < b.live[0] || b.live[1] < a.live[0]).toBe(true);
        }
      });
    });
    const apart = buffers.reduce((total, { size }) => total + size, 0);
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThan(apart / 4);
  });
});
