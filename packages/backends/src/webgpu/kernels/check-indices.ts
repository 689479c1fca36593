import { sizeOf } from "@erlangen/tensor";
import type { View } from "../../schedule/schedule.ts";
import { mergeAxes } from "../../schedule/views.ts";
import type { Command } from "../plan.ts";
import { place, unravel } from "../wgsl/indexing.ts";
import { groupSize, Shader } from "../wgsl/shader.ts";

/**
 * Finds the first index outside `[0, length)`: writes its position, or the number of indices, and its value.
 *
 * @param entry - Which entry of `faults` it writes, two words each.
 */
export function checkIndices(
  indices: View,
  length: number,
  entry: { readonly at: number; readonly faults: View },
): Command {
  const count = sizeOf(indices.shape);
  const shader = new Shader("check indices");
  const list = shader.read(indices);
  const sink = shader.write(entry.faults);
  const walk = mergeAxes(indices.shape, [indices.strides]);
  const { lines, coordinates } = unravel("i", walk.shape, "c");
  shader.declare(`var<workgroup> firsts: array<u32, ${groupSize}>;`);
  shader.declare(
    [
      "fn indexAt(i: u32) -> i32 {",
      ...lines,
      `return ${list.load(place(coordinates, walk.strides[0], indices.offset))};`,
      "}",
    ].join("\n"),
  );
  const body = [
    `var first = ${count}u;`,
    `for (var i = local.x; i < ${count}u; i += ${groupSize}u) {`,
    "let index = indexAt(i);",
    `if ((index < 0 || index >= ${length}) && first == ${count}u) { first = i; }`,
    "}",
    "firsts[local.x] = first;",
  ];
  for (let half = groupSize / 2; half >= 1; half /= 2) {
    body.push(
      "workgroupBarrier();",
      `if (local.x < ${half}u) { firsts[local.x] = min(firsts[local.x], firsts[local.x + ${half}u]); }`,
    );
  }
  body.push(
    "if (local.x == 0u) {",
    "let found = firsts[0];",
    sink.store(`${2 * entry.at}u`, "i32(found)"),
    sink.store(`${2 * entry.at + 1}u`, `indexAt(min(found, ${count - 1}u))`),
    "}",
  );
  return shader.finish({ body, workgroups: [1, 1, 1] });
}
