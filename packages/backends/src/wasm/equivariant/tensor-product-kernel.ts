import type { ProductSlot } from "@erlangen/tensor";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { load, memory, store } from "../assembler/memory-access.ts";
import { i32 } from "../assembler/scalars.ts";
import type { Local, Value } from "../assembler/value.ts";
import type { WasmModule } from "../assembler/wasm-module.ts";
import type { KernelCall, KernelFunction, WasmKernel } from "../kernels.ts";
import { checkIndices } from "./check-indices.ts";
import { blockKey, type ConvertedBlock } from "./block-plan.ts";
import type { BlockPlace } from "./block-place.ts";
import { writeChannelPath } from "./channel-path.ts";
import { pairMode, type ChannelMode } from "./channel-plan.ts";
import { writeToChannels, writeToComponents } from "./exchange-layout.ts";
import { mergeComponents, type MergedPath } from "./merge-components.ts";
import { writeMixedOutput, writeMixedPairs, writeMixedWeight } from "./pair-mixing.ts";
import { indexFault, productCallOf, type ProductCall } from "./product-call.ts";
import { coupledSlots, pairCount, planProduct, rowWork, type ProductPlan } from "./product-plan.ts";
import type { CoupledSlot } from "./stream.ts";

/**
 * The fused tensor product, or a derivative of it, as WebAssembly: gather, product and scatter in one pass over the
 * batch, couplings folded into the code, no intermediate tensors.
 *
 * Channels run along vectors; blocks that are stored otherwise are reordered in scratch memory. Float32 only.
 */
export function tensorProductKernel(call: KernelCall): WasmKernel | undefined {
  if (call.target.dtype !== "float32") return undefined;
  const product = productCallOf(call);
  const plan = planProduct(product);
  const { rows, access } = product.slots[product.attributes.target];
  return {
    scratchBytes: plan.scratchBytes,
    write: (module, exportAs) => writeProduct(module, { exportAs, isRange: false }, product, plan),
    // Threads have rows of the target each: an index that scatters leads every thread past the rows of others.
    ...(access === "shared"
      ? {}
      : {
          split: {
            units: rows,
            work: product.batch * rowWork(plan.paths),
            write: (module: WasmModule, exportAs?: string) =>
              writeProduct(module, { exportAs, isRange: true }, product, plan),
          },
        }),
    fault: (operand, index) => indexFault(product, operand, index),
  };
}

/** Addresses for the row at hand. */
type RowAddresses = Readonly<
  Record<ProductSlot, { readonly stored: Local<"i32">; readonly converted: Local<"i32"> }>
>;

