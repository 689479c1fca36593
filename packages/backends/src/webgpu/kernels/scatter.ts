import { sizeOf } from "@erlangen/tensor";
import type { PrimitiveStep } from "../../schedule/schedule.ts";
import { mergeAxes } from "../../schedule/views.ts";
import type { Planner } from "../planner.ts";
import { place, unravel } from "../wgsl/indexing.ts";
import { Shader } from "../wgsl/shader.ts";
import { leastValue, valueType } from "../wgsl/values.ts";
import { lanesFor, reductionBody } from "./reduction.ts";

/** Up to this many indices each result looks through all of them; beyond, they are sorted first. */
const lookThrough = 128;

/** Sums slices by index. */
export function planScatterAdd(step: PrimitiveStep, planner: Planner): void {
  planScatter(step, planner, "sum");
}

/** The largest of the slices with equal index. */
export function planScatterMax(step: PrimitiveStep, planner: Planner): void {
  planScatter(step, planner, "max");
}

/**
 * Each place of the result gathers the slices that belong to it, in the order of the indices: no atomics, the same
 * bits every time. An index out of range belongs nowhere, and is reported.
 */
function planScatter(
  { operands: [updates, indices], attributes, target, primitive }: PrimitiveStep,
  planner: Planner,
  reduction: "sum" | "max",
): void {
  const { axis, length } = attributes as { readonly axis: number; readonly length: number };
  planner.checkIndices(indices, length, primitive.name);
  const count = sizeOf(target.shape);
  if (count === 0) return;
  const rank = indices.shape.length;
  const many = sizeOf(indices.shape);
  const segments = many > lookThrough ? planner.segments(indices, length) : undefined;

  const shader = new Shader(primitive.name);
  const source = shader.read(updates);
  const sink = shader.write(target);
  // The addressed axis stays apart: its coordinate is the index that is looked for.
  const before = mergeAxes(target.shape.slice(0, axis), [
    updates.strides.slice(0, axis),
    target.strides.slice(0, axis),
  ]);
  const after = mergeAxes(target.shape.slice(axis + 1), [
    updates.strides.slice(axis + rank),
    target.strides.slice(axis + 1),
  ]);
  const inner = sizeOf(after.shape);
  const outer = unravel(`o / ${length * inner}u`, before.shape, "p");
  const rest = unravel(`o % ${inner}u`, after.shape, "s");
  const list = mergeAxes(indices.shape, [
    indices.strides,
    updates.strides.slice(axis, axis + rank),
  ]);
  const entry = unravel("position", list.shape, "c");
  const float = target.dtype === "float32";
  if (reduction === "max" && float) ["isNan", "infinityOf"].forEach((name) => shader.need(name));

  const average = many / length;
  const alongElements = inner === 1;
  const value = source.load(place(entry.coordinates, list.strides[1], "base"));
  const search: { prepare: string[]; element: string[]; range?: { start: string; end: string } } =
    segments === undefined
      ? { prepare: [], element: [] }
      : { prepare: [], element: [], range: { start: "first", end: "last" } };
  if (segments === undefined) {
    const indexList = shader.read(indices);
    const found = indexList.load(place(entry.coordinates, list.strides[0], indices.offset));
    search.element.push(
      "let position = r;",
      ...entry.lines,
      `if (${found} != i32(place)) { continue; }`,
    );
  } else {
    const [order, starts] = [shader.read(segments.order), shader.read(segments.starts)];
    search.prepare.push(
      `let first = u32(${starts.load("place")});`,
      `let last = u32(${starts.load("place + 1u")});`,
    );
    search.element.push(`let position = u32(${order.load("r")});`, ...entry.lines);
  }
  const location = [...outer.lines, ...rest.lines, `let place = (o / ${inner}u) % ${length}u;`];
  const body = reductionBody(
    {
      count,
      length: many,
      lanes: segments === undefined ? 1 : lanesFor(count, average, alongElements),
      alongElements,
      portions: 1,
      ...(search.range === undefined ? {} : { range: search.range }),
      state: [
        {
          name: "Value",
          type: valueType(target.dtype),
          identity:
            reduction === "sum" ? `${valueType(target.dtype)}(0)` : leastValue(target.dtype),
        },
      ],
      prepare: [
        ...location,
        `let base = ${place(
          [...outer.coordinates, ...rest.coordinates],
          [...before.strides[0], ...after.strides[0]],
          updates.offset,
        )};`,
        ...search.prepare,
      ],
      element: [...search.element, `let otherValue = ${value};`],
      join: [joinText(reduction, float)],
      store: [
        ...location,
        sink.store(
          place(
            [...outer.coordinates, "place", ...rest.coordinates],
            [...before.strides[1], target.strides[axis], ...after.strides[1]],
            target.offset,
          ),
          "bestValue",
        ),
      ],
    },
    shader,
  );
  planner.dispatch(shader.finish(body));
}

function joinText(reduction: "sum" | "max", float: boolean): string {
  if (reduction === "sum") return "bestValue += otherValue;";
  return float
    ? "if (otherValue > bestValue || isNan(otherValue)) { bestValue = otherValue; }"
    : "bestValue = max(bestValue, otherValue);";
}
