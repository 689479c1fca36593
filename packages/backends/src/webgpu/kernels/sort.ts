import { sizeOf } from "@erlangen/tensor";
import type { PrimitiveStep, View } from "../../schedule/schedule.ts";
import { mergeAxes, type CommonAxes } from "../../schedule/views.ts";
import type { Planner } from "../planner.ts";
import { place, unravel } from "../wgsl/indexing.ts";
import { forEachElement, groupSize, manyGroups, Shader, type Access } from "../wgsl/shader.ts";

/** Elements that one workgroup sorts in its own memory: 8 KB of keys and positions. */
const chunk = 1024;

/** Lines up to this long are not sorted: each element counts those that come before it. */
const countedLine = 64;

/** What is sorted: `lines` of `within` elements each. The strides are those of the source and of the target. */
export interface SortTask {
  readonly source: View;
  readonly target: View;
  readonly lines: CommonAxes;
  readonly within: CommonAxes;
}

/** Stable argsort along an axis: ascending, equal keys in their order, NaN last. */
export function planArgsort(
  { operands: [source], attributes, target }: PrimitiveStep,
  planner: Planner,
): void {
  const { axis } = attributes as { readonly axis: number };
  const without = (values: readonly number[]): number[] => values.filter((_, own) => own !== axis);
  planSort(
    {
      source,
      target,
      lines: mergeAxes(without(source.shape), [without(source.strides), without(target.strides)]),
      within: {
        shape: [source.shape[axis]],
        strides: [[source.strides[axis]], [target.strides[axis]]],
      },
    },
    planner,
  );
}

/**
 * Bitonic sort of pairs (key, position), which makes it stable: chunks in workgroup memory, then merges, whose wide
 * steps go through device memory.
 */
export function planSort(task: SortTask, planner: Planner): void {
  const count = sizeOf(task.lines.shape);
  const length = sizeOf(task.within.shape);
  if (count * length === 0) return;
  if (length <= countedLine) {
    planner.dispatch(rankByCounting(task));
    return;
  }
  const padded = 2 ** Math.ceil(Math.log2(length));
  const network = { task, count, length, padded };
  if (padded <= chunk) {
    planner.dispatch(sortChunks(network));
    return;
  }
  const keys = planner.scratch("int32", [count, padded]);
  const places = planner.scratch("int32", [count, padded]);
  planner.dispatch(sortChunks({ ...network, keys, places }));
  for (let width = 2 * chunk; width <= padded; width *= 2) {
    for (let distance = width / 2; distance >= chunk; distance /= 2) {
      planner.dispatch(mergeWide({ ...network, keys, places }, width, distance));
    }
    planner.dispatch(mergeChunks({ ...network, keys, places }, width));
  }
}

interface Network {
  readonly task: SortTask;
  readonly count: number;
  readonly length: number;
  /** The next power of two: the places after the last element sort last. */
  readonly padded: number;
}

interface WideNetwork extends Network {
  readonly keys: View;
  readonly places: View;
}

/** Keys as integers in the same order: floats by their bits, both zeros equal, NaN largest. */
const floatKey = `fn keyOf(x: f32) -> i32 {
  if (isNan(x)) { return 0x7fffffff; }
  if (x == 0f) { return 0; }
  let bits = bitcast<i32>(x);
  return select(bits, bits ^ 0x7fffffff, bits < 0);
}`;

const comesLater = `fn comesLater(keyA: i32, placeA: i32, keyB: i32, placeB: i32) -> bool {
  return keyA > keyB || (keyA == keyB && placeA > placeB);
}`;

