import type { ConnectionMode, ProductPath, ProductSlot } from "@erlangen/tensor";
import { pairMode } from "../../wasm/equivariant/channel-plan.ts";
import { unravel } from "../wgsl/indexing.ts";

/** Channels of a path: left u, right v, output w; `p` is a pair u < v. */
type LaneAxis = "u" | "v" | "w" | "p";

/** The lanes of a path as seen from the slot that is computed. */
export interface LaneWalk {
  /** Channels of the computed slot. */
  readonly channels: number;
  /** Lanes that add up to one channel, those that the guard skips included. */
  readonly inner: number;
  /** Statements that define `u`, `v`, `w` and the weight `q` from the channel `c` and the lane `s`; all u32. */
  readonly lines: readonly string[];
  /** When a lane does not exist. */
  readonly skip: string | undefined;
  /** Whether lanes of one channel lie closer together in memory than neighbouring channels. */
  readonly alongLanes: boolean;
}

/** The axes that the lanes of a mode run over, in the order of its weights. */
const axesOf: Readonly<Record<ConnectionMode, readonly LaneAxis[]>> = {
  uvw: ["u", "v", "w"],
  uvu: ["u", "v"],
  uvv: ["u", "v"],
  uuw: ["u", "w"],
  uuu: ["u"],
  uvuv: ["u", "v"],
  "uvu<v": ["p"],
  "u<vw": ["p", "w"],
};

/** The axes that make up the channel of the output. */
const outputAxes: Readonly<Record<ConnectionMode, readonly LaneAxis[]>> = {
  uvw: ["w"],
  uvu: ["u"],
  uvv: ["v"],
  uuw: ["w"],
  uuu: ["u"],
  uvuv: ["u", "v"],
  "uvu<v": ["p"],
  "u<vw": ["w"],
};

/** Arranges the lanes of a path by the channels of `target`. */
export function laneWalk(
  { mode, left, right, output }: ProductPath,
  target: ProductSlot,
): LaneWalk {
  const factor = target === "left" || target === "right";
  const pairs = axesOf[mode].includes("p");
  const [m, n] = [left.multiplicity, right.multiplicity];
  const length = { u: m, v: n, w: output.multiplicity, p: (m * (m - 1)) / 2 };
  const all = axesOf[mode].flatMap((axis): LaneAxis[] =>
    axis === "p" && factor ? ["u", "v"] : [axis],
  );
  const own = ownAxes(mode, target);
  const rest = all.filter((axis) => !own.includes(axis));
  const size = (axes: readonly LaneAxis[]): number =>
    axes.reduce((product, axis) => product * length[axis], 1);
  const lines: string[] = [];
  for (const [axes, position] of [
    [own, "c"],
    [rest, "s"],
  ] as const) {
    const parts = unravel(
      position,
      axes.map((axis) => length[axis]),
      position,
    );
    lines.push(...parts.lines);
    axes.forEach((axis, i) => lines.push(`let ${axis} = ${parts.coordinates[i]};`));
  }
  if (pairs && !factor) lines.push(...pairLines(m));
  if (!all.includes("v") && !pairs) lines.push("let v = u;");
  if (pairs && factor) lines.push(`let p = u * (${2 * m - 1}u - u) / 2u + v - u - 1u;`);
  const channel = { uvu: "u", uuu: "u", uvv: "v", uvuv: `u * ${n}u + v`, "uvu<v": "p" };
  if (!all.includes("w")) lines.push(`let w = ${channel[mode as keyof typeof channel]};`);
  lines.push(`let q = ${weightText(mode, n, output.multiplicity)};`);
  const channels = size(own);
  const inner = size(rest);
  const mixes = pairMode(mode) !== undefined;
  return {
    channels,
    inner,
    lines,
    skip: pairs && factor ? "u >= v" : undefined,
    alongLanes: inner > 1 && (channels < 16 || (mixes && factor)),
  };
}

function ownAxes(mode: ConnectionMode, target: ProductSlot): readonly LaneAxis[] {
  switch (target) {
    case "left":
      return ["u"];
    case "right":
      return mode === "uuu" || mode === "uuw" ? ["u"] : ["v"];
    case "output":
      return outputAxes[mode];
    case "weight":
      return axesOf[mode];
  }
}

function weightText(mode: ConnectionMode, n: number, channels: number): string {
  switch (mode) {
    case "uuu":
      return "u";
    case "uvu<v":
      return "p";
    case "uuw":
      return `u * ${channels}u + w`;
    case "u<vw":
      return `p * ${channels}u + w`;
    case "uvw":
      return `(u * ${n}u + v) * ${channels}u + w`;
    default:
      return `u * ${n}u + v`;
  }
}

/** Finds u and v of the pair `p`: pairs are listed by u, then v, and u has m - 1 - u of them. */
function pairLines(m: number): string[] {
  return [
    "var u = 0u;",
    "var before = p;",
    `while (before >= ${m - 1}u - u) {`,
    `before -= ${m - 1}u - u;`,
    "u++;",
    "}",
    "let v = u + 1u + before;",
  ];
}
