import type { View } from "../../schedule/schedule.ts";
import type { Planner } from "../planner.ts";
import type { Shader } from "../wgsl/shader.ts";
import { lanesFor, reductionBody } from "./reduction.ts";
import { planTiled } from "./tiled-product.ts";

/**
 * A product of matrices whose elements are given by functions: [batch, m, k] x [batch, k, n].
 *
 * The caller declares in the shader `fn leftAt(b: u32, row: u32, k: u32) -> f32` and
 * `fn rightAt(b: u32, k: u32, column: u32) -> f32`, or in a tiled product, where they are cheaper, `leftFour` and
 * `rightFour` of the same arguments: four neighbouring rows, or columns, at once as `vec4<f32>`.
 */
export interface Product {
  readonly batch: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** Whether neighbours along k lie together in memory, on the left and on the right. */
  readonly leftAlongK: boolean;
  readonly rightAlongK: boolean;
  readonly hasLeftFour: boolean;
  readonly hasRightFour: boolean;
}

/** Where a product goes. */
export interface ProductResult {
  /** The shader in which the elements are declared. */
  readonly shader: Shader;
  /** The statement that writes `value` at `b`, `row`, `column`. */
  readonly store: (shader: Shader) => string;
  /** The whole result in the order batch, m, n, for a second pass over it. */
  readonly sink: View;
}

/** Multiplications below which tiles cost more than they save. */
const fewMultiplications = 2 ** 16;
/** Rows or columns below which tiles would be mostly empty. */
const fewLines = 4;

/** Whether each result is summed by itself, without tiles. */
export function isDirect({
  batch,
  m,
  n,
  k,
}: Omit<Product, "hasLeftFour" | "hasRightFour">): boolean {
  const results = batch * m * n;
  return results * k <= fewMultiplications || (Math.min(m, n) < fewLines && results >= 256);
}

/** A product in the way that suits its size. */
export function planProduct(product: Product, result: ProductResult, planner: Planner): void {
  if (isDirect(product)) planDirect(product, result, planner);
  else planTiled(product, result, planner);
}

/** For each result its own sum: small products, and those with a vector or a depthwise kernel in them. */
function planDirect(
  { batch, m, n, k, leftAlongK, rightAlongK }: Product,
  { shader, store }: ProductResult,
  planner: Planner,
): void {
  const count = batch * m * n;
  const alongElements = (leftAlongK && n < fewLines) || (rightAlongK && m < fewLines);
  const place = [
    `let column = o % ${n}u;`,
    `let row = (o / ${n}u) % ${m}u;`,
    `let b = o / ${m * n}u;`,
  ];
  const body = reductionBody(
    {
      count,
      length: k,
      lanes: lanesFor(count, k, alongElements),
      alongElements,
      portions: 1,
      state: [{ name: "Value", type: "f32", identity: "0f" }],
      prepare: place,
      element: ["let otherValue = leftAt(b, row, r) * rightAt(b, r, column);"],
      join: ["bestValue += otherValue;"],
      store: [...place, "let value = bestValue;", store(shader)],
    },
    shader,
  );
  planner.dispatch(shader.finish(body));
}
