import type { ProductBlock, ProductPath, ProductSlot } from "@erlangen/tensor";
import { blockStrides } from "@erlangen/tensor/primitives";
import type { View } from "../../schedule/schedule.ts";
import { lanesFor } from "../kernels/reduction.ts";
import type { Planner, Segments } from "../planner.ts";
import { place } from "../wgsl/indexing.ts";
import { manyGroups, Shader, type Access } from "../wgsl/shader.ts";
import { declareJoin } from "./join-lanes.ts";
import type { ProductPass } from "./product-passes.ts";
import type { DeviceProduct } from "./product-source.ts";
import { cheapestOrder, sumText } from "./sum-text.ts";

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

/** Invocations of a workgroup, unless more share one result. */
const smallGroup = 64;

const coupledSlots = ["left", "right", "output"] as const;
type CoupledSlot = (typeof coupledSlots)[number];
/** The letter of a slot's component in a coupling. */
const componentOf = { left: "i", right: "j", output: "k" } as const;
const channelOf = { left: "u", right: "v", output: "w" } as const;

/**
 * Appends the shader of one pass: an invocation for each (row of the target, channel), or several that take turns with
 * the lanes and join in the end. Neighbouring invocations have neighbouring channels, or neighbouring lanes.
 */
export function planPass(pass: ProductPass, context: PassContext, planner: Planner): void {
  const { channels, inner, alongLanes } = pass.walk;
  const { batch } = context.product;
  const { kind, rows } = context.walk;
  const count = rows * channels;
  const share =
    kind === "rows" ? 1 : context.walk.kind === "portions" ? context.walk.share : batch / rows;
  const lanes = lanesFor(count, share * inner, alongLanes);
  const isOne = kind === "rows" && inner === 1 && lanes === 1;
  const size = Math.max(smallGroup, lanes);
  const slots = size / lanes;
  const { workgroups, number } = manyGroups(Math.ceil(count / slots));
  const writer = new PassWriter(pass, context);
  const [lane, slot] = alongLanes
    ? [`local.x % ${lanes}u`, `local.x / ${lanes}u`]
    : [`local.x / ${slots}u`, `local.x % ${slots}u`];
  const numbers = [
    `let o = (${number}) * ${slots}u + ${lanes === 1 ? "local.x" : slot};`,
    `let c = o % ${channels}u;`,
    `let t = o / ${channels}u;`,
  ];
  const body = isOne
    ? [...numbers, `if (o >= ${count}u) { return; }`, "let r = 0u;", ...writer.straight()]
    : [
        `let lane = ${lanes === 1 ? "0u" : lane};`,
        ...numbers,
        ...writer.declareSums(),
        `if (o < ${count}u) {`,
        ...writer.range(),
        `for (var r = first + lane; r < last; r += ${lanes}u) {`,
        ...writer.element(),
        "}",
        "}",
        ...writer.join(lanes, size, alongLanes),
        `if (lane == 0u && o < ${count}u) {`,
        ...writer.storeSums(),
        "}",
      ];
  planner.dispatch(writer.shader.finish({ body, workgroups, workgroupSize: [size, 1, 1] }));
}

/** Writes the statements of one pass. */
class PassWriter {
  readonly shader: Shader;
  readonly #pass: ProductPass;
  readonly #context: PassContext;
  readonly #target: ProductSlot;
  readonly #sink: Access;
  /** Names of numbers that have been loaded, by where they are. */
  readonly #loaded = new Map<string, string>();
  readonly #rows = new Set<ProductSlot>();

  constructor(pass: ProductPass, context: PassContext) {
    const { attributes, slots } = context.product;
    this.shader = new Shader(`tensorProduct for ${attributes.target}`);
    this.#pass = pass;
    this.#context = context;
    this.#target = attributes.target;
    this.#sink = this.shader.write(slots[this.#target].view);
  }

  /** The only lane of a result: each block is stored as soon as it is known. */
  straight(): string[] {
    const lines = this.#locate();
    this.#pass.parts.forEach(({ block, paths }, part) => {
      for (let component = 0; component < block.dim; component++) {
        lines.push(`var ${sumName(part, component)} = 0f;`);
      }
      for (const path of paths) lines.push(...this.#addPath(path, part));
      lines.push(...this.#store(block, part));
    });
    return lines;
  }

  declareSums(): string[] {
    return this.#sums().map((name) => `var ${name} = 0f;`);
  }

