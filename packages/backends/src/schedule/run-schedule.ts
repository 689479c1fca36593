import {
  allocate,
  cast,
  run,
  sizeOf,
  Tensor,
  tensor,
  max,
  reshape,
  sum,
  type Shape,
  type Storage,
} from "@erlangen/tensor";
import { elementwiseFunctions } from "./elementwise-names.ts";
import type { ElementwiseStep, ReduceStep, Schedule, Step, View } from "./schedule.ts";

/** Runs a schedule on the host, step by step as it says: the reference for engines, slow and plain. */
export function runSchedule(schedule: Schedule, inputs: readonly Tensor[]): readonly Tensor[] {
  const memory = schedule.buffers.map(({ role, dtype, size }): Storage => {
    if (role.kind === "input") return inputs[role.input].data.slice();
    return role.kind === "constant" ? role.tensor.data : allocate(dtype, size);
  });
  for (const step of schedule.steps) runStep(step, memory);
  return schedule.outputs.map((view) => readView(view, memory));
}

function runStep(step: Step, memory: readonly Storage[]): void {
  const operands = step.operands.map((view) => readView(view, memory));
  if (step.kind === "primitive") {
    writeView(run(step.primitive, operands, step.attributes, step.target), step.target, memory);
    return;
  }
  const values = evaluate(step, operands);
  if (step.kind === "elementwise") {
    for (const { node, target } of step.results) writeView(values[node], target, memory);
    return;
  }
  const reduce = step.reduction === "sum" ? sum : max;
  writeView(reduce(values[step.node], step.axes), step.target, memory);
}

function evaluate(
  { domain, expression }: ElementwiseStep | ReduceStep,
  operands: readonly Tensor[],
): readonly Tensor[] {
  const values: Tensor[] = [];
  for (const node of expression) {
    if (node.kind === "operand") values.push(operands[node.operand]);
    else if (node.kind === "scalar") values.push(filled(node.value, domain, node.dtype));
    else {
      const inputs = node.inputs.map((input) => values[input]);
      const f = elementwiseFunctions.get(node.name);
      if (f !== undefined) values.push(f(...inputs));
      else if (node.name === "cast") values.push(cast(inputs[0], node.dtype));
      else throw new Error(`internal: an expression with ${node.name}`);
    }
  }
  return values;
}

function filled(value: number, shape: Shape, dtype: Tensor["dtype"]): Tensor {
  return tensor(new Float64Array(sizeOf(shape)).fill(value), shape, dtype);
}

/** The elements of a view, row-major. */
function readView(view: View, memory: readonly Storage[]): Tensor {
  const data = allocate(view.dtype, sizeOf(view.shape));
  const source = memory[view.buffer];
  forEachPlace(view, (place, i) => (data[i] = source[place]));
  return reshape(new Tensor({ shape: [data.length], dtype: view.dtype }, data), view.shape);
}

function writeView({ data }: Tensor, view: View, memory: readonly Storage[]): void {
  const target = memory[view.buffer];
  forEachPlace(view, (place, i) => (target[place] = data[i]));
}

function forEachPlace(
  { shape, strides, offset }: View,
  visit: (place: number, i: number) => void,
): void {
  const size = sizeOf(shape);
  const index = shape.map(() => 0);
  let place = offset;
  for (let i = 0; i < size; i++) {
    visit(place, i);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place += strides[axis];
      if (++index[axis] < shape[axis]) break;
      place -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
}
