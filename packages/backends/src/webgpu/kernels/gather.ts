import { sizeOf } from "@erlangen/tensor";
import type { PrimitiveStep } from "../../schedule/schedule.ts";
import { mergeAxes } from "../../schedule/views.ts";
import type { Planner } from "../planner.ts";
import { place, unravel } from "../wgsl/indexing.ts";
import { forEachElement, Shader } from "../wgsl/shader.ts";

/** Slices by index, one invocation for each element. An index out of range reads the nearest slice, and is reported. */
export function planGather(
  { operands: [x, indices], attributes, target }: PrimitiveStep,
  planner: Planner,
): void {
  const { axis } = attributes as { readonly axis: number };
  const count = sizeOf(target.shape);
  const length = x.shape[axis];
  planner.checkIndices(indices, length, "gather");
  if (count === 0) return;
  const rank = indices.shape.length;
  const walk = mergeAxes(target.shape, [
    [...x.strides.slice(0, axis), ...still(rank), ...x.strides.slice(axis + 1)],
    [...still(axis), ...indices.strides, ...still(x.shape.length - axis - 1)],
    target.strides,
  ]);
  const shader = new Shader("gather");
  const source = shader.read(x);
  const list = shader.read(indices);
  const sink = shader.write(target);
  const { lines, coordinates } = unravel("i", walk.shape, "c");
  const [from, at, to] = walk.strides;
  planner.dispatch(
    shader.finish(
      forEachElement(count, [
        ...lines,
        `let index = u32(clamp(${list.load(place(coordinates, at, indices.offset))}, 0, ${length - 1}));`,
        `let start = ${place(coordinates, from, x.offset)};`,
        sink.store(
          place(coordinates, to, target.offset),
          source.load(place(["index"], [x.strides[axis]], "start")),
        ),
      ]),
    ),
  );
}

/** Strides of axes along which nothing moves. */
function still(axes: number): number[] {
  return new Array<number>(axes).fill(0);
}