/** Each element finds its rank by itself. */
function rankByCounting({ source, target, lines, within }: SortTask): ReturnType<Shader["finish"]> {
  const length = sizeOf(within.shape);
  const shader = new Shader("argsort");
  const read = shader.read(source);
  const sink = shader.write(target);
  declareKeys(shader, source);
  const outer = unravel("line", lines.shape, "k");
  const inner = (position: string, prefix: string, view: 0 | 1, base: string): string[] => {
    const { lines: parts, coordinates } = unravel(position, within.shape, prefix);
    return [...parts, `let ${prefix}At = ${place(coordinates, within.strides[view], base)};`];
  };
  return shader.finish(
    forEachElement(sizeOf(lines.shape) * length, [
      `let line = i / ${length}u;`,
      `let own = i % ${length}u;`,
      ...outer.lines,
      `let sourceBase = ${place(outer.coordinates, lines.strides[0], source.offset)};`,
      `let targetBase = ${place(outer.coordinates, lines.strides[1], target.offset)};`,
      ...inner("own", "own", 0, "sourceBase"),
      `let key = keyOf(${read.load("ownAt")});`,
      "var rank = 0u;",
      `for (var other = 0u; other < ${length}u; other++) {`,
      ...inner("other", "other", 0, "sourceBase"),
      `let otherKey = keyOf(${read.load("otherAt")});`,
      "rank += u32(comesLater(key, i32(own), otherKey, i32(other)));",
      "}",
      ...inner("rank", "rank", 1, "targetBase"),
      sink.store("rankAt", "i32(own)"),
    ]),
  );
}

function declareKeys(shader: Shader, { dtype }: View): void {
  if (dtype === "float32") shader.need("isNan");
  shader.declare(dtype === "float32" ? floatKey : "fn keyOf(x: i32) -> i32 { return x; }");
  shader.declare(comesLater);
}

/** Loads chunks, sorts each in the direction that its place in the line asks for, and writes them. */
function sortChunks(network: Network & Partial<WideNetwork>): ReturnType<Shader["finish"]> {
  const { task, count, length, padded, keys, places } = network;
  const block = Math.min(padded, chunk);
  // Several short lines share a workgroup.
  const lines = Math.max(1, Math.floor((2 * groupSize) / block));
  const shader = new Shader("argsort");
  const source = shader.read(task.source);
  declareKeys(shader, task.source);
  declareShared(shader, block * lines);
  const outer = unravel("line", task.lines.shape, "k");
  const inner = unravel("position", task.within.shape, "e");
  const base = place(outer.coordinates, task.lines.strides[0], task.source.offset);
  const { workgroups, number } = manyGroups(Math.ceil((count * padded) / (block * lines)));
  const body = [
    `let first = (${number}) * ${block * lines}u;`,
    ...forShared(block * lines, [
      `let line = (first + e) >> ${Math.log2(padded)}u;`,
      `let position = (first + e) & ${padded - 1}u;`,
      "sharedPlaces[e] = i32(position);",
      "sharedKeys[e] = 0x7fffffff;",
      `if (line < ${count}u && position < ${length}u) {`,
      ...outer.lines,
      ...inner.lines,
      `sharedKeys[e] = keyOf(${source.load(place(inner.coordinates, task.within.strides[0], base))});`,
      "}",
    ]),
    `for (var width = 2u; width <= ${block}u; width *= 2u) {`,
    "for (var distance = width / 2u; distance > 0u; distance /= 2u) {",
    ...exchange(block * lines, padded, "first", "width"),
    "}",
    "}",
    "workgroupBarrier();",
    ...(keys === undefined || places === undefined
      ? writeResult({ ...network, task }, shader.write(task.target), block * lines)
      : writeScratch(shader.write(keys), shader.write(places), block)),
  ];
  return shader.finish({ body, workgroups });
}

function swap(access: Access, name: string): string[] {
  return [access.store("p", `${name}Q`), access.store("q", `${name}P`)];
}

/** One step of a merge over a distance beyond a chunk: one invocation for each pair. */
function mergeWide(
  { count, padded, keys, places }: WideNetwork,
  width: number,
  distance: number,
): ReturnType<Shader["finish"]> {
  const shader = new Shader("argsort merge");
  const [key, order] = [shader.write(keys), shader.write(places)];
  shader.declare(comesLater);
  return shader.finish(
    forEachElement((count * padded) / 2, [
      `let p = 2u * i - (i & ${distance - 1}u);`,
      `let q = p + ${distance}u;`,
      `let ascending = (p & ${padded - 1}u & ${width}u) == 0u;`,
      `let keyP = ${key.load("p")};`,
      `let keyQ = ${key.load("q")};`,
      `let placeP = ${order.load("p")};`,
      `let placeQ = ${order.load("q")};`,
      "if (comesLater(keyP, placeP, keyQ, placeQ) == ascending) {",
      ...swap(key, "key"),
      ...swap(order, "place"),
      "}",
    ]),
  );
}

