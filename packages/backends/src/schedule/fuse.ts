import { ExpressionBuilder } from "./expression.ts";
import { readsOf, writesOf } from "./finish-schedule.ts";
import type { ElementwiseStep, ExpressionNode, Step, View } from "./schedule.ts";
import type { StepLimits } from "./schedule-builder.ts";
import { viewKey } from "./views.ts";

/**
 * Puts elementwise steps over the same domain together where one reads what the other writes, or both read the
 * same; results that nobody reads any more are dropped.
 *
 * A step moves to the place of the other only past steps that neither read what it writes nor write what it reads.
 */
export function fuseSteps(
  steps: readonly Step[],
  outputs: readonly View[],
  limits: StepLimits,
): readonly Step[] {
  const kept = new Set(outputs.map(({ buffer }) => buffer));
  let current = dropUnread([...steps], kept);
  for (;;) {
    const fused = onePass(current, kept, limits);
    if (fused.length === current.length) return fused;
    current = fused;
  }
}

/** Tries to put each step together with one before it. */
function onePass(steps: readonly Step[], kept: ReadonlySet<number>, limits: StepLimits): Step[] {
  const readers = countReaders(steps);
  const result: Step[] = [];
  for (const step of steps) {
    const partner = step.kind === "elementwise" ? findPartner(result, step) : undefined;
    if (step.kind !== "elementwise" || partner === undefined) {
      result.push(step);
      continue;
    }
    const merged = merge(partner.step, step);
    const slim = dropResults(merged, unreadBuffers(merged, step, { readers, kept }));
    if (!fits(slim, limits)) {
      result.push(step);
    } else if (partner.sinks) {
      result.splice(partner.position, 1);
      result.push(slim);
    } else {
      result[partner.position] = slim;
    }
  }
  return dropUnread(result, kept);
}

interface Partner {
  readonly step: ElementwiseStep;
  readonly position: number;
  /** Whether the earlier step moves down to the later one; else the later one moves up. */
  readonly sinks: boolean;
}

/** How far back a partner is looked for: far ones would only lengthen lifetimes. */
const reach = 256;

/** The nearest earlier step with which `step` can be put together. */
function findPartner(earlier: readonly Step[], step: ElementwiseStep): Partner | undefined {
  const own = accessOf(step);
  for (let i = earlier.length - 1; i >= Math.max(0, earlier.length - reach); i--) {
    const candidate = earlier[i];
    if (candidate.kind !== "elementwise") continue;
    const its = accessOf(candidate);
    if (its.domain !== own.domain) continue;
    const isRelated = intersects(its.writes, own.reads) || intersects(its.operands, own.operands);
    if (!isRelated || intersects(its.writes, own.writes) || !readsResults(its, step)) continue;
    const between = earlier.slice(i + 1).map(accessOf);
    const sinks = !between.some(
      ({ reads, writes }) => intersects(its.writes, reads) || intersects(its.writes, writes),
    );
    const rises = !between.some(
      ({ writes }) => intersects(writes, own.reads) || intersects(writes, own.writes),
    );
    if (sinks || rises) return { step: candidate, position: i, sinks };
  }
  return undefined;
}

/** Which buffers a step uses, and by which views. */
interface Access {
  /** The shape of a pass over elements, as text. */
  readonly domain: string;
  readonly reads: ReadonlySet<number>;
  readonly writes: ReadonlySet<number>;
  /** Keys of the views that are read. */
  readonly operands: ReadonlySet<string>;
  /** Keys of the views that are written, by buffer. */
  readonly targets: ReadonlyMap<number, readonly string[]>;
}

const accesses = new WeakMap<Step, Access>();

function accessOf(step: Step): Access {
  const known = accesses.get(step);
  if (known !== undefined) return known;
  const targets = new Map<number, string[]>();
  for (const target of writesOf(step)) {
    targets.set(target.buffer, [...(targets.get(target.buffer) ?? []), viewKey(target)]);
  }
  const access: Access = {
    domain: step.kind === "primitive" ? "" : step.domain.join(),
    reads: new Set(readsOf(step).map(({ buffer }) => buffer)),
    writes: new Set(targets.keys()),
    operands: new Set(readsOf(step).map(viewKey)),
    targets,
  };
  accesses.set(step, access);
  return access;
}

function intersects<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const item of small) if (large.has(item)) return true;
  return false;
}

/** Whether all that `later` reads of what an earlier step writes are whole results at their own places. */
function readsResults({ targets }: Access, later: ElementwiseStep): boolean {
  return later.operands.every((view) => {
    const written = targets.get(view.buffer);
    return written === undefined || (written.length === 1 && written[0] === viewKey(view));
  });
}

