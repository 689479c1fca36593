import type { DraftBuffer } from "./schedule-builder.ts";
import type { Schedule, ScheduledBuffer, Step, View } from "./schedule.ts";

/** The views that a step reads. */
export function readsOf(step: Step): readonly View[] {
  return step.operands;
}

/** The views that a step writes. */
export function writesOf(step: Step): readonly View[] {
  return step.kind === "elementwise" ? step.results.map(({ target }) => target) : [step.target];
}

/** The schedule of steps in order: buffers that nothing uses left out, with the lifetimes of the others. */
export function finishSchedule(
  drafts: readonly DraftBuffer[],
  steps: readonly Step[],
  outputs: readonly View[],
): Schedule {
  const first = drafts.map(() => Infinity);
  const last = drafts.map(() => -1);
  steps.forEach((step, position) => {
    for (const { buffer } of [...readsOf(step), ...writesOf(step)]) {
      first[buffer] = Math.min(first[buffer], position);
      last[buffer] = position;
    }
  });
  const outputsOf = new Map<number, number[]>();
  outputs.forEach(({ buffer }, output) => {
    outputsOf.set(buffer, [...(outputsOf.get(buffer) ?? []), output]);
  });
  const buffers: ScheduledBuffer[] = [];
  const positions = drafts.map((draft, buffer) => {
    const asOutputs = outputsOf.get(buffer);
    const given = draft.role.kind === "input" || draft.role.kind === "constant";
    const used = last[buffer] >= 0 || asOutputs !== undefined;
    if (!used && draft.role.kind !== "input") return -1;
    const begin = given || first[buffer] === Infinity ? -1 : first[buffer];
    const end = asOutputs === undefined ? last[buffer] : Infinity;
    buffers.push({
      ...draft,
      role: given || asOutputs === undefined ? draft.role : { kind: "output", outputs: asOutputs },
      live: [begin, end],
    });
    return buffers.length - 1;
  });
  const moved = (view: View): View => ({ ...view, buffer: positions[view.buffer] });
  return {
    buffers,
    steps: steps.map((step): Step => {
      const operands = step.operands.map(moved);
      if (step.kind !== "elementwise") return { ...step, operands, target: moved(step.target) };
      const results = step.results.map(({ node, target }) => ({ node, target: moved(target) }));
      return { ...step, operands, results };
    }),
    outputs: outputs.map(moved),
  };
}
