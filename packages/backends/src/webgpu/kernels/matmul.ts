import { sizeOf } from "@erlangen/tensor";
import type { PrimitiveStep, View } from "../../schedule/schedule.ts";
import { mergeAxes } from "../../schedule/views.ts";
import type { Planner } from "../planner.ts";
import { place, unravel } from "../wgsl/indexing.ts";
import { Shader } from "../wgsl/shader.ts";
import { isDirect, planProduct } from "./product.ts";

/** Batched products of matrices; either factor may be transposed, repeated or a part of something larger. */
export function planMatmul(
  { operands: [left, right], target }: PrimitiveStep,
  planner: Planner,
): void {
  const rank = target.shape.length;
  const [m, n] = target.shape.slice(-2);
  const k = left.shape[rank - 1];
  const batches = mergeAxes(leading(target.shape), [
    leading(left.strides),
    leading(right.strides),
    leading(target.strides),
  ]);
  const batch = sizeOf(batches.shape);
  if (batch * m * n === 0) return;
  const shader = new Shader("matmul");
  const { lines, coordinates } = unravel("b", batches.shape, "batch");
  const [leftRow, leftK] = left.strides.slice(-2);
  const [rightK, rightColumn] = right.strides.slice(-2);
  const base = (view: View, i: number): string =>
    `let base = ${place(coordinates, batches.strides[i], view.offset)};`;
  const size = {
    batch,
    m,
    n,
    k,
    leftAlongK: Math.abs(leftK) === 1,
    rightAlongK: Math.abs(rightK) === 1,
  };
  // One array cannot be bound as numbers and as vectors.
  const apart = left.buffer !== right.buffer && !isDirect(size);
  const hasLeftFour = apart && isVector(left, rank - 2, batches.strides[0]);
  const hasRightFour = apart && isVector(right, rank - 1, batches.strides[1]);

  const leftAt = place(["row", "k"], [leftRow, leftK], "base");
  const rightAt = place(["k", "column"], [rightK, rightColumn], "base");
  const leftHead = [...lines, base(left, 0)];
  const rightHead = [...lines, base(right, 1)];
  shader.declare(
    hasLeftFour
      ? functionText("leftFour(b: u32, row: u32, k: u32) -> vec4<f32>", [
          ...leftHead,
          `return ${shader.readVectors(left)}[(${leftAt}) / 4u];`,
        ])
      : functionText("leftAt(b: u32, row: u32, k: u32) -> f32", [
          ...leftHead,
          `return ${shader.read(left).load(leftAt)};`,
        ]),
  );
  shader.declare(
    hasRightFour
      ? functionText("rightFour(b: u32, k: u32, column: u32) -> vec4<f32>", [
          ...rightHead,
          `return ${shader.readVectors(right)}[(${rightAt}) / 4u];`,
        ])
      : functionText("rightAt(b: u32, k: u32, column: u32) -> f32", [
          ...rightHead,
          `return ${shader.read(right).load(rightAt)};`,
        ]),
  );
  const [targetRow, targetColumn] = target.strides.slice(-2);
  const store = (own: Shader): string =>
    [
      ...lines,
      base(target, 2),
      own.write(target).store(place(["row", "column"], [targetRow, targetColumn], "base"), "value"),
    ].join(" ");
  planProduct(
    { ...size, hasLeftFour, hasRightFour },
    { shader, store, sink: asBatches(target, batches, rank) },
    planner,
  );
}

/** Whether four neighbours along an axis can be read as one vector, wherever they begin. */
function isVector(view: View, axis: number, batchStrides: readonly number[]): boolean {
  const { shape, strides, offset } = view;
  const others = [
    offset,
    ...batchStrides,
    ...strides.filter((_, own) => own >= shape.length - 2 && own !== axis),
  ];
  return strides[axis] === 1 && shape[axis] % 4 === 0 && others.every((step) => step % 4 === 0);
}

/** The result as [...batch, m, n] with the batch axes merged, as the second pass writes it. */
function asBatches(
  target: View,
  batches: { readonly shape: readonly number[]; readonly strides: readonly (readonly number[])[] },
  rank: number,
): View {
  return {
    ...target,
    shape: [...batches.shape, ...target.shape.slice(rank - 2)],
    strides: [...batches.strides[2], ...target.strides.slice(rank - 2)],
  };
}

function functionText(head: string, lines: readonly string[]): string {
  return [`fn ${head} {`, ...lines, "}"].join("\n");
}

/** All but the two axes of the matrices. */
function leading(values: readonly number[]): readonly number[] {
  return values.slice(0, -2);
}
