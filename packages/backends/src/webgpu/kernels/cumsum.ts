import { sizeOf } from "@erlangen/tensor";
import type { PrimitiveStep, View } from "../../schedule/schedule.ts";
import { mergeAxes, type CommonAxes } from "../../schedule/views.ts";
import type { Planner } from "../planner.ts";
import { place, unravel } from "../wgsl/indexing.ts";
import { forEachElement, groupSize, manyGroups, Shader } from "../wgsl/shader.ts";
import { valueType } from "../wgsl/values.ts";

/** Neighbouring elements that one invocation sums by itself. */
const run = 4;
/** Elements that one workgroup scans. */
const block = run * groupSize;
/** Lines up to this long, or as many as this fills a device, are summed by one invocation each. */
const shortLine = 32;
const manyLines = 16_384;

/** Running sums along an axis. */
interface Scan {
  readonly source: View;
  readonly target: View;
  readonly axis: number;
  readonly reverse: boolean;
  readonly exclusive: boolean;
}

/** Running sums: each line by one invocation, or in blocks of 1024 whose totals are scanned in turn. */
export function planCumsum(
  { operands: [source], attributes, target }: PrimitiveStep,
  planner: Planner,
): void {
  const { axis, reverse, exclusive } = attributes as Pick<Scan, "axis" | "reverse" | "exclusive">;
  if (sizeOf(target.shape) === 0) return;
  planScan({ source, target, axis, reverse, exclusive }, planner);
}

function planScan(scan: Scan, planner: Planner): void {
  const { source, target, axis } = scan;
  const length = source.shape[axis];
  const without = (values: readonly number[]): number[] => values.filter((_, own) => own !== axis);
  const lines = mergeAxes(without(source.shape), [
    without(source.strides),
    without(target.strides),
  ]);
  const count = sizeOf(lines.shape);
  if (length <= shortLine || count >= manyLines) {
    planner.dispatch(scanSerially(scan, lines));
    return;
  }
  const blocks = Math.ceil(length / block);
  if (blocks === 1) {
    planner.dispatch(scanBlocks(scan, lines, undefined));
    return;
  }
  const totals = planner.scratch(target.dtype, [count, blocks]);
  const offsets = planner.scratch(target.dtype, [count, blocks]);
  planner.dispatch(scanBlocks(scan, lines, totals));
  planScan({ source: totals, target: offsets, axis: 1, reverse: false, exclusive: true }, planner);
  planner.dispatch(addOffsets(scan, lines, offsets));
}

/** Position in memory of the element `r` in the order of the sum. */
function elementAt(r: string, { reverse, axis }: Scan, view: View, base: string): string {
  const along = reverse ? `(${view.shape[axis] - 1}u - (${r}))` : `(${r})`;
  return place([along], [view.strides[axis]], base);
}

/** Statements that define `sourceBase` and `targetBase`, where the line `line` begins. */
function lineStarts({ source, target }: Scan, lines: CommonAxes): string[] {
  const { lines: parts, coordinates } = unravel("line", lines.shape, "k");
  return [
    ...parts,
    `let sourceBase = ${place(coordinates, lines.strides[0], source.offset)};`,
    `let targetBase = ${place(coordinates, lines.strides[1], target.offset)};`,
  ];
}

function scanSerially(scan: Scan, lines: CommonAxes): ReturnType<Shader["finish"]> {
  const { source, target, axis, exclusive } = scan;
  const shader = new Shader("cumsum");
  const [read, write] = [shader.read(source), shader.write(target)];
  const type = valueType(target.dtype);
  const store = write.store(elementAt("r", scan, target, "targetBase"), "sum");
  return shader.finish(
    forEachElement(sizeOf(lines.shape), [
      "let line = i;",
      ...lineStarts(scan, lines),
      `var sum = ${type}(0);`,
      `for (var r = 0u; r < ${source.shape[axis]}u; r++) {`,
      `let value = ${read.load(elementAt("r", scan, source, "sourceBase"))};`,
      ...(exclusive ? [store, "sum += value;"] : ["sum += value;", store]),
      "}",
    ]),
  );
}

function scanBlocks(
  scan: Scan,
  lines: CommonAxes,
  totals: View | undefined,
): ReturnType<Shader["finish"]> {
  const { source, target, axis, exclusive } = scan;
  const length = source.shape[axis];
  const blocks = Math.ceil(length / block);
  const shader = new Shader("cumsum");
  const [read, write] = [shader.read(source), shader.write(target)];
  const type = valueType(target.dtype);
  shader.declare(`var<workgroup> sums: array<${type}, ${groupSize}>;`);
  const { workgroups, number } = manyGroups(sizeOf(lines.shape) * blocks);
  const body = [
    `let number = ${number};`,
    `let line = number / ${blocks}u;`,
    `let start = (number % ${blocks}u) * ${block}u + local.x * ${run}u;`,
    `let exists = line < ${sizeOf(lines.shape)}u;`,
    ...lineStarts(scan, lines),
    `var values: array<${type}, ${run}>;`,
    `var own = ${type}(0);`,
    `for (var e = 0u; e < ${run}u; e++) {`,
    `if (exists && start + e < ${length}u) { values[e] = ${read.load(elementAt("start + e", scan, source, "sourceBase"))}; }`,
    "own += values[e];",
    "}",
    "sums[local.x] = own;",
    "var total = own;",
    `for (var distance = 1u; distance < ${groupSize}u; distance *= 2u) {`,
    "workgroupBarrier();",
    `if (local.x >= distance) { total += sums[local.x - distance]; }`,
    "workgroupBarrier();",
    "sums[local.x] = total;",
    "}",
    "workgroupBarrier();",
    `var sum = ${type}(0);`,
    "if (local.x > 0u) { sum = sums[local.x - 1u]; }",
    `for (var e = 0u; e < ${run}u; e++) {`,
    ...(exclusive ? [] : ["sum += values[e];"]),
    `if (exists && start + e < ${length}u) { ${write.store(elementAt("start + e", scan, target, "targetBase"), "sum")} }`,
    ...(exclusive ? ["sum += values[e];"] : []),
    "}",
  ];
  if (totals !== undefined) {
    const sink = shader.write(totals);
    body.push(`if (exists && local.x == ${groupSize - 1}u) { ${sink.store("number", "total")} }`);
  }
  return shader.finish({ body, workgroups });
}

function addOffsets(scan: Scan, lines: CommonAxes, offsets: View): ReturnType<Shader["finish"]> {
  const { target, axis } = scan;
  const length = target.shape[axis];
  const shader = new Shader("cumsum offsets");
  const [write, added] = [shader.write(target), shader.read(offsets)];
  const { lines: parts, coordinates } = unravel("line", lines.shape, "k");
  return shader.finish(
    forEachElement(sizeOf(lines.shape) * length, [
      `let line = i / ${length}u;`,
      `let r = i % ${length}u;`,
      ...parts,
      `let targetBase = ${place(coordinates, lines.strides[1], target.offset)};`,
      `let at = ${elementAt("r", scan, target, "targetBase")};`,
      write.store(
        "at",
        `${write.load("at")} + ${added.load(`line * ${Math.ceil(length / block)}u + r / ${block}u`)}`,
      ),
    ]),
  );
}
