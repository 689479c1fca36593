import { sizeOf } from "@erlangen/tensor";
import type { PrimitiveStep } from "../../schedule/schedule.ts";
import { mergeAxes } from "../../schedule/views.ts";
import type { Planner } from "../planner.ts";
import { place, unravel } from "../wgsl/indexing.ts";
import { Shader } from "../wgsl/shader.ts";
import { leastValue, valueType } from "../wgsl/values.ts";
import { lanesFor, reductionBody } from "./reduction.ts";

/** The index of the first maximum of each line, or of its first NaN. */
export function planArgMax(
  { operands: [x], attributes, target }: PrimitiveStep,
  planner: Planner,
): void {
  const { axis } = attributes as { readonly axis: number };
  const count = sizeOf(target.shape);
  if (count === 0) return;
  const shader = new Shader("argMax");
  const source = shader.read(x);
  const sink = shader.write(target);
  const lines = mergeAxes(target.shape, [
    x.strides.filter((_, own) => own !== axis),
    target.strides,
  ]);
  const outer = unravel("o", lines.shape, "k");
  const length = x.shape[axis];
  const alongElements = axis === x.shape.length - 1;
  const float = x.dtype === "float32";
  if (float) ["isNan", "infinityOf"].forEach((name) => shader.need(name));
  // The unused index -1 loses against every element, so that lines of -infinity have an index too.
  const wins = float
    ? "(otherValue > bestValue && !isNan(bestValue)) || (isNan(otherValue) && !isNan(bestValue))"
    : "otherValue > bestValue";
  const ties = float
    ? "otherValue == bestValue || (isNan(otherValue) && isNan(bestValue))"
    : "otherValue == bestValue";
  const earlier = "otherIndex >= 0 && (bestIndex < 0 || otherIndex < bestIndex)";
  const body = reductionBody(
    {
      count,
      length,
      lanes: lanesFor(count, length, alongElements),
      alongElements,
      portions: 1,
      state: [
        { name: "Value", type: valueType(x.dtype), identity: leastValue(x.dtype) },
        { name: "Index", type: "i32", identity: "-1" },
      ],
      prepare: [
        ...outer.lines,
        `let base = ${place(outer.coordinates, lines.strides[0], x.offset)};`,
      ],
      element: [
        `let otherValue = ${source.load(place(["r"], [x.strides[axis]], "base"))};`,
        "let otherIndex = i32(r);",
      ],
      join: [
        `if ((${wins}) || ((${ties}) && ${earlier})) {`,
        "bestValue = otherValue;",
        "bestIndex = otherIndex;",
        "}",
      ],
      store: [
        ...outer.lines,
        sink.store(place(outer.coordinates, lines.strides[1], target.offset), "bestIndex"),
      ],
    },
    shader,
  );
  planner.dispatch(shader.finish(body));
}
