import type { Shader } from "../wgsl/shader.ts";

/** Invocations that share results. */
export interface SharedLanes {
  /** Invocations for each result, a power of two. */
  readonly lanes: number;
  /** Invocations of a workgroup. */
  readonly size: number;
  /** Distance of neighbouring lanes of a result. */
  readonly apart: number;
}

/** Declares `joined(value, at, lane)`: in lane 0 the sum of the values of all lanes, in a tree of fixed shape. */
export function declareJoin(shader: Shader, { lanes, size, apart }: SharedLanes): void {
  const steps: string[] = [];
  for (let half = lanes / 2; half >= 1; half /= 2) {
    steps.push(
      "  workgroupBarrier();",
      `  if (lane < ${half}u) { sums[at] += sums[at + ${half * apart}u]; }`,
    );
  }
  shader.declare(`var<workgroup> sums: array<f32, ${size}>;`);
  shader.declare(
    [
      "fn joined(value: f32, at: u32, lane: u32) -> f32 {",
      "  workgroupBarrier();",
      "  sums[at] = value;",
      ...steps,
      "  return sums[at];",
      "}",
    ].join("\n"),
  );
}
