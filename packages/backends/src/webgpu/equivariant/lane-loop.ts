import type { ProductSlot } from "@erlangen/tensor";
import type { View } from "../../schedule/schedule.ts";
import { lanesFor } from "../kernels/reduction.ts";
import type { Planner, Segments } from "../planner.ts";
import { place } from "../wgsl/indexing.ts";
import { manyGroups, type Shader } from "../wgsl/shader.ts";
import { declareJoin } from "./join-lanes.ts";
import type { LaneWalk } from "./lane-walk.ts";
import type { DeviceProduct } from "./product-source.ts";

/** The part of the batch that each row of the target adds up. */
export type BatchWalk =
  /** Its own row. */
  | { readonly kind: "rows"; readonly rows: number }
  /** A portion of this size; the target has a row for each. */
  | { readonly kind: "portions"; readonly rows: number; readonly share: number }
  /** The places where this index names it. */
  | { readonly kind: "search"; readonly rows: number; readonly index: View }
  /** The same places, sorted. */
  | { readonly kind: "segments"; readonly rows: number; readonly segments: Segments };

/** What a shader is part of. */
export interface PassContext {
  readonly product: DeviceProduct;
  readonly walk: BatchWalk;
  /** Whether the results are added to what is there. */
  readonly adds: boolean;
}

/** A shader that adds up lanes. */
export interface LaneLoop {
  readonly shader: Shader;
  readonly lanes: LaneWalk;
  /** Results for each channel of a row, each with an invocation of its own. */
  readonly results: number;
  /** Names of the numbers that are added up. */
  readonly sums: readonly string[];
  /**
   * Statements that add one lane. They see the row `t` of the target, its channel `c`, the number `n` of the result,
   * the element `e` of the batch, and the channels and the weight of the lane.
   */
  readonly element: readonly string[];
  /** Statements that write the sums; they see `t`, `c` and `n`. */
  readonly store: readonly string[];
}

/** Invocations of a workgroup, unless more share one result. */
const smallGroup = 64;

/** Whether each result has one lane. */
export function hasOneLane({ inner }: LaneWalk, { kind }: BatchWalk): boolean {
  return kind === "rows" && inner === 1;
}

/**
 * Appends a shader with an invocation for each (row of the target, result, channel), or several that take turns with
 * the lanes and join in the end. Neighbouring invocations have neighbouring channels, or neighbouring lanes.
 */
export function planLoop(loop: LaneLoop, context: PassContext, planner: Planner): void {
  const { shader, lanes: walk, results, sums, element, store } = loop;
  const { channels, inner, alongLanes } = walk;
  const count = context.walk.rows * results * channels;
  const lanes = lanesFor(count, shareOf(context) * inner, alongLanes);
  const size = Math.max(smallGroup, lanes);
  const slots = size / lanes;
  const { workgroups, number } = manyGroups(Math.ceil(count / slots));
  const [lane, slot] = alongLanes
    ? [`local.x % ${lanes}u`, `local.x / ${lanes}u`]
    : [`local.x / ${slots}u`, `local.x % ${slots}u`];
  const body = [
    `let o = (${number}) * ${slots}u + ${lanes === 1 ? "local.x" : slot};`,
    `let c = o % ${channels}u;`,
    `let n = ${results === 1 ? "0u" : `(o / ${channels}u) % ${results}u`};`,
    `let t = o / ${results * channels}u;`,
  ];
  const located = locate(loop, context);
  const declared = sums.map((name) => `var ${name} = 0f;`);
  if (hasOneLane(walk, context.walk)) {
    body.push(`if (o >= ${count}u) { return; }`, "let r = 0u;");
    body.push(...located, ...declared, ...element, ...store);
  } else {
    body.push(
      `let lane = ${lanes === 1 ? "0u" : lane};`,
      ...declared,
      `if (o < ${count}u) {`,
      ...range(loop, context),
      `for (var r = first + lane; r < last; r += ${lanes}u) {`,
      ...located,
      ...element,
      "}",
      "}",
    );
    if (lanes > 1) {
      declareJoin(shader, { lanes, size, apart: alongLanes ? 1 : slots });
      body.push(...sums.map((name) => `${name} = joined(${name}, local.x, lane);`));
    }
    body.push(`if (lane == 0u && o < ${count}u) {`, ...store, "}");
  }
  planner.dispatch(shader.finish({ body, workgroups, workgroupSize: [size, 1, 1] }));
}