/** With `isRange`, two more parameters say which rows of the target are computed. */
function writeProduct(
  module: WasmModule,
  { exportAs, isRange }: { readonly exportAs: string | undefined; readonly isRange: boolean },
  call: ProductCall,
  plan: ProductPlan,
): KernelFunction {
  const { attributes, slots, batch } = call;
  const { target } = attributes;
  const indices = (["left", "right", "weight", "output"] as const).flatMap((slot) => {
    const { index, rows } = slots[slot];
    return index === undefined ? [] : [{ slot, index, rows }];
  });
  const count = 5 + indices.length;
  const parameters: readonly "i32"[] = Array.from(
    { length: isRange ? count + 2 : count },
    () => "i32",
  );
  const options = {
    parameters,
    result: "i32",
    ...(exportAs === undefined ? {} : { exportAs }),
  } as const;
  return module.function(options, (f, given) => {
    checkIndices(
      f,
      given,
      indices.map(({ index, rows }) => ({ index, rows, length: batch })),
    );
    const scratch = given[count - 1];
    const { parameter, rows, length, access } = slots[target];
    const [from, to]: RowRange = isRange
      ? [given[count], given[count + 1]]
      : [i32.constant(0), i32.constant(rows)];
    const isOwn = isRange && access === "indexed";
    const isByRow = isRange && access === "row";
    if (plan.target.fill) {
      f.do(
        memory.fill(
          i32.add(given[parameter], i32.mul(from, 4 * length)),
          0,
          i32.mul(i32.sub(to, from), 4 * length),
        ),
      );
    }
    if (plan.oneCount > 0) {
      f.for({ to: 4 * plan.oneCount, step: 4 }, (at) =>
        f.do(store.f32(i32.add(scratch, at), 1, plan.ones)),
      );
    }
    const rowAddress = (slot: ProductSlot): RowAddresses[ProductSlot] => ({
      stored: f.let(
        isByRow && slots[slot].access === "row"
          ? i32.add(given[slots[slot].parameter], i32.mul(from, 4 * slots[slot].length))
          : given[slots[slot].parameter],
      ),
      converted: f.let(slot === "weight" ? scratch : i32.add(scratch, plan.converted[slot])),
    });
    const addresses: RowAddresses = {
      left: rowAddress("left"),
      right: rowAddress("right"),
      weight: rowAddress("weight"),
      output: rowAddress("output"),
    };
    const range: RowRange = [from, to];
    convertWhole(f, { call, plan, addresses, when: "before", range });
    const steps = isByRow ? { from, to } : { to: batch };
    f.for(steps, (b) => {
      let targetRow: Local<"i32"> | undefined;
      for (const { slot, index } of indices) {
        const row = f.let(load.i32(i32.add(given[index], i32.shl(b, 2))));
        if (slot === target) targetRow = row;
        const { stored, converted } = addresses[slot];
        f.set(stored, i32.add(given[slots[slot].parameter], i32.mul(row, 4 * slots[slot].length)));
        if (slot === "weight" || !plan.conversions[slot].whole) continue;
        const start = i32.add(scratch, plan.converted[slot]);
        f.set(converted, i32.add(start, i32.mul(row, 4 * plan.conversions[slot].length)));
      }
      const compute = (): void => writeRow(f, { call, plan, addresses, scratch });
      if (!isOwn || targetRow === undefined) compute();
      else f.if(i32.and(i32.geS(targetRow, from), i32.ltS(targetRow, to)), compute);
      for (const slot of ["left", "right", "weight", "output"] as const) {
        if (slots[slot].access === "row")
          f.increase(addresses[slot].stored, 4 * slots[slot].length);
      }
    });
    f.set(addresses[target].stored, given[parameter]);
    if (target !== "weight") {
      f.set(addresses[target].converted, i32.add(scratch, plan.converted[target]));
    }
    convertWhole(f, { call, plan, addresses, when: "after", range });
    f.return(i32.constant(0));
  });
}

/** Rows of the target that are computed: the first, and the one behind the last. */
type RowRange = readonly [from: Value<"i32">, to: Value<"i32">];

interface Writing {
  readonly call: ProductCall;
  readonly plan: ProductPlan;
  readonly addresses: RowAddresses;
}

/** One row of the batch: converts what it reads, runs the paths, converts what it wrote. */
function writeRow(
  f: FunctionBuilder,
  { call, plan, addresses, scratch }: Writing & { readonly scratch: Local<"i32"> },
): void {
  const { target } = call.attributes;
  for (const slot of coupledSlots) {
    const { whole, blocks } = plan.conversions[slot];
    if (whole || slot === target) continue;
    for (const block of blocks.values()) {
      writeToComponents(f, exchangeOf(block, addresses[slot].stored, addresses[slot].converted));
    }
  }
  for (const { block, start } of plan.target.cleared) {
    const from = i32.add(addresses[target].converted, 4 * start);
    f.do(memory.fill(from, 0, 4 * block.multiplicity * block.dim));
  }
  for (const merged of mergeComponents(plan.paths, target, plan.target.assigning)) {
    writePath(f, merged, { call, plan, addresses, scratch });
  }
  if (target === "weight" || plan.conversions[target].whole) return;
  for (const block of plan.conversions[target].blocks.values()) {
    const { stored, converted } = addresses[target];
    writeToChannels(f, exchangeOf(block, stored, converted), !plan.target.replacing.has(block));
  }
}

