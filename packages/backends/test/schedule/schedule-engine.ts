import {
  planMemory,
  runSchedule,
  scheduleGraph,
  type ScheduleOptions,
} from "@erlangen/backends/schedule";
import type { Engine, Executable, Graph, Tensor } from "@erlangen/tensor";

/** An engine of schedules run on the host, with every lifetime checked. */
export function scheduleEngine(options: ScheduleOptions = {}): Engine {
  return {
    name: "schedule",
    dtypes: ["float32", "float64", "int32", "bool"],
    liveBuffers: 0,
    compile: (graph, { carried = 0 } = {}) => Promise.resolve(executable(graph, options, carried)),
    dispose: () => {},
  };
}

function executable(graph: Graph, options: ScheduleOptions, carried: number): Executable {
  const schedule = scheduleGraph(graph, options);
  expectDisjoint(schedule);
  const run = (inputs: readonly Tensor[]): Promise<readonly Tensor[]> =>
    Promise.resolve(runSchedule(schedule, inputs));
  return {
    run,
    open: async (initial) => {
      let state = initial;
      return {
        step: async (inputs) => {
          const outputs = await run([...state, ...inputs]);
          state = outputs.slice(0, carried);
          return outputs.slice(carried);
        },
        read: async () => state,
        dispose: () => {},
      };
    },
    dispose: () => {},
  };
}

/** Throws when two buffers that live at the same time share a byte, or a step uses a buffer outside its life. */
export function expectDisjoint(schedule: ReturnType<typeof scheduleGraph>): void {
  const { buffers, steps } = schedule;
  const { offsets, size } = planMemory(schedule);
  const bytes = buffers.map(
    ({ dtype, size: count }) => count * (dtype === "bool" ? 1 : dtype === "float64" ? 8 : 4),
  );
  buffers.forEach((a, i) => {
    if (offsets[i] % 16 !== 0 || offsets[i] + bytes[i] > size)
      throw new Error(`buffer ${i} is misplaced`);
    buffers.forEach((b, j) => {
      if (j <= i || bytes[i] === 0 || bytes[j] === 0) return;
      const constant = [a, b].some(({ role }) => role.kind === "constant");
      const together = constant || (a.live[0] <= b.live[1] && b.live[0] <= a.live[1]);
      const apart = offsets[i] + bytes[i] <= offsets[j] || offsets[j] + bytes[j] <= offsets[i];
      if (together && !apart) throw new Error(`buffers ${i} and ${j} share memory while both live`);
    });
  });
  steps.forEach((step, position) => {
    const targets =
      step.kind === "elementwise" ? step.results.map(({ target }) => target) : [step.target];
    for (const { buffer } of [...step.operands, ...targets]) {
      const [first, last] = buffers[buffer].live;
      if (position < first || position > last)
        throw new Error(`step ${position} uses buffer ${buffer} outside its life`);
    }
  });
}

/** Throws when two tensors differ by more than `tolerance` times the larger of 1 and the number expected. */
export function expectClose(actual: Tensor, expected: Tensor, tolerance: number): void {
  expected.data.forEach((wanted, i) => {
    const { [i]: got } = actual.data;
    const allowed = tolerance * Math.max(1, Math.abs(wanted));
    if (!Object.is(got, wanted) && !(Math.abs(got - wanted) <= allowed)) {
      throw new Error(`expected ${wanted} at element ${i}, got ${got}`);
    }
  });
}
