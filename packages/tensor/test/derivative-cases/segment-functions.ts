import { tensor, type Tensor } from "@erlangen/tensor";
import * as t from "@erlangen/tensor/functions";
import type { Domain, Draw } from "../draw.ts";
import type { CaseMaker } from "./case.ts";

/** Sums, means, maxima and softmax over segments. */
export const segmentFunctions: Readonly<Record<string, CaseMaker>> = {
  segmentMax: bySegments(t.segmentMax, "distinct"),
  segmentMean: bySegments(t.segmentMean),
  segmentSoftmax: bySegments(t.segmentSoftmax),
  segmentSum: bySegments(t.segmentSum),
};

/** Rows in segments of which none is empty. */
export function drawSegments(
  draw: Draw,
  domain: Domain,
): { x: Tensor; segments: Tensor; count: number } {
  const count = draw.integer(0, 3);
  const extra = count === 0 ? 0 : draw.integer(0, 4);
  const segments = [...draw.permutation(count), ...draw.indices(count, [extra]).data];
  return {
    x: draw.tensor(domain, [segments.length, ...draw.shape]),
    segments: tensor(Int32Array.from(segments)),
    count,
  };
}

function bySegments(f: typeof t.segmentSum, domain: Domain = "any"): CaseMaker {
  return (draw) => {
    const { x, segments, count } = drawSegments(draw, domain);
    return { f: (y) => f(y, segments, count), inputs: [x] };
  };
}