  /** Defines `first` and `last`: the lanes of all elements of the batch that belong to row `t`, in a row. */
  range(): string[] {
    const { walk, product } = this.#context;
    const { inner } = this.#pass.walk;
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
        const starts = this.shader.read(walk.segments.starts);
        return [
          `let first = u32(${starts.load("t")}) * ${inner}u;`,
          `let last = u32(${starts.load("t + 1u")}) * ${inner}u;`,
        ];
      }
    }
  }

  /** Adds lane `r` to the sums. */
  element(): string[] {
    const lines = this.#locate();
    this.#pass.parts.forEach(({ paths }, part) => {
      for (const path of paths) lines.push(...this.#addPath(path, part));
    });
    return lines;
  }

  join(lanes: number, size: number, alongLanes: boolean): string[] {
    if (lanes === 1) return [];
    declareJoin(this.shader, { lanes, size, apart: alongLanes ? 1 : size / lanes });
    return this.#sums().map((name) => `${name} = joined(${name}, local.x, lane);`);
  }

  storeSums(): string[] {
    return this.#pass.parts.flatMap(({ block }, part) => this.#store(block, part));
  }

  #sums(): string[] {
    return this.#pass.parts.flatMap(({ block }, part) =>
      Array.from({ length: block.dim }, (_, component) => sumName(part, component)),
    );
  }

  /** Defines the element `e` of the batch and the channels of lane `r`. */
  #locate(): string[] {
    const { walk } = this.#context;
    const { inner, lines, skip } = this.#pass.walk;
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
        const index = this.shader.read(walk.index);
        located.push(`if (${index.load(index.at(["at"]))} != i32(t)) { continue; }`, "let e = at;");
        break;
      }
      case "segments": {
        const order = this.shader.read(walk.segments.order);
        located.push(`let e = u32(${order.load("at")});`);
      }
    }
    located.push(...lines);
    if (skip !== undefined) located.push(`if (${skip}) { continue; }`);
    return located;
  }

  /** sum[component] += weight · Σ coefficient · operand · operand, for one lane. */
  #addPath(path: ProductPath, part: number): string[] {
    const target = this.#target;
    const operands = coupledSlots.filter((slot) => slot !== target);
    const rows = path.couplings.map((coupling) => [
      target === "weight" ? 0 : coupling[componentOf[target]],
      ...operands.map((slot) => coupling[componentOf[slot]]),
    ]);
    const order = cheapestOrder(rows, operands.length);
    const lines: string[] = [];
    const weight = target === "weight" ? undefined : this.#weight(path, lines);
    const products = new Map<number, { value: number; factors: string[] }[]>();
    path.couplings.forEach(({ value }, n) => {
      const [component, ...places] = rows[n];
      const factors = order.map((operand) =>
        this.#number(operands[operand], path[operands[operand]], places[operand], lines),
      );
      const known = products.get(component) ?? [];
      known.push({ value, factors });
      products.set(component, known);
    });
    for (const [component, terms] of products) {
      const sum = sumText(terms, (value) => this.shader.literal(value, "float32"));
      lines.push(
        `${sumName(part, component)} += ${weight === undefined ? sum : `${weight} * (${sum})`};`,
      );
    }
    return lines;
  }

  /** The name of a component of a block at the lane at hand. */
  #number(slot: CoupledSlot, block: ProductBlock, component: number, lines: string[]): string {
    const { channel, component: apart } = blockStrides(block);
    const start = block.offset + component * apart;
    return this.#load(slot, { start, channel, axis: channelOf[slot] }, lines);
  }

  #weight({ weight }: ProductPath, lines: string[]): string | undefined {
    if (weight === undefined) return undefined;
    return this.#load("weight", { start: weight, channel: 1, axis: "q" }, lines);
  }

  #load(
    slot: ProductSlot,
    {
      start,
      channel,
      axis,
    }: { readonly start: number; readonly channel: number; readonly axis: string },
    lines: string[],
  ): string {
    const key = `${slot} ${start} ${channel}`;
    const known = this.#loaded.get(key);
    if (known !== undefined) return known;
    const { view, access, rows, index } = this.#context.product.slots[slot];
    const source = this.shader.read(view);
    if (!this.#rows.has(slot)) {
      this.#rows.add(slot);
      const row = index === undefined ? "e" : this.#indexed(index, rows);
      const first =
        access === "shared" ? `${view.offset}u` : place([row], [view.strides[0]], view.offset);
      lines.push(`let ${slot}Row = ${first};`);
    }
    const stride = view.strides[view.strides.length - 1];
    const name = `x${this.#loaded.size}`;
    const at = place([axis, `${start}u`], [channel * stride, stride], `${slot}Row`);
    lines.push(`let ${name} = ${source.load(at)};`);
    this.#loaded.set(key, name);
    return name;
  }

  /** An index out of range reads the nearest row, and is reported. */
  #indexed(index: View, rows: number): string {
    const list = this.shader.read(index);
    return `u32(clamp(${list.load(list.at(["e"]))}, 0, ${rows - 1}))`;
  }

  #store(block: ProductBlock, part: number): string[] {
    const { view } = this.#sink;
    const { channel, component: apart } = blockStrides(block);
    return Array.from({ length: block.dim }, (_, component) => {
      const at = place(
        ["t", "c", `${block.offset + component * apart}u`],
        [view.strides[0], channel * view.strides[1], view.strides[1]],
        view.offset,
      );
      const sum = sumName(part, component);
      return this.#sink.store(at, this.#context.adds ? `${this.#sink.load(at)} + ${sum}` : sum);
    });
  }
}

function sumName(part: number, component: number): string {
  return `sum${part}of${component}`;
}