/** The steps of a merge within chunks; the last merge writes the result. */
function mergeChunks(network: WideNetwork, width: number): ReturnType<Shader["finish"]> {
  const { count, padded, keys, places, task } = network;
  const shader = new Shader("argsort merge");
  const isLast = width === padded;
  const key = isLast ? shader.read(keys) : shader.write(keys);
  const order = isLast ? shader.read(places) : shader.write(places);
  shader.declare(comesLater);
  declareShared(shader, chunk);
  const { workgroups, number } = manyGroups((count * padded) / chunk);
  const body = [
    `let first = (${number}) * ${chunk}u;`,
    ...forShared(chunk, [
      `sharedKeys[e] = ${key.load("first + e")};`,
      `sharedPlaces[e] = ${order.load("first + e")};`,
    ]),
    `for (var distance = ${chunk / 2}u; distance > 0u; distance /= 2u) {`,
    ...exchange(chunk, padded, "first", `${width}u`),
    "}",
    "workgroupBarrier();",
    ...(isLast
      ? writeResult({ ...network, task }, shader.write(task.target), chunk)
      : writeScratch(key, order, chunk)),
  ];
  return shader.finish({ body, workgroups });
}

function declareShared(shader: Shader, size: number): void {
  shader.declare(`var<workgroup> sharedKeys: array<i32, ${size}>;`);
  shader.declare(`var<workgroup> sharedPlaces: array<i32, ${size}>;`);
}

/** A loop of the workgroup over the elements `e` of its memory. */
function forShared(size: number, body: readonly string[]): string[] {
  return [`for (var e = local.x; e < ${size}u; e += ${groupSize}u) {`, ...body, "}"];
}

/** All pairs of the workgroup's memory at the variable `distance`, in the direction of their place in the line. */
function exchange(size: number, padded: number, first: string, width: string): string[] {
  return [
    "workgroupBarrier();",
    `for (var pair = local.x; pair < ${size / 2}u; pair += ${groupSize}u) {`,
    "let p = 2u * pair - (pair & (distance - 1u));",
    "let q = p + distance;",
    `let ascending = ((${first} + p) & ${padded - 1}u & ${width}) == 0u;`,
    "let keyP = sharedKeys[p];",
    "let keyQ = sharedKeys[q];",
    "let placeP = sharedPlaces[p];",
    "let placeQ = sharedPlaces[q];",
    "if (comesLater(keyP, placeP, keyQ, placeQ) == ascending) {",
    "sharedKeys[p] = keyQ;",
    "sharedKeys[q] = keyP;",
    "sharedPlaces[p] = placeQ;",
    "sharedPlaces[q] = placeP;",
    "}",
    "}",
  ];
}

function writeScratch(key: Access, order: Access, size: number): string[] {
  return forShared(size, [
    key.store("first + e", "sharedKeys[e]"),
    order.store("first + e", "sharedPlaces[e]"),
  ]);
}

function writeResult(
  { task, count, length, padded }: Network,
  sink: Access,
  size: number,
): string[] {
  const outer = unravel("line", task.lines.shape, "k");
  const inner = unravel("position", task.within.shape, "e");
  const base = place(outer.coordinates, task.lines.strides[1], task.target.offset);
  return forShared(size, [
    `let line = (first + e) >> ${Math.log2(padded)}u;`,
    `let position = (first + e) & ${padded - 1}u;`,
    `if (line < ${count}u && position < ${length}u) {`,
    ...outer.lines,
    ...inner.lines,
    sink.store(place(inner.coordinates, task.within.strides[1], base), "sharedPlaces[e]"),
    "}",
  ]);
}
