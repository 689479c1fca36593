import { ExpressionBuilder } from "./expression.ts";
import { readsOf, writesOf } from "./finish-schedule.ts";
import type { ElementwiseStep, ExpressionNode, Step, View } from "./schedule.ts";
import type { StepLimits } from "./schedule-builder.ts";
import { sameDomain, viewKey } from "./views.ts";

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
  const result: Step[] = [];
  for (const step of steps) {
    if (step.kind === "elementwise") {
      const partner = findPartner(result, step);
      if (partner !== undefined) {
        const merged = merge(result[partner.position] as ElementwiseStep, step);
        const slim = dropResults(merged, unreadBuffers(merged, steps, step, kept));
        if (fits(slim, limits)) {
          if (partner.sinks) {
            result.splice(partner.position, 1);
            result.push(slim);
          } else {
            result[partner.position] = slim;
          }
          continue;
        }
      }
    }
    result.push(step);
  }
  return dropUnread(result, kept);
}

interface Partner {
  readonly position: number;
  /** Whether the earlier step moves down to the later one; else the later one moves up. */
  readonly sinks: boolean;
}

/** How far back a partner is looked for: far ones would only lengthen lifetimes. */
const reach = 256;

/** The nearest earlier step with which `step` can be put together. */
function findPartner(earlier: readonly Step[], step: ElementwiseStep): Partner | undefined {
  const own = {
    reads: new Set(step.operands.map(({ buffer }) => buffer)),
    writes: new Set(step.results.map(({ target }) => target.buffer)),
    operands: new Set(step.operands.map(viewKey)),
  };
  const between = { reads: new Set<number>(), writes: new Set<number>() };
  for (let i = earlier.length - 1; i >= Math.max(0, earlier.length - reach); i--) {
    const candidate = earlier[i];
    const writes = writesOf(candidate);
    if (candidate.kind === "elementwise" && sameDomain(candidate.domain, step.domain)) {
      const related =
        writes.some(({ buffer }) => own.reads.has(buffer)) ||
        candidate.operands.some((view) => own.operands.has(viewKey(view)));
      if (related && readsThroughNodes(candidate, step) && !overwrites(candidate, own.writes)) {
        const sinks = !writes.some(
          ({ buffer }) => between.reads.has(buffer) || between.writes.has(buffer),
        );
        const rises = ![...own.reads, ...own.writes].some((buffer) => between.writes.has(buffer));
        if (sinks || rises) return { position: i, sinks };
      }
    }
    for (const { buffer } of readsOf(candidate)) between.reads.add(buffer);
    for (const { buffer } of writes) between.writes.add(buffer);
  }
  return undefined;
}

/** Whether all that `later` reads of what `earlier` writes are whole results at their own places. */
function readsThroughNodes(earlier: ElementwiseStep, later: ElementwiseStep): boolean {
  const targets = new Map<number, string[]>();
  for (const { target } of earlier.results) {
    targets.set(target.buffer, [...(targets.get(target.buffer) ?? []), viewKey(target)]);
  }
  return later.operands.every((view) => {
    const written = targets.get(view.buffer);
    return written === undefined || (written.length === 1 && written[0] === viewKey(view));
  });
}

/** Whether a step writes into one of these buffers: parts of one value stay apart. */
function overwrites(step: ElementwiseStep, buffers: ReadonlySet<number>): boolean {
  return step.results.some(({ target }) => buffers.has(target.buffer));
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

/** Buffers that `merged` writes and that only its own later half read. */
function unreadBuffers(
  merged: ElementwiseStep,
  steps: readonly Step[],
  later: ElementwiseStep,
  kept: ReadonlySet<number>,
): ReadonlySet<number> {
  const candidates = new Set(
    merged.results
      .map(({ target }) => target.buffer)
      .filter((buffer) => !kept.has(buffer) && later.operands.some((o) => o.buffer === buffer)),
  );
  if (candidates.size === 0) return candidates;
  for (const step of steps) {
    if (step === later) continue;
    for (const { buffer } of readsOf(step)) candidates.delete(buffer);
  }
  return candidates;
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
