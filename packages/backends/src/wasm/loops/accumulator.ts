import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { store } from "../assembler/memory-access.ts";
import { f32, f64 } from "../assembler/scalars.ts";
import type { Local, Value } from "../assembler/value.ts";
import { f32x4, f64x2, i32x4, shuffle32, v128 } from "../assembler/vectors.ts";

/** What is accumulated. */
export interface Accumulation {
  readonly reduction: "sum" | "max";
  readonly dtype: "float32" | "int32";
  /** Number of independent vectors. */
  readonly count: number;
}

/** Vectors that take up elements lane by lane, set to the neutral element by `start`. */
export interface Accumulator {
  start(): void;
  add(vector: number, value: Value<"v128">): void;
  /** Adds the lanes that `mask` names. */
  addMasked(vector: number, value: Value<"v128">, mask: readonly boolean[]): void;
  /** Called every few dozen additions, and before {@link storeAcross}. */
  settle(): void;
  /** The four totals of one vector. */
  total(vector: number): Value<"v128">;
  /** Combines all lanes of all vectors and stores the one result. */
  storeAcross(address: Value<"i32">): void;
}

/** The accumulator for a reduction. */
export function accumulator(
  f: FunctionBuilder,
  { reduction, dtype, count }: Accumulation,
): Accumulator {
  if (dtype === "int32") {
    return reduction === "sum"
      ? new PlainAccumulator(f, count, { neutral: i32x4.constant(0), combine: i32x4.add })
      : new PlainAccumulator(f, count, {
          neutral: i32x4.constant(-(2 ** 31)),
          combine: i32x4.maxS,
        });
  }
  return reduction === "sum" ? new SumAccumulator(f, count) : new MaxAccumulator(f, count);
}

interface Monoid {
  readonly neutral: Value<"v128">;
  readonly combine: (a: Value<"v128">, b: Value<"v128">) => Value<"v128">;
}

class PlainAccumulator implements Accumulator {
  readonly f: FunctionBuilder;
  readonly neutral: Value<"v128">;
  readonly combine: (a: Value<"v128">, b: Value<"v128">) => Value<"v128">;
  readonly partial: readonly Local<"v128">[];

  constructor(f: FunctionBuilder, count: number, { neutral, combine }: Monoid) {
    this.f = f;
    this.neutral = neutral;
    this.combine = combine;
    this.partial = Array.from({ length: count }, () => f.local("v128"));
  }

  start(): void {
    for (const partial of this.partial) this.f.set(partial, this.neutral);
  }

  add(vector: number, value: Value<"v128">): void {
    const partial = this.partial[vector];
    this.f.set(partial, this.combine(partial, value));
  }

  addMasked(vector: number, value: Value<"v128">, mask: readonly boolean[]): void {
    const bits = i32x4.constant(...mask.map((taken) => (taken ? -1 : 0)));
    this.add(vector, v128.bitselect(value, this.neutral, bits));
  }

  settle(): void {}

  total(vector: number): Value<"v128"> {
    return this.partial[vector];
  }

  storeAcross(address: Value<"i32">): void {
    const { f, combine } = this;
    const totals = this.partial.map((_, vector) => this.total(vector));
    const all = f.let(totals.reduce((a, b) => combine(a, b)));
    const pairs = f.let(combine(all, shuffle32(all, all, [2, 3, 0, 1])));
    const one = f.let(combine(pairs, shuffle32(pairs, pairs, [1, 0, 3, 2])));
    f.do(store.lane32({ address }, one, 0));
  }
}

/** The maximum, NaN once there was one: NaN is noted apart, for the exact maximum of WebAssembly is slow. */
class MaxAccumulator extends PlainAccumulator {
  /** All bits of the lanes that met NaN. */
  readonly #missing: readonly Local<"v128">[];

  constructor(f: FunctionBuilder, count: number) {
    super(f, count, { neutral: f32x4.constant(-Infinity), combine: f32x4.max });
    this.#missing = this.partial.map(() => f.local("v128"));
  }

  override start(): void {
    super.start();
    for (const missing of this.#missing) this.f.set(missing, i32x4.constant(0));
  }

  override add(vector: number, value: Value<"v128">): void {
    const { f, partial } = this;
    const given = f.keep(value);
    const { [vector]: missing } = this.#missing;
    f.set(missing, v128.or(missing, f32x4.ne(given, given)));
    f.set(partial[vector], f32x4.pmax(partial[vector], given));
  }

  override total(vector: number): Value<"v128"> {
    return v128.or(this.partial[vector], this.#missing[vector]);
  }
}

/** Sums collect in float32 and move to float64 by `settle`, so that the error does not grow with their number. */
class SumAccumulator extends PlainAccumulator {
  /** Lanes 0 and 1, and lanes 2 and 3, of each vector in float64. */
  readonly #wide: readonly (readonly [Local<"v128">, Local<"v128">])[];

  constructor(f: FunctionBuilder, count: number) {
    super(f, count, { neutral: f32x4.constant(0), combine: f32x4.add });
    this.#wide = this.partial.map(() => [f.local("v128"), f.local("v128")]);
  }

  override start(): void {
    super.start();
    for (const local of this.#wide.flat()) this.f.set(local, f64x2.constant(0));
  }

  override settle(): void {
    const { f } = this;
    this.#wide.forEach(([low, high], vector) => {
      const [first, second] = this.#widened(vector);
      f.set(low, first);
      f.set(high, second);
      f.set(this.partial[vector], this.neutral);
    });
  }

  override total(vector: number): Value<"v128"> {
    const [low, high] = this.#widened(vector);
    return shuffle32(f32x4.demoteF64x2(low), f32x4.demoteF64x2(high), [0, 1, 4, 5]);
  }

  override storeAcross(address: Value<"i32">): void {
    const { f } = this;
    const sums = this.#wide
      .flat()
      .reduce<Value<"v128">>((a, b) => f64x2.add(a, b), f64x2.constant(0));
    const sum = f.let(sums);
    const both = f64.add(f64x2.extractLane(sum, 0), f64x2.extractLane(sum, 1));
    f.do(store.f32(address, f32.demoteF64(both)));
  }

  /** The float64 sums of a vector with what has collected since. */
  #widened(vector: number): readonly [Value<"v128">, Value<"v128">] {
    const partial = this.partial[vector];
    const [low, high] = this.#wide[vector];
    const upper = shuffle32(partial, partial, [2, 3, 2, 3]);
    return [
      f64x2.add(low, f64x2.promoteLowF32x4(partial)),
      f64x2.add(high, f64x2.promoteLowF32x4(upper)),
    ];
  }
}