function writePath(
  f: FunctionBuilder,
  { path, outputDim, outputStride, assign }: MergedPath,
  { call, plan, addresses, scratch }: Writing & { readonly scratch: Local<"i32"> },
): void {
  const { target } = call.attributes;
  const placeOf = (slot: CoupledSlot): BlockPlace => {
    const block = path[slot];
    const { stored, converted } = addresses[slot];
    const copy = plan.conversions[slot].blocks.get(blockKey(block));
    const components = { channel: 4, component: 4 * block.multiplicity };
    if (copy !== undefined) return { address: converted, offset: 4 * copy.start, ...components };
    const channels = { channel: 4 * block.dim, component: 4 };
    const strides = block.layout === "component-major" ? components : channels;
    return { address: stored, offset: 4 * block.offset, ...strides };
  };
  const output = placeOf("output");
  const places = {
    left: placeOf("left"),
    right: placeOf("right"),
    output: outputStride === undefined ? output : { ...output, component: 4 * outputStride },
  };
  const dims = { left: path.left.dim, right: path.right.dim, output: outputDim, weight: 1 };
  const weight: BlockPlace | undefined =
    path.weight === undefined
      ? undefined
      : { address: addresses.weight.stored, offset: 4 * path.weight, channel: 4, component: 0 };
  const common = {
    leftChannels: path.left.multiplicity,
    rightChannels: path.right.multiplicity,
    couplings: path.couplings,
  };
  const mode = pairMode(path.mode);
  if (mode === undefined) {
    writeChannelPath(f, {
      ...common,
      mode: path.mode as ChannelMode,
      places: { ...places, weight },
      target,
      targetDim: dims[target],
      assign,
    });
    return;
  }
  const count = pairCount(path);
  const { dim } = path.output;
  const pairs = { address: scratch, offset: plan.pairs, channel: 4, component: 4 * count };
  const mixing = {
    pairs,
    pairCount: count,
    weight: weight ?? { address: scratch, offset: plan.ones, channel: 4, component: 0 },
    output: places.output,
    outputChannels: path.output.multiplicity,
    dim,
    assign,
  };
  const paired = { ...common, mode, places: { ...places, output: pairs, weight: undefined } };
  if (target === "left" || target === "right") {
    writeMixedPairs(f, mixing);
    writeChannelPath(f, { ...paired, target, targetDim: dims[target], assign });
    return;
  }
  writeChannelPath(f, { ...paired, target: "output", targetDim: dim, assign: true });
  if (target === "output") writeMixedOutput(f, mixing);
  else writeMixedWeight(f, mixing);
}

/** Converts slots all of whose rows are converted at once: operands before the batch, the target behind it. */
function convertWhole(
  f: FunctionBuilder,
  {
    call,
    plan,
    addresses,
    when,
    range: [first, end],
  }: Writing & { readonly when: "before" | "after"; readonly range: RowRange },
): void {
  const { attributes, slots } = call;
  for (const slot of coupledSlots) {
    const { whole, blocks, length } = plan.conversions[slot];
    const isTarget = slot === attributes.target;
    const { rows } = slots[slot];
    if (!whole || length === 0 || (when === "after" && !isTarget)) continue;
    const { stored, converted } = addresses[slot];
    const start = (address: Value<"i32">, row: number): Value<"i32"> =>
      isTarget ? i32.add(address, i32.mul(first, 4 * row)) : address;
    const count = isTarget ? i32.sub(end, first) : i32.constant(rows);
    if (isTarget && when === "before") {
      f.do(memory.fill(start(converted, length), 0, i32.mul(count, 4 * length)));
      continue;
    }
    f.scope(() => {
      const from = f.let(start(stored, slots[slot].length));
      const to = f.let(start(converted, length));
      const advance = [
        [from, 4 * slots[slot].length],
        [to, 4 * length],
      ] as const;
      f.for({ to: count, advance }, () => {
        for (const block of blocks.values()) {
          const exchange = exchangeOf(block, from, to);
          if (isTarget) writeToChannels(f, exchange, true);
          else writeToComponents(f, exchange);
        }
      });
    });
  }
}

function exchangeOf(
  { block, start }: ConvertedBlock,
  stored: Value<"i32">,
  converted: Value<"i32">,
): Parameters<typeof writeToComponents>[1] {
  return {
    multiplicity: block.multiplicity,
    dim: block.dim,
    channelMajor: { address: stored, offset: 4 * block.offset },
    componentMajor: { address: converted, offset: 4 * start },
  };
}
