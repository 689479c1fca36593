import type { Coupling, ProductSlot } from "@erlangen/tensor";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { load, store } from "../assembler/memory-access.ts";
import { f32, i32 } from "../assembler/scalars.ts";
import type { Local, Value } from "../assembler/value.ts";
import { f32x4 } from "../assembler/vectors.ts";
import {
  horizontalSum,
  loadChunk,
  startSlot,
  storeChunk,
  type ChunkWidth,
  type MovingSlot,
  type StreamSlot,
} from "./stream-slot.ts";
import { sumOfProducts, type Product } from "./sum-of-products.ts";

/** The slots that couplings join. */
export type CoupledSlot = Exclude<ProductSlot, "weight">;

/** The letter of a slot's component in a {@link Coupling}. */
const componentOf = { left: "i", right: "j", output: "k" } as const;
const coupledSlots = ["left", "right", "output"] as const;

/** Consecutive lanes of a path. At most one coupled slot stays; the weight always moves. */
export interface Stream {
  readonly couplings: readonly Coupling[];
  readonly slots: Readonly<Record<CoupledSlot, StreamSlot>> & {
    /** `undefined`: every weight is 1. */
    readonly weight: StreamSlot | undefined;
  };
  readonly target: ProductSlot;
  /** Components of the target. */
  readonly targetDim: number;
  /** The target gets the values, 0 where nothing couples; otherwise they are added to what is there. */
  readonly assign: boolean;
  /** Number of lanes. */
  readonly count: Value<"i32"> | number;
}

/** A term of the stream after what stays has been multiplied out. */
interface Term {
  /** Component of the target; 0 for the weight. */
  readonly target: number;
  /** Components of the moving operands. */
  readonly factors: readonly { readonly slot: CoupledSlot; readonly component: number }[];
  readonly coefficient: number | Local<"v128">;
}

/**
 * Writes the loop over the lanes of a stream: four at a time in vectors, the rest one by one.
 *
 * A slot that stays is contracted with the couplings before the loop: M[k, i] = Σ_j c_ijk right_j, so that a lane
 * costs one multiply-add for each pair (k, i).
 */
export function writeStream(f: FunctionBuilder, stream: Stream): void {
  f.scope(() => {
    const terms = contract(f, stream);
    const constants = constantsOf(f, terms);
    const { slots, target } = stream;
    const moving: Partial<Record<ProductSlot, MovingSlot>> = {};
    for (const slot of [...coupledSlots, "weight"] as const) {
      const given = slots[slot];
      if (given !== undefined && given.lane !== 0) moving[slot] = startSlot(f, given);
    }
    const sums = new Map<number, Local<"v128">>();
    if (target !== "weight" && moving[target] === undefined) {
      for (const component of new Set(terms.map((term) => term.target))) {
        sums.set(component, f.let(f32x4.constant(0)));
      }
    }
    const pass = (width: ChunkWidth): void => {
      f.scope(() => writeChunk(f, { stream, terms, moving, width, sums, constants }));
    };
    loopOverChunks(f, stream.count, Object.values(moving), pass);
    for (const [component, sum] of sums) {
      const { address, offset, component: distance } = slots[target as CoupledSlot];
      const at = offset + component * distance;
      f.do(store.f32(address, f32.add(load.f32(address, at), horizontalSum(sum)), at));
    }
  });
}

function loopOverChunks(
  f: FunctionBuilder,
  count: Value<"i32"> | number,
  moving: readonly MovingSlot[],
  pass: (width: ChunkWidth) => void,
): void {
  const advance = (width: ChunkWidth): readonly (readonly [Local<"i32">, number])[] =>
    moving.map(({ pointer, lane }) => [pointer, width * lane]);
  if (typeof count !== "number") {
    f.for({ to: i32.and(count, -4), step: 4, advance: advance(4) }, () => pass(4));
    f.for({ to: i32.and(count, 3), advance: advance(1) }, () => pass(1));
    return;
  }
  if (count === 4) return pass(4);
  if (count === 1) return pass(1);
  if (count >= 4) f.for({ to: count - (count % 4), step: 4, advance: advance(4) }, () => pass(4));
  if (count % 4 > 0) f.for({ to: count % 4, advance: advance(1) }, () => pass(1));
}

interface Chunk {
  readonly stream: Stream;
  readonly terms: readonly Term[];
  readonly moving: Readonly<Partial<Record<ProductSlot, MovingSlot>>>;
  readonly width: ChunkWidth;
  /** Running sums of the components of a target that stays. */
  readonly sums: ReadonlyMap<number, Local<"v128">>;
  readonly constants: ReadonlyMap<number, Local<"v128">>;
}