function merge(earlier: ElementwiseStep, later: ElementwiseStep): ElementwiseStep {
  const builder = new ExpressionBuilder();
  const made = new Map<string, number>();
  const copy = ({ expression, operands }: ElementwiseStep): number[] => {
    const positions: number[] = [];
    for (const node of expression) {
      if (node.kind === "operand") {
        const view = operands[node.operand];
        positions.push(made.get(viewKey(view)) ?? builder.operand(view));
      } else if (node.kind === "scalar") {
        positions.push(builder.node(node));
      } else {
        const inputs = node.inputs.map((input) => positions[input]);
        positions.push(builder.node({ ...node, inputs }));
      }
    }
    return positions;
  };
  const first = copy(earlier);
  for (const { node, target } of earlier.results) made.set(viewKey(target), first[node]);
  const second = copy(later);
  return {
    kind: "elementwise",
    domain: later.domain,
    operands: builder.operands,
    expression: builder.expression,
    results: [
      ...earlier.results.map(({ node, target }) => ({ node: first[node], target })),
      ...later.results.map(({ node, target }) => ({ node: second[node], target })),
    ],
  };
}

/** Number of steps that read each buffer. */
function countReaders(steps: readonly Step[]): ReadonlyMap<number, number> {
  const readers = new Map<number, number>();
  for (const step of steps) {
    for (const buffer of accessOf(step).reads) readers.set(buffer, (readers.get(buffer) ?? 0) + 1);
  }
  return readers;
}

/** Buffers that `merged` writes and that only its own later half reads. */
function unreadBuffers(
  merged: ElementwiseStep,
  later: ElementwiseStep,
  {
    readers,
    kept,
  }: { readonly readers: ReadonlyMap<number, number>; readonly kept: ReadonlySet<number> },
): ReadonlySet<number> {
  const { reads } = accessOf(later);
  const written = merged.results.map(({ target }) => target.buffer);
  return new Set(
    written.filter((buffer) => !kept.has(buffer) && reads.has(buffer) && readers.get(buffer) === 1),
  );
}

function fits(step: ElementwiseStep, { maxBuffers, maxOperations }: StepLimits): boolean {
  const buffers = new Set([...readsOf(step), ...writesOf(step)].map(({ buffer }) => buffer));
  const operations = step.expression.filter(({ kind }) => kind === "operation").length;
  return buffers.size <= maxBuffers && operations <= 2 * maxOperations;
}

/** The step without the results in some buffers, and without what only they needed. */
function dropResults(step: ElementwiseStep, buffers: ReadonlySet<number>): ElementwiseStep {
  if (buffers.size === 0) return step;
  const results = step.results.filter(({ target }) => !buffers.has(target.buffer));
  const builder = new ExpressionBuilder();
  const needed = new Set<number>();
  const visit = (node: number): void => {
    if (needed.has(node)) return;
    needed.add(node);
    const { [node]: content } = step.expression;
    if (content.kind === "operation") content.inputs.forEach(visit);
  };
  for (const { node } of results) visit(node);
  const positions = step.expression.map((node: ExpressionNode, i) => {
    if (!needed.has(i)) return -1;
    if (node.kind === "operand") return builder.operand(step.operands[node.operand]);
    if (node.kind === "scalar") return builder.node(node);
    return -2 - i;
  });
  step.expression.forEach((node, i) => {
    if (positions[i] > -2 || node.kind !== "operation") return;
    positions[i] = builder.node({ ...node, inputs: node.inputs.map((input) => positions[input]) });
  });
  return {
    kind: "elementwise",
    domain: step.domain,
    operands: builder.operands,
    expression: builder.expression,
    results: results.map(({ node, target }) => ({ node: positions[node], target })),
  };
}

/** Leaves out steps and results that nothing reads, from the end. */
function dropUnread(steps: readonly Step[], kept: ReadonlySet<number>): Step[] {
  const read = new Set(kept);
  const result: Step[] = [];
  for (const step of steps.toReversed()) {
    const unread = new Set(
      writesOf(step)
        .map(({ buffer }) => buffer)
        .filter((buffer) => !read.has(buffer)),
    );
    // Gather and scatters stay even when nobody reads them: an index out of range is an error.
    const slim = step.kind === "elementwise" ? dropResults(step, unread) : step;
    const useless =
      step.kind !== "primitive" && writesOf(slim).every(({ buffer }) => unread.has(buffer));
    if (useless) continue;
    for (const { buffer } of readsOf(slim)) read.add(buffer);
    result.push(slim);
  }
  return result.toReversed();
}
