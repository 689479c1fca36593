import { sizeOf } from "@erlangen/tensor";
import type { ElementwiseStep } from "../../schedule/schedule.ts";
import { mergeAxes } from "../../schedule/views.ts";
import type { Planner } from "../planner.ts";
import { expressionLines } from "../wgsl/expression.ts";
import { place, unravel } from "../wgsl/indexing.ts";
import { forEachElement, Shader } from "../wgsl/shader.ts";

/** A fused chain: one invocation reads every operand of one element once and writes every result. */
export function planElementwise(step: ElementwiseStep, planner: Planner): void {
  const { domain, operands, expression, results } = step;
  const count = sizeOf(domain);
  if (count === 0) return;
  const shader = new Shader("elementwise");
  const views = [...operands, ...results.map(({ target }) => target)];
  const walk = mergeAxes(
    domain,
    views.map(({ strides }) => strides),
  );
  const { lines, coordinates } = unravel("i", walk.shape, "c");
  const position = (view: number): string =>
    place(coordinates, walk.strides[view], views[view].offset);
  const sources = operands.map((view) => shader.read(view));
  const values = expressionLines(expression, shader, (operand) =>
    sources[operand].load(position(operand)),
  );
  const stores = results.map(({ node, target }, r) =>
    shader.write(target).store(position(operands.length + r), `n${node}`),
  );
  planner.dispatch(shader.finish(forEachElement(count, [...lines, ...values, ...stores])));
}
