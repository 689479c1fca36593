import type { ProductBlock, ProductPath, ProductSlot } from "@erlangen/tensor";
import { blockStrides } from "@erlangen/tensor/primitives";
import type { Planner } from "../planner.ts";
import { place } from "../wgsl/indexing.ts";
import { Shader, type Access } from "../wgsl/shader.ts";
import { channelOf, componentOf, coupledSlots, type CoupledSlot } from "./coupled-slots.ts";
import { hasOneLane, OperandRows, planLoop, type PassContext } from "./lane-loop.ts";
import type { ProductPass } from "./product-passes.ts";
import { cheapestOrder, sumText } from "./sum-text.ts";

/** Appends the shader of one pass, with its couplings written out. */
export function planPass(pass: ProductPass, context: PassContext, planner: Planner): void {
  const writer = new PassWriter(context);
  const loop = { shader: writer.shader, lanes: pass.walk, results: 1 };
  const parts = pass.parts.map(({ block, paths }, part) => ({
    sums: Array.from({ length: block.dim }, (_, component) => sumName(part, component)),
    added: paths.flatMap((path) => writer.addPath(path, part)),
    store: writer.store(block, part),
  }));
  if (hasOneLane(pass.walk, context.walk)) {
    // Each block is stored as soon as it is known.
    const element = parts.flatMap(({ sums, added, store }) => [
      ...sums.map((name) => `var ${name} = 0f;`),
      ...added,
      ...store,
    ]);
    planLoop({ ...loop, sums: [], element, store: [] }, context, planner);
    return;
  }
  planLoop(
    {
      ...loop,
      sums: parts.flatMap(({ sums }) => sums),
      element: parts.flatMap(({ added }) => added),
      store: parts.flatMap(({ store }) => store),
    },
    context,
    planner,
  );
}

/** Writes the statements of one pass. */
class PassWriter {
  readonly shader: Shader;
  readonly #context: PassContext;
  readonly #target: ProductSlot;
  readonly #sink: Access;
  readonly #rows: OperandRows;
  /** Names of numbers that have been loaded, by where they are. */
  readonly #loaded = new Map<string, string>();

  constructor(context: PassContext) {
    const { attributes, slots } = context.product;
    this.shader = new Shader(`tensorProduct for ${attributes.target}`);
    this.#context = context;
    this.#target = attributes.target;
    this.#sink = this.shader.write(slots[this.#target].view);
    this.#rows = new OperandRows(this.shader, context.product);
  }

  /** sum[component] += weight · Σ coefficient · operand · operand, for one lane. */
  addPath(path: ProductPath, part: number): string[] {
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

  store(block: ProductBlock, part: number): string[] {
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
    const column = { parts: [axis, `${start}u`], factors: [channel, 1] };
    const value = this.#rows.load(slot, column, lines);
    const name = `x${this.#loaded.size}`;
    lines.push(`let ${name} = ${value};`);
    this.#loaded.set(key, name);
    return name;
  }
}

function sumName(part: number, component: number): string {
  return `sum${part}of${component}`;
}
