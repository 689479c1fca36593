import { sizeOf, type Shape } from "@erlangen/tensor";
import type { ReduceStep, View } from "../../schedule/schedule.ts";
import { mergeAxes } from "../../schedule/views.ts";
import type { Planner } from "../planner.ts";
import { expressionLines } from "../wgsl/expression.ts";
import { place, unravel } from "../wgsl/indexing.ts";
import { Shader } from "../wgsl/shader.ts";
import { leastValue, valueType } from "../wgsl/values.ts";
import { lanesFor, portionsFor, reductionBody } from "./reduction.ts";

/**
 * A fused expression that is summed, or whose maximum is taken, as it is computed.
 *
 * Very long reductions to few results take a second pass over the results of their portions. The order of the
 * summands depends on the shapes alone.
 */
export function planReduce(step: ReduceStep, planner: Planner): void {
  const { domain, operands, expression, node, reduction, axes, target } = step;
  const count = sizeOf(target.shape);
  if (count === 0) return;
  const removed = new Set(axes);
  const pick = <T>(values: readonly T[], reduced: boolean): T[] =>
    values.filter((_, axis) => removed.has(axis) === reduced);
  const strides = operands.map((view) => view.strides);
  const kept = mergeAxes(pick(domain, false), [
    ...strides.map((own) => pick(own, false)),
    target.strides,
  ]);
  const gone = mergeAxes(
    pick(domain, true),
    strides.map((own) => pick(own, true)),
  );
  const length = sizeOf(gone.shape);
  const alongElements = runsAlong(gone.strides, kept.strides);
  const lanes = lanesFor(count, length, alongElements);
  const portions = portionsFor(count, length, lanes);
  const { dtype } = expression[node];

  const shader = new Shader(`reduce ${reduction}`);
  const sources = operands.map((view) => shader.read(view));
  const outer = unravel("o", kept.shape, "k");
  const inner = unravel("r", gone.shape, "e");
  const partial = portions === 1 ? undefined : planner.scratch(dtype, [portions, ...target.shape]);
  const sink = shader.write(partial ?? target);
  const maximum = joinMaximum(dtype === "float32");
  for (const name of reduction === "max" ? maximum.needs : []) shader.need(name);
  const body = reductionBody(
    {
      count,
      length,
      lanes,
      alongElements,
      portions,
      state: [
        {
          name: "Value",
          type: valueType(dtype),
          identity: reduction === "sum" ? `${valueType(dtype)}(0)` : leastValue(dtype),
        },
      ],
      prepare: [
        ...outer.lines,
        ...operands.map(
          ({ offset }, i) => `let base${i} = ${place(outer.coordinates, kept.strides[i], offset)};`,
        ),
      ],
      element: [
        ...inner.lines,
        ...expressionLines(expression, shader, (i) =>
          sources[i].load(place(inner.coordinates, gone.strides[i], `base${i}`)),
        ),
        `let otherValue = n${node};`,
      ],
      join: [reduction === "sum" ? "bestValue += otherValue;" : maximum.text],
      store:
        partial === undefined
          ? [
              ...outer.lines,
              sink.store(
                place(outer.coordinates, kept.strides[operands.length], target.offset),
                "bestValue",
              ),
            ]
          : [sink.store(`portion * ${count}u + o`, "bestValue")],
    },
    shader,
  );
  planner.dispatch(shader.finish(body));
  if (partial !== undefined) planReduce(foldOf(partial, step), planner);
}

/** Whether the elements of one result lie closer together than those of neighbouring results. */
function runsAlong(
  gone: readonly (readonly number[])[],
  kept: readonly (readonly number[])[],
): boolean {
  return gone.some((strides, i) => {
    const own = lastOf(strides);
    return own !== 0 && (kept[i].length === 0 || lastOf(kept[i]) === 0 || own < lastOf(kept[i]));
  });
}

/** The reduction of the results of portions over their leading axis. */
function foldOf(partial: View, { reduction, target }: ReduceStep): ReduceStep {
  const domain: Shape = partial.shape;
  return {
    kind: "reduce",
    domain,
    operands: [partial],
    expression: [{ kind: "operand", operand: 0, dtype: partial.dtype }],
    node: 0,
    reduction,
    axes: [0],
    target,
  };
}

/** A NaN wins and stays. */
function joinMaximum(float: boolean): { readonly text: string; readonly needs: readonly string[] } {
  return float
    ? {
        text: "if (otherValue > bestValue || isNan(otherValue)) { bestValue = otherValue; }",
        needs: ["isNan", "infinityOf"],
      }
    : { text: "bestValue = max(bestValue, otherValue);", needs: [] };
}

/** The step along the innermost axis; 0 without axes. */
function lastOf(strides: readonly number[]): number {
  return Math.abs(strides[strides.length - 1] ?? 0);
}