/** Elements of the batch that belong to a row of the target, on average. */
function shareOf({ walk, product }: PassContext): number {
  if (walk.kind === "rows") return 1;
  return walk.kind === "portions" ? walk.share : product.batch / walk.rows;
}

/** Defines `first` and `last`: the lanes of all elements of the batch that belong to row `t`, in a row. */
function range({ shader, lanes: { inner } }: LaneLoop, { walk, product }: PassContext): string[] {
  switch (walk.kind) {
    case "rows":
      return ["let first = 0u;", `let last = ${inner}u;`];
    case "search":
      return ["let first = 0u;", `let last = ${product.batch * inner}u;`];
    case "portions":
      return [
        `let first = t * ${walk.share * inner}u;`,
        `let last = min(${product.batch * inner}u, first + ${walk.share * inner}u);`,
      ];
    case "segments": {
      const starts = shader.read(walk.segments.starts);
      return [
        `let first = u32(${starts.load("t")}) * ${inner}u;`,
        `let last = u32(${starts.load("t + 1u")}) * ${inner}u;`,
      ];
    }
  }
}

/** Defines the element `e` of the batch and the channels of lane `r`. */
function locate({ shader, lanes }: LaneLoop, { walk }: PassContext): string[] {
  const { inner, lines, skip } = lanes;
  const located = [
    `let at = ${inner === 1 ? "r" : `r / ${inner}u`};`,
    `let s = ${inner === 1 ? "0u" : `r % ${inner}u`};`,
  ];
  switch (walk.kind) {
    case "rows":
      located.push("let e = t;");
      break;
    case "portions":
      located.push("let e = at;");
      break;
    case "search": {
      const index = shader.read(walk.index);
      located.push(`if (${index.load(index.at(["at"]))} != i32(t)) { continue; }`, "let e = at;");
      break;
    }
    case "segments": {
      const order = shader.read(walk.segments.order);
      located.push(`let e = u32(${order.load("at")});`);
    }
  }
  located.push(...lines);
  if (skip !== undefined) located.push(`if (${skip}) { continue; }`);
  return located;
}

/** Where the rows of operands begin that belong to element `e` of the batch. */
export class OperandRows {
  readonly #shader: Shader;
  readonly #product: DeviceProduct;
  readonly #known = new Set<ProductSlot>();

  constructor(shader: Shader, product: DeviceProduct) {
    this.#shader = shader;
    this.#product = product;
  }

  /**
   * The number at a column of a slot.
   *
   * @param column - Its position: expressions that are multiplied by numbers and added up.
   * @param lines - Where the row is defined when it is first asked for.
   */
  load(
    slot: ProductSlot,
    column: { readonly parts: readonly string[]; readonly factors: readonly number[] },
    lines: string[],
  ): string {
    const { view, access, rows, index } = this.#product.slots[slot];
    if (!this.#known.has(slot)) {
      this.#known.add(slot);
      const row = index === undefined ? "e" : this.#indexed(index, rows);
      const first =
        access === "shared" ? `${view.offset}u` : place([row], [view.strides[0]], view.offset);
      lines.push(`let ${slot}Row = ${first};`);
    }
    const stride = view.strides[view.strides.length - 1];
    const strides = column.factors.map((factor) => factor * stride);
    return this.#shader.read(view).load(place(column.parts, strides, `${slot}Row`));
  }

  /** An index out of range reads the nearest row, and is reported. */
  #indexed(index: View, rows: number): string {
    const list = this.#shader.read(index);
    return `u32(clamp(${list.load(list.at(["e"]))}, 0, ${rows - 1}))`;
  }
}
