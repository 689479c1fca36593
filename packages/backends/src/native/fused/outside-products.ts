import {
  apply,
  broadcastTo,
  graphOf,
  placeholder,
  sizeOf,
  transpose,
  type Shape,
  type Tensor,
} from "@erlangen/tensor";
import { graphToOnnx } from "../../onnx/graph-to-onnx.ts";
import type { PrimitiveStep, Schedule, Step, View } from "../../schedule/schedule.ts";
import type { LinearMemory } from "../../wasm/assembler/web-assembly.ts";
import { wasmFeatures } from "../../wasm/assembler/features.ts";
import type { MemoryLayout, Phase } from "../../wasm/program/memory-layout.ts";
import type { OutsideSteps } from "../../wasm/program/wasm-instance.ts";
import { runModel } from "../program.ts";
import type { OnnxRuntime, RuntimeSession, RuntimeTensor } from "../runtime.ts";

/**
 * Multiplications from which on ONNX Runtime wins against our own products by more than a call of it costs, some 20 µs:
 * it always has fused multiply-add.
 */
function leastWork(): number {
  return wasmFeatures().relaxedSimd ? 2 ** 23 : 2 ** 21;
}

/** How a view lies in memory: as a whole tensor of `stored` lengths, with its last two axes exchanged or not. */
interface StoredMatrix {
  readonly stored: Shape;
  readonly isTransposed: boolean;
}

/** A product that ONNX Runtime computes, and the model for it. Products of equal `key` share one. */
export interface OutsideProduct {
  readonly step: PrimitiveStep;
  readonly operands: readonly StoredMatrix[];
  readonly key: string;
}

/** The large matrix products and convolutions of a schedule whose operands ONNX Runtime can read as they lie. */
export function outsideProducts({ steps }: Schedule): ReadonlyMap<number, OutsideProduct> {
  return new Map(
    steps.flatMap((step, position) => {
      const product = outsideProduct(step);
      return product === undefined ? [] : [[position, product]];
    }),
  );
}

function outsideProduct(step: Step): OutsideProduct | undefined {
  if (step.kind !== "primitive") return undefined;
  const { primitive, attributes, operands, target } = step;
  if (primitive.name !== "matmul" && primitive.name !== "conv") return undefined;
  const cost = primitive.cost?.(operands, attributes, target);
  if (cost === undefined || cost.flops < 2 * leastWork()) return undefined;
  const matrices = operands.map(storedMatrix);
  const known = matrices.filter((matrix) => matrix !== undefined);
  if (known.length < matrices.length || storedMatrix(target)?.isTransposed !== false) {
    return undefined;
  }
  const shapes = operands.map(({ shape }) => shape);
  const key = JSON.stringify([primitive.name, attributes, known, shapes]);
  return { step, operands: known, key };
}

/** `undefined` for a view that has gaps or another order of axes. */
function storedMatrix({ shape, strides }: View): StoredMatrix | undefined {
  const rank = shape.length;
  const stored = shape.map((length, axis) => (strides[axis] === 0 ? 1 : length));
  if (fits(stored, strides)) return { stored, isTransposed: false };
  if (rank < 2) return undefined;
  const exchanged = <T>(values: readonly T[]): T[] => [
    ...values.slice(0, -2),
    values[rank - 1],
    values[rank - 2],
  ];
  const turned = exchanged(stored);
  return fits(turned, exchanged(strides)) ? { stored: turned, isTransposed: true } : undefined;
}

/** Whether a tensor of this shape has these strides when it lies row-major without gaps. */
function fits(shape: Shape, strides: readonly number[]): boolean {
  let distance = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] === 1) continue;
    if (strides[axis] !== distance) return false;
    distance *= shape[axis];
  }
  return true;
}

/** The model of a product. */
function modelOf({ step, operands }: OutsideProduct): Uint8Array {
  const inputs = operands.map(({ stored }, i) =>
    placeholder({ shape: stored, dtype: "float32" }, `i${i}`),
  );
  const views = inputs.map((input, i): Tensor => {
    const { isTransposed } = operands[i];
    const axes = input.shape.map((_, axis) => axis);
    const rank = axes.length;
    const turned = isTransposed
      ? transpose(input, [...axes.slice(0, -2), rank - 1, rank - 2])
      : input;
    return broadcastTo(turned, step.operands[i].shape);
  });
  const output = apply(step.primitive, views, step.attributes);
  return graphToOnnx(graphOf(inputs, [output]), {
    inputNames: inputs.map((_, i) => `i${i}`),
    outputNames: ["o0"],
  });
}

/** Products by position with the sessions that compute them. */
export class LoadedProducts {
  readonly #runtime: OnnxRuntime;
  readonly #products: ReadonlyMap<number, OutsideProduct>;
  readonly #sessions: ReadonlyMap<string, RuntimeSession>;

  private constructor(
    runtime: OnnxRuntime,
    products: ReadonlyMap<number, OutsideProduct>,
    sessions: ReadonlyMap<string, RuntimeSession>,
  ) {
    this.#runtime = runtime;
    this.#products = products;
    this.#sessions = sessions;
  }

  /** Loads a model for each distinct product. */
  static async load(
    runtime: OnnxRuntime,
    products: ReadonlyMap<number, OutsideProduct>,
    load: (model: Uint8Array) => Promise<RuntimeSession>,
  ): Promise<LoadedProducts> {
    const sessions = new Map<string, RuntimeSession>();
    const loaded = new LoadedProducts(runtime, products, sessions);
    try {
      for (const product of products.values()) {
        if (!sessions.has(product.key)) sessions.set(product.key, await load(modelOf(product)));
      }
    } catch (failure) {
      loaded.release();
      throw failure;
    }
    return loaded;
  }

  /** Computes products in a memory: the tensors of ONNX Runtime are views of it, so that nothing is copied. */
  over(memory: LinearMemory, layout: MemoryLayout): OutsideSteps {
    const calls = new Map<string, () => Promise<unknown>>();
    return async (position: number, phase: Phase): Promise<void> => {
      const name = `${position} ${phase}`;
      const run =
        calls.get(name) ??
        this.#callOf(position, (view, stored) => {
          const numbers = new Float32Array(
            memory.buffer,
            layout.addressOf(view, phase),
            sizeOf(stored),
          );
          return new this.#runtime.Tensor("float32", numbers, stored);
        });
      calls.set(name, run);
      await run();
    };
  }

  release(): void {
    // Each model is freed before the promise that this returns settles.
    for (const session of this.#sessions.values()) void session.release();
  }

  #callOf(
    position: number,
    tensorOf: (view: View, stored: Shape) => RuntimeTensor,
  ): () => Promise<unknown> {
    const product = this.#products.get(position);
    const session = product && this.#sessions.get(product.key);
    if (product === undefined || session === undefined) {
      throw new Error(`internal: no product at step ${position}`);
    }
    const { step, operands } = product;
    const feeds = Object.fromEntries(
      operands.map(({ stored }, i) => [`i${i}`, tensorOf(step.operands[i], stored)]),
    );
    const fetches = { o0: tensorOf(step.target, step.target.shape) };
    return () => runModel(session, feeds, fetches);
  }
}
