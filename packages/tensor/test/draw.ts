import { Random } from "@erlangen/numerics";
import { tensor, type Tensor } from "@erlangen/tensor";
import fc from "fast-check";

/**
 * Where random elements lie, so that functions are smooth around them.
 *
 * - `any`: (-2, 2); `positive`: (0.3, 2); `nonzero`: ±(0.3, 2); `inside`: (-0.9, 0.9)
 * - `between`: at least 0.1 from every multiple of 0.5, in (-2, 2)
 * - `low`, `high`: like `between`, and at least 0.05 from one another
 * - `distinct`: no two elements within 0.1
 */
export type Domain =
  | "any"
  | "positive"
  | "nonzero"
  | "inside"
  | "between"
  | "low"
  | "high"
  | "distinct";

/** One random choice of shapes and numbers for a test case. */
export class Draw {
  readonly shape: readonly number[];
  readonly random: Random;
  #next = 0;

  constructor(shape: readonly number[], seed: number) {
    this.shape = shape;
    this.random = Random.fromSeed(seed);
  }

  /** A float64 tensor; by default of the drawn shape. */
  tensor(domain: Domain = "any", shape: readonly number[] = this.shape): Tensor {
    const size = shape.reduce((product, length) => product * length, 1);
    const stream = this.#stream();
    const uniform = stream.uniform(size);
    const place = stream.split("place").permutation(size);
    const element = (x: number, i: number): number => {
      const cell = Math.floor(8 * x);
      const offset = 8 * x - cell;
      switch (domain) {
        case "any":
          return 4 * x - 2;
        case "positive":
          return 0.3 + 1.7 * x;
        case "nonzero":
          return x < 0.5 ? -2 + 3.4 * x : 0.3 + 3.4 * (x - 0.5);
        case "inside":
          return 1.8 * x - 0.9;
        case "between":
          return (cell - 4) / 2 + 0.1 + 0.3 * offset;
        case "low":
          return (cell - 4) / 2 + 0.1 + 0.1 * offset;
        case "high":
          return (cell - 4) / 2 + 0.3 + 0.1 * offset;
        case "distinct":
          return 0.25 * (place[i] - size / 2) + 0.1 * x;
      }
    };
    return tensor(uniform.map(element), shape);
  }

  /** A bool tensor. */
  bools(shape: readonly number[] = this.shape): Tensor {
    const size = shape.reduce((product, length) => product * length, 1);
    return tensor(
      Uint8Array.from(this.#stream().uniform(size), (x) => (x < 0.5 ? 0 : 1)),
      shape,
    );
  }

  /** An int32 tensor with elements in [0, bound). */
  indices(bound: number, shape: readonly number[]): Tensor {
    const size = shape.reduce((product, length) => product * length, 1);
    return tensor(
      Int32Array.from(this.#stream().uniform(size), (x) => Math.floor(x * bound)),
      shape,
    );
  }

  /** A shape that broadcasts to the drawn one: leading axes dropped, others shrunk to 1, at random. */
  smaller(): number[] {
    const dropped = this.integer(0, this.shape.length);
    return this.shape.slice(dropped).map((length) => (this.integer(0, 2) === 0 ? 1 : length));
  }

  /** The drawn shape with at least `rank` axes, none of `rank` last ones shorter than `length`. */
  atLeast(rank: number, length = 0): number[] {
    const missing = Math.max(0, rank - this.shape.length);
    const shape = [...new Array<number>(missing).fill(2), ...this.shape];
    return shape.map((own, axis) => (axis >= shape.length - rank ? Math.max(own, length) : own));
  }

  /** An axis of a tensor of this rank, counted from either end. */
  axis(rank: number): number {
    return this.integer(-rank, rank - 1);
  }

  /** Some axes of a tensor of this rank. */
  axes(rank: number): number[] {
    return Array.from({ length: rank }, (_, axis) => axis).filter(() => this.integer(0, 1) === 0);
  }

  /** A random order of the axes. */
  permutation(rank: number): number[] {
    return [...this.#stream().permutation(rank)];
  }

  /** An integer in [low, high]. */
  integer(low: number, high: number): number {
    return low + this.#stream().integer(high - low + 1);
  }

  /** True half of the time. */
  flag(): boolean {
    return this.integer(0, 1) === 1;
  }

  #stream(): Random {
    return this.random.split(this.#next++);
  }
}

const length = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.constant(1) },
  { weight: 5, arbitrary: fc.integer({ min: 2, max: 3 }) },
);

/** Runs a property on random draws, and on shapes with axes of length 0 and 1 whatever the seed. */
export function forDraws(check: (draw: Draw) => void, numRuns = 20): void {
  fc.assert(
    fc.property(fc.array(length, { maxLength: 3 }), fc.nat(), (shape, seed) => {
      check(new Draw(shape, seed));
    }),
    {
      seed: 20,
      numRuns,
      examples: [
        [[], 1],
        [[0], 2],
        [[1], 3],
        [[2, 0, 3], 4],
        [[3, 1, 2], 5],
      ],
    },
  );
}