function writeChunk(f: FunctionBuilder, chunk: Chunk): void {
  const { stream, terms, moving, width, sums, constants } = chunk;
  const { target } = stream;
  const constantOf = (value: number): Local<"v128"> =>
    constants.get(value) ?? f.let(f32x4.constant(value));
  const weight =
    target === "weight" || moving.weight === undefined
      ? undefined
      : f.let(loadChunk(moving.weight, 0, width));
  const targets = stream.assign
    ? Array.from({ length: stream.targetDim }, (_, component) => component)
    : [...new Set(terms.map((term) => term.target))];
  const weighted = weight === undefined ? undefined : slotToWeight(terms, targets.length);
  const values = new Map<string, Local<"v128">>();
  const valueOf = (slot: CoupledSlot, component: number): Local<"v128"> => {
    const key = `${slot} ${component}`;
    const known = values.get(key);
    if (known !== undefined) return known;
    const from = moving[slot];
    if (from === undefined) throw new Error(`internal: ${slot} stays`);
    const loaded = loadChunk(from, component, width);
    const value = f.let(
      weight !== undefined && slot === weighted ? f32x4.mul(weight, loaded) : loaded,
    );
    values.set(key, value);
    return value;
  };
  for (const component of targets) {
    const products = terms
      .filter((term) => term.target === component)
      .map(({ coefficient, factors }): Product => ({
        coefficient,
        factors: factors.map((factor) => valueOf(factor.slot, factor.component)),
      }));
    const sum = sums.get(component);
    if (sum !== undefined) {
      f.set(sum, sumOfProducts(f, products, constantOf, sum));
      continue;
    }
    const to = moving[target];
    if (to === undefined) throw new Error(`internal: ${target} stays`);
    const late = weight !== undefined && weighted === undefined && products.length > 0;
    const before = stream.assign || late ? undefined : loadChunk(to, component, width);
    let value = sumOfProducts(f, products, constantOf, before);
    if (late) {
      value = stream.assign
        ? f32x4.mul(weight, value)
        : f.mulAdd(weight, value, loadChunk(to, component, width));
    }
    const result = f.let(value);
    for (const statement of storeChunk(to, component, { value: result, width })) f.do(statement);
  }
}

/** The operand whose components are multiplied by the weight; `undefined` when the results are fewer. */
function slotToWeight(terms: readonly Term[], targets: number): CoupledSlot | undefined {
  const components = new Map<CoupledSlot, Set<number>>();
  for (const { factors } of terms) {
    for (const { slot, component } of factors) {
      components.set(slot, (components.get(slot) ?? new Set()).add(component));
    }
  }
  const [fewest] = [...components].toSorted(([, a], [, b]) => a.size - b.size);
  const reduces = terms.some(({ factors }) => factors.length > 1);
  return reduces || fewest[1].size <= targets ? fewest[0] : undefined;
}

/** Multiplies out the operand that stays, if one does. */
function contract(f: FunctionBuilder, { couplings, slots, target }: Stream): readonly Term[] {
  const operands = coupledSlots.filter((slot) => slot !== target);
  const stays = operands.find((slot) => slots[slot].lane === 0);
  const moves = operands.filter((slot) => slot !== stays);
  const targetOf = (coupling: Coupling): number =>
    target === "weight" ? 0 : coupling[componentOf[target]];
  // The last factor varies fastest: sums over it are inside.
  const factorsOf = (coupling: Coupling): Term["factors"] =>
    moves.toReversed().map((slot) => ({ slot, component: coupling[componentOf[slot]] }));
  const groups = new Map<string, { term: Omit<Term, "coefficient">; members: Coupling[] }>();
  for (const coupling of couplings) {
    const term = { target: targetOf(coupling), factors: factorsOf(coupling) };
    const key = [term.target, ...term.factors.map(({ component }) => component)].join();
    const group = groups.get(key) ?? { term, members: [] };
    group.members.push(coupling);
    groups.set(key, group);
  }
  if (stays === undefined) {
    return [...groups.values()].map(({ term: { target: to, factors }, members }) => ({
      target: to,
      factors,
      coefficient: members.reduce((sum, { value }) => sum + value, 0),
    }));
  }
  const { address, offset, component } = slots[stays];
  const numbers = new Map<number, Local<"f32">>();
  const numberOf = (c: number): Local<"f32"> => {
    const known = numbers.get(c) ?? f.let(load.f32(address, offset + c * component));
    numbers.set(c, known);
    return known;
  };
  const sums = new Map<string, Local<"v128">>();
  return [...groups.values()].map(({ term: { target: to, factors }, members }): Term => {
    const parts = members.map((coupling) => ({
      value: coupling.value,
      component: coupling[componentOf[stays]],
    }));
    const key = parts.map((part) => `${part.value} ${part.component}`).join();
    const known = sums.get(key);
    if (known !== undefined) return { target: to, factors, coefficient: known };
    const sum = parts
      .map(({ value, component: c }) =>
        value === 1 ? numberOf(c) : f32.mul(Math.fround(value), numberOf(c)),
      )
      .reduce((a, b) => f32.add(a, b));
    const coefficient = f.let(f32x4.splat(sum));
    sums.set(key, coefficient);
    return { target: to, factors, coefficient };
  });
}

/** The constants of the terms in variables, so that the loop does not build them again. */
function constantsOf(
  f: FunctionBuilder,
  terms: readonly Term[],
): ReadonlyMap<number, Local<"v128">> {
  const sizes = terms.flatMap(({ coefficient }) =>
    typeof coefficient === "number" && Math.abs(coefficient) !== 1 ? [Math.abs(coefficient)] : [],
  );
  return new Map([...new Set(sizes)].map((size) => [size, f.let(f32x4.constant(size))]));
}
