import { sizeOf } from "@erlangen/tensor";
import type { View } from "../../schedule/schedule.ts";
import { mergeAxes, rowMajorStrides } from "../../schedule/views.ts";
import type { Planner, Segments } from "../planner.ts";
import { place, unravel } from "../wgsl/indexing.ts";
import { forEachElement, Shader } from "../wgsl/shader.ts";
import { planSort } from "./sort.ts";

/** Sorts the positions of `indices` by value and finds where each value begins: sums over them need no atomics. */
export function planSegments(indices: View, length: number, planner: Planner): Segments {
  const count = sizeOf(indices.shape);
  const order = planner.scratch("int32", [count]);
  const starts = planner.scratch("int32", [length + 1]);
  const within = mergeAxes(indices.shape, [indices.strides, rowMajorStrides(indices.shape)]);
  const lines = { shape: [], strides: [[], []] };
  planSort({ source: indices, target: order, lines, within }, planner);

  const shader = new Shader("segment starts");
  const list = shader.read(indices);
  const sorted = shader.read(order);
  const sink = shader.write(starts);
  const walk = mergeAxes(indices.shape, [indices.strides]);
  const { lines: parts, coordinates } = unravel("position", walk.shape, "c");
  planner.dispatch(
    shader.finish(
      forEachElement(length + 1, [
        "var low = 0u;",
        `var high = ${count}u;`,
        "while (low < high) {",
        "let middle = (low + high) / 2u;",
        `let position = u32(${sorted.load("middle")});`,
        ...parts,
        `if (${list.load(place(coordinates, walk.strides[0], indices.offset))} < i32(i)) {`,
        "low = middle + 1u;",
        "} else {",
        "high = middle;",
        "}",
        "}",
        sink.store("i", "i32(low)"),
      ]),
    ),
  );
  return { order, starts };
}
