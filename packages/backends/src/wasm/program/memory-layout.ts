import { EngineError } from "@erlangen/numerics";
import { planMemory } from "../../schedule/plan-memory.ts";
import type { Schedule, View } from "../../schedule/schedule.ts";
import { elementBytes } from "../loops/vector-access.ts";

/** Bytes before and behind all buffers, which vectors may touch beside the first and last elements. */
const margin = 64;

/** Bytes of a page of linear memory. */
export const pageBytes = 65_536;

/** Largest memory that 32-bit addresses reach. */
const mostPages = 65_536;

/** Where the state of a program lies while it is carried from step to step. */
interface StatePlace {
  /** The address of the state in even steps, and of the next one in odd steps. */
  readonly even: number;
  /** The other way round. */
  readonly odd: number;
}

/** The linear memory of a program. */
export interface MemoryLayout {
  readonly pages: number;
  /** Scratch memory of the kernels, one portion for each thread. */
  readonly scratch: number;
  /** Bytes of a portion. */
  readonly scratchPortion: number;
  readonly states: readonly StatePlace[];
  /**
   * Addresses of the first elements of views. In odd steps the carried inputs and the outputs that replace them have
   * changed places.
   */
  addressOf(view: View, phase: Phase): number;
  /** Carried outputs whose values the steps leave elsewhere: they are copied in the end. */
  readonly copies: readonly { readonly state: number; readonly from: View }[];
}

/** Even or odd step. */
export type Phase = 0 | 1;

/** How much memory a program needs beside its buffers. */
export interface LayoutOptions {
  readonly carried: number;
  readonly scratchBytes: number;
  readonly threads: number;
}

/**
 * Lays out a program. Carried state has two places, which change roles after each step, so that a step reads the one
 * and writes the other.
 *
 * @throws EngineError when 32-bit addresses do not reach that far.
 */
export function layOutMemory(schedule: Schedule, options: LayoutOptions): MemoryLayout {
  const { carried, scratchBytes, threads } = options;
  const inputs = new Map<number, number>();
  schedule.buffers.forEach(({ role }, buffer) => {
    if (role.kind === "input" && role.input < carried) inputs.set(buffer, role.input);
  });
  // An output buffer of its own can change places with the input; others are copied. State that is only passed on
  // stays where it is.
  const successors = new Map<number, number>();
  const unchanged = new Set<number>();
  const copies: { state: number; from: View }[] = [];
  schedule.outputs.slice(0, carried).forEach((view, state) => {
    if (inputs.get(view.buffer) === state) {
      unchanged.add(state);
      return;
    }
    const isOutput = schedule.buffers[view.buffer].role.kind === "output";
    if (isOutput && !successors.has(view.buffer)) successors.set(view.buffer, state);
    else copies.push({ state, from: view });
  });
  const plan = planMemory(schedule, {
    begin: margin,
    elementBytes: () => elementBytes,
    keeps: ({ role }, buffer) =>
      role.kind === "constant" || inputs.has(buffer) || successors.has(buffer),
  });
  let end = plan.size;
  const reserve = (bytes: number): number => {
    const begin = end;
    end += Math.ceil(bytes / 16) * 16;
    return begin;
  };
  const even = new Array<number>(carried).fill(0);
  for (const [buffer, input] of inputs) even[input] = plan.offsets[buffer];
  const odd = schedule.outputs.slice(0, carried).map(({ buffer }, state) => {
    if (unchanged.has(state)) return even[state];
    if (successors.get(buffer) === state) return plan.offsets[buffer];
    return reserve(schedule.buffers[buffer].size * elementBytes);
  });
  const scratchPortion = Math.ceil(scratchBytes / margin) * margin + margin;
  const scratch = reserve(scratchPortion * threads);
  const pages = Math.ceil((end + margin) / pageBytes);
  if (pages > mostPages) {
    throw new EngineError(
      `wasm: expected a program within ${mostPages * pageBytes} bytes, got one that needs ${pages * pageBytes}`,
    );
  }
  const placeOf = (buffer: number, phase: Phase): number => {
    const input = inputs.get(buffer);
    if (input !== undefined) return phase === 0 ? even[input] : odd[input];
    const successor = successors.get(buffer);
    if (successor !== undefined) return phase === 0 ? odd[successor] : even[successor];
    return plan.offsets[buffer];
  };
  return {
    pages,
    scratch,
    scratchPortion,
    states: even.map((place, state) => ({ even: place, odd: odd[state] })),
    addressOf: (view, phase) => placeOf(view.buffer, phase) + view.offset * elementBytes,
    copies,
  };
}
