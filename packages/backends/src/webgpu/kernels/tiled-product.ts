import { rowMajorStrides } from "../../schedule/views.ts";
import type { Planner } from "../planner.ts";
import { manyGroups } from "../wgsl/shader.ts";
import type { Product, ProductResult } from "./product.ts";
import { planReduce } from "./reduce.ts";

/** Invocations and elements of each in a workgroup. */
interface Tile {
  readonly rows: number;
  readonly columns: number;
  /** Groups of four rows, and of four columns, that one invocation computes. */
  readonly rowFours: number;
  readonly columnFours: number;
  /** Length along k that is in workgroup memory at a time. */
  readonly depth: number;
}

/** From the largest: 128 x 128, 64 x 64, 32 x 32, and strips for matrices with few rows or columns. */
const tiles = {
  large: { rows: 16, columns: 16, rowFours: 2, columnFours: 2, depth: 8 },
  medium: { rows: 16, columns: 16, rowFours: 1, columnFours: 1, depth: 16 },
  small: { rows: 8, columns: 8, rowFours: 1, columnFours: 1, depth: 16 },
  flat: { rows: 2, columns: 32, rowFours: 1, columnFours: 1, depth: 16 },
  tall: { rows: 32, columns: 2, rowFours: 1, columnFours: 1, depth: 16 },
} as const satisfies Readonly<Record<string, Tile>>;

/** Workgroups from which on a device counts as busy. */
const busyGroups = 64;

function tileFor({ batch, m, n }: Product): Tile {
  if (m <= 8 && n > 8) return tiles.flat;
  if (n <= 8 && m > 8) return tiles.tall;
  for (const tile of [tiles.large, tiles.medium]) {
    const [height, width] = [4 * tile.rows * tile.rowFours, 4 * tile.columns * tile.columnFours];
    const groups = batch * Math.ceil(m / height) * Math.ceil(n / width);
    if (groups >= busyGroups && 2 * m > height && 2 * n > width) return tile;
  }
  return tiles.small;
}

/** Portions of a long k, each summed by workgroups of its own, when there are too few results to keep them busy. */
function portionsOf(groups: number, k: number): number {
  return Math.max(1, Math.min(Math.ceil((2 * busyGroups) / groups), Math.floor(k / 256), 64));
}

/**
 * The product in tiles: each workgroup keeps one tile of either factor in its memory, each invocation a block of
 * results in registers. A product with few results and a long k is summed in portions, which a second pass adds.
 */
export function planTiled(product: Product, result: ProductResult, planner: Planner): void {
  const { batch, m, n, k } = product;
  const { shader, sink } = result;
  const tile = tileFor(product);
  const height = 4 * tile.rows * tile.rowFours;
  const width = 4 * tile.columns * tile.columnFours;
  const grid = { down: Math.ceil(m / height), across: Math.ceil(n / width) };
  const groups = batch * grid.down * grid.across;
  const portions = portionsOf(groups, k);
  const share = Math.ceil(k / portions / tile.depth) * tile.depth;
  const partial = portions === 1 ? undefined : planner.scratch("float32", [portions, batch, m, n]);
  const store =
    partial === undefined
      ? result.store(shader)
      : shader
          .write(partial)
          .store(`((portion * ${batch}u + b) * ${m}u + row) * ${n}u + column`, "value");
  const { workgroups, number } = manyGroups(groups * portions);

  const leftPitch = height / 4 + 1;
  const rightPitch = width / 4 + 1;
  shader.declare(`var<workgroup> leftTile: array<vec4<f32>, ${tile.depth * leftPitch}>;`);
  shader.declare(`var<workgroup> rightTile: array<vec4<f32>, ${tile.depth * rightPitch}>;`);
  const evenDepth = k % share === 0 && share % tile.depth === 0;
  shader.declare(
    fourOf({
      name: "left",
      alongFour: "row",
      has: product.hasLeftFour,
      extent: m,
      even: m % height === 0,
      evenDepth,
    }),
  );
  shader.declare(
    fourOf({
      name: "right",
      alongFour: "column",
      has: product.hasRightFour,
      extent: n,
      even: n % width === 0,
      evenDepth,
    }),
  );
  const threads = tile.rows * tile.columns;
  const load = { depth: tile.depth, threads };
  const body = [
    `let number = ${number};`,
    `let acrossAt = number % ${grid.across}u;`,
    `let downAt = (number / ${grid.across}u) % ${grid.down}u;`,
    `let b = (number / ${grid.across * grid.down}u) % ${batch}u;`,
    `let portion = number / ${groups}u;`,
    `let x = local.x % ${tile.columns}u;`,
    `let y = local.x / ${tile.columns}u;`,
    ...accumulators(tile).map((name) => `var ${name} = vec4<f32>();`),
    `let kEnd = min(${k}u, (portion + 1u) * ${share}u);`,
    `for (var k0 = portion * ${share}u; k0 < kEnd; k0 += ${tile.depth}u) {`,
    ...loadTile({
      ...load,
      name: "left",
      fours: height / 4,
      pitch: leftPitch,
      start: `downAt * ${height}u`,
      alongK: product.leftAlongK,
    }),
    ...loadTile({
      ...load,
      name: "right",
      fours: width / 4,
      pitch: rightPitch,
      start: `acrossAt * ${width}u`,
      alongK: product.rightAlongK,
    }),
    "workgroupBarrier();",
    `for (var depth = 0u; depth < ${tile.depth}u; depth++) {`,
    ...multiplyStep(tile, leftPitch, rightPitch),
    "}",
    "workgroupBarrier();",
    "}",
    // More workgroups than the grid has may start when it is folded into two dimensions.
    `if (portion >= ${portions}u) { return; }`,
    ...storeResults(tile, { m, n, height, width, store }),
  ];
  planner.dispatch(shader.finish({ body, workgroupSize: [threads, 1, 1], workgroups }));
  if (partial !== undefined) {
    const domain = [portions, ...sink.shape];
    planReduce(
      {
        kind: "reduce",
        domain,
        operands: [{ ...partial, shape: domain, strides: rowMajorStrides(domain) }],
        expression: [{ kind: "operand", operand: 0, dtype: "float32" }],
        node: 0,
        reduction: "sum",
        axes: [0],
        target: sink,
      },
      planner,
    );
  }
}

