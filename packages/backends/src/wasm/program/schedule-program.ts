import { EngineError } from "@erlangen/numerics";
import { formatShape, sizeOf, type Graph } from "@erlangen/tensor";
import { scheduleGraph } from "../../schedule/schedule-graph.ts";
import type { Schedule } from "../../schedule/schedule.ts";
import { kernelTable } from "../kernel-table.ts";
import { takesMatrixStrides } from "../products/matmul-layout.ts";

/** Elements over which a step may run: byte offsets are signed 32-bit integers. */
const mostElements = 2 ** 29;

/**
 * The schedule of a program for this engine: composite primitives stay whole where there is a kernel for all of their
 * applications.
 *
 * @throws EngineError when the program computes in float64, uses a primitive that the engine lacks, or holds a tensor
 * of 2 GiB.
 */
export function scheduleProgram(graph: Graph): Schedule {
  const composed = new Set<string>();
  for (const value of graph.values) {
    if (value.dtype === "float64") {
      throw new EngineError(
        "wasm: expected a program in float32, int32 and bool, got float64 " +
          `${value.kind === "application" ? `from ${value.primitive.name}` : `in an ${value.kind}`}; cast to float32`,
      );
    }
    if (value.kind !== "application") continue;
    const { primitive, attributes } = value;
    const operands = value.inputs.map((input) => graph.values[input]);
    const kernel = kernelTable.get(primitive.name)?.({ attributes, operands, target: value });
    if (kernel === undefined) composed.add(primitive.name);
  }
  const supports = (primitive: string): boolean =>
    kernelTable.has(primitive) && !composed.has(primitive);
  const schedule = scheduleGraph(graph, {
    supports,
    takesView: (primitive, _operand, { strides }) =>
      primitive === "matmul" && takesMatrixStrides(strides),
  });
  for (const step of schedule.steps) {
    const shapes = step.kind === "primitive" ? [step.target.shape] : [step.domain];
    for (const shape of [...shapes, ...step.operands.map((view) => view.shape)]) {
      if (sizeOf(shape) < mostElements) continue;
      throw new EngineError(
        `wasm: expected tensors of less than ${mostElements} elements, got one of shape ${formatShape(shape)}`,
      );
    }
    if (step.kind === "primitive" && !kernelTable.has(step.primitive.name)) {
      throw new EngineError(
        `wasm: expected primitives with a kernel or a composition, got ${step.primitive.name}`,
      );
    }
  }
  return schedule;
}
