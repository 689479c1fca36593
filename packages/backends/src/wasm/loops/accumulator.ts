import {
  f32x4,
  f64,
  f32,
  f64x2,
  i32x4,
  shuffle32,
  store,
  v128,
  type FunctionBuilder,
  type Local,
  type Value,
} from "../assembler/index.ts";

/** What is accumulated. */
export interface Accumulation {
  readonly reduction: "sum" | "max";
  readonly dtype: "float32" | "int32";
  /** Number of independent vectors. */
  readonly count: number;
}

/**
 * Vectors that take up elements lane by lane.
 *
 * Sums of float32 collect in float32 and move to float64 by {@link settle}, so that the error does not grow with the
 * number of elements.
 */
export class Accumulator {
  readonly #f: FunctionBuilder;
  readonly #isWide: boolean;
  readonly #neutral: Value<"v128">;
  readonly #combine: (a: Value<"v128">, b: Value<"v128">) => Value<"v128">;
  readonly #partial: readonly Local<"v128">[];
  /** Lanes 0 and 1, and lanes 2 and 3, of each vector in float64. */
  readonly #wide: readonly (readonly [Local<"v128">, Local<"v128">])[];

  constructor(f: FunctionBuilder, { reduction, dtype, count }: Accumulation) {
    this.#f = f;
    this.#isWide = reduction === "sum" && dtype === "float32";
    const isFloat = dtype === "float32";
    this.#combine =
      reduction === "sum" ? (isFloat ? f32x4.add : i32x4.add) : isFloat ? f32x4.max : i32x4.maxS;
    const least = isFloat ? f32x4.constant(-Infinity) : i32x4.constant(-(2 ** 31));
    this.#neutral = reduction === "sum" ? i32x4.constant(0) : least;
    this.#partial = Array.from({ length: count }, () => f.local("v128"));
    this.#wide = this.#isWide
      ? this.#partial.map(() => [f.local("v128"), f.local("v128")] as const)
      : [];
  }

  /** Sets all vectors to the neutral element. */
  start(): void {
    for (const partial of this.#partial) this.#f.set(partial, this.#neutral);
    for (const local of this.#wide.flat()) this.#f.set(local, i32x4.constant(0));
  }

  add(vector: number, value: Value<"v128">): void {
    const partial = this.#partial[vector];
    this.#f.set(partial, this.#combine(partial, value));
  }

  /** Adds the lanes that `mask` names. */
  addMasked(vector: number, value: Value<"v128">, mask: readonly boolean[]): void {
    const bits = i32x4.constant(...mask.map((taken) => (taken ? -1 : 0)));
    this.add(vector, v128.bitselect(value, this.#neutral, bits));
  }

  /** Moves sums of float32 to float64. */
  settle(): void {
    const f = this.#f;
    this.#wide.forEach(([low, high], i) => {
      const partial = this.#partial[i];
      const upper = shuffle32(partial, partial, [2, 3, 2, 3]);
      f.set(low, f64x2.add(low, f64x2.promoteLowF32x4(partial)));
      f.set(high, f64x2.add(high, f64x2.promoteLowF32x4(upper)));
      f.set(partial, this.#neutral);
    });
  }

  /** The four totals of one vector. */
  total(vector: number): Value<"v128"> {
    if (!this.#isWide) return this.#partial[vector];
    const partial = this.#partial[vector];
    const upper = shuffle32(partial, partial, [2, 3, 2, 3]);
    const [low, high] = this.#wide[vector];
    return shuffle32(
      f32x4.demoteF64x2(f64x2.add(low, f64x2.promoteLowF32x4(partial))),
      f32x4.demoteF64x2(f64x2.add(high, f64x2.promoteLowF32x4(upper))),
      [0, 1, 4, 5],
    );
  }

  /** Combines all lanes of all vectors, settled before, and stores the one result. */
  storeAcross(address: Value<"i32">): void {
    const f = this.#f;
    if (this.#isWide) {
      const sum = f.let(
        this.#wide.flat().reduce<Value<"v128">>((a, b) => f64x2.add(a, b), f64x2.constant(0)),
      );
      const both = f64.add(f64x2.extractLane(sum, 0), f64x2.extractLane(sum, 1));
      f.do(store.f32(address, f32.demoteF64(both)));
      return;
    }
    const all = f.let(
      this.#partial.reduce<Value<"v128">>((a, b) => this.#combine(a, b), this.#neutral),
    );
    const pairs = f.let(this.#combine(all, shuffle32(all, all, [2, 3, 0, 1])));
    const one = f.let(this.#combine(pairs, shuffle32(pairs, pairs, [1, 0, 3, 2])));
    f.do(store.lane32({ address }, one, 0));
  }
}