function accumulators({ rowFours, columnFours }: Tile): string[] {
  return Array.from({ length: 4 * rowFours * columnFours }, (_, i) => {
    const column = i % columnFours;
    return `sum${(i - column) / columnFours}at${column}`;
  });
}

/** The function that gives four elements of a factor for the tile, zero where there are none. */
function fourOf({
  name,
  alongFour,
  has,
  extent,
  even,
  evenDepth,
}: {
  readonly name: "left" | "right";
  readonly alongFour: "row" | "column";
  readonly has: boolean;
  readonly extent: number;
  /** Whether tiles never reach beyond the matrix, across and along k. */
  readonly even: boolean;
  readonly evenDepth: boolean;
}): string {
  const call = (at: string): string =>
    name === "left" ? `leftAt(b, ${at}, k)` : `rightAt(b, k, ${at})`;
  const depthGuard = evenDepth ? [] : ["if (k >= kEnd) { return vec4<f32>(); }"];
  const lines: string[] = [];
  if (has) {
    // Four neighbours are all inside or all outside: their number is a multiple of four.
    if (!even) lines.push(`if (${alongFour} >= ${extent}u) { return vec4<f32>(); }`);
    lines.push(`return ${name === "left" ? "leftFour(b, row, k)" : "rightFour(b, k, column)"};`);
  } else if (even) {
    const parts = [0, 1, 2, 3].map((i) => call(`${alongFour} + ${i}u`));
    lines.push(`return vec4<f32>(${parts.join(", ")});`);
  } else {
    lines.push("var four = vec4<f32>();");
    for (let i = 0; i < 4; i++) {
      lines.push(
        `if (${alongFour} + ${i}u < ${extent}u) { four[${i}] = ${call(`${alongFour} + ${i}u`)}; }`,
      );
    }
    lines.push("return four;");
  }
  return [
    `fn ${name}Tiled(b: u32, ${alongFour}: u32, k: u32, kEnd: u32) -> vec4<f32> {`,
    ...depthGuard,
    ...lines,
    "}",
  ].join("\n");
}

/** Statements that bring one tile into workgroup memory; neighbouring invocations read neighbours in memory. */
function loadTile({
  name,
  fours,
  pitch,
  start,
  alongK,
  depth,
  threads,
}: {
  readonly name: string;
  readonly fours: number;
  readonly pitch: number;
  readonly start: string;
  readonly alongK: boolean;
  readonly depth: number;
  readonly threads: number;
}): string[] {
  const total = fours * depth;
  const [four, step] = alongK
    ? [`at / ${depth}u`, `at % ${depth}u`]
    : [`at % ${fours}u`, `at / ${fours}u`];
  return [
    `for (var at = local.x; at < ${total}u; at += ${threads}u) {`,
    `let four = ${four};`,
    `let step = ${step};`,
    `${name}Tile[step * ${pitch}u + four] = ${name}Tiled(b, ${start} + 4u * four, k0 + step, kEnd);`,
    "}",
  ];
}

/** One rank-one update of the block of an invocation. */
function multiplyStep(tile: Tile, leftPitch: number, rightPitch: number): string[] {
  const lines: string[] = [];
  for (let g = 0; g < tile.rowFours; g++) {
    lines.push(`let left${g} = leftTile[depth * ${leftPitch}u + y + ${g * tile.rows}u];`);
  }
  for (let g = 0; g < tile.columnFours; g++) {
    lines.push(`let right${g} = rightTile[depth * ${rightPitch}u + x + ${g * tile.columns}u];`);
  }
  for (let row = 0; row < 4 * tile.rowFours; row++) {
    for (let g = 0; g < tile.columnFours; g++) {
      const factor = `left${Math.floor(row / 4)}.${"xyzw"[row % 4]}`;
      lines.push(`sum${row}at${g} += ${factor} * right${g};`);
    }
  }
  return lines;
}

function storeResults(
  tile: Tile,
  {
    m,
    n,
    height,
    width,
    store,
  }: {
    readonly m: number;
    readonly n: number;
    readonly height: number;
    readonly width: number;
    readonly store: string;
  },
): string[] {
  const lines: string[] = [];
  for (let row = 0; row < 4 * tile.rowFours; row++) {
    const rowAt = `downAt * ${height}u + 4u * (y + ${Math.floor(row / 4) * tile.rows}u) + ${row % 4}u`;
    for (let g = 0; g < tile.columnFours; g++) {
      const columnAt = `acrossAt * ${width}u + 4u * (x + ${g * tile.columns}u)`;
      const inside = [
        ...(m % height === 0 ? [] : [`row < ${m}u`]),
        ...(n % width === 0 ? [] : [`column < ${n}u`]),
      ];
      const guard = inside.length === 0 ? "" : `if (${inside.join(" && ")}) `;
      lines.push(
        "for (var part = 0u; part < 4u; part++) {",
        `let row = ${rowAt};`,
        `let column = ${columnAt} + part;`,
        `let value = sum${row}at${g}[part];`,
        `${guard}{ ${store} }`,
        "}",
      );
    }
  }
  return lines;
}
