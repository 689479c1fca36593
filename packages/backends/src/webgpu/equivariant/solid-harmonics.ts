import { sizeOf } from "@erlangen/tensor";
import { solidHarmonicGradient } from "@erlangen/tensor/primitives";
import type { PrimitiveStep } from "../../schedule/schedule.ts";
import { mergeAxes } from "../../schedule/views.ts";
import type { Planner } from "../planner.ts";
import { place, unravel } from "../wgsl/indexing.ts";
import { forEachElement, Shader } from "../wgsl/shader.ts";
import { sumText } from "./sum-text.ts";

/** Terms that are written out in one shader, at most; a single degree is never cut. */
const longestShader = 1_024;

/**
 * Solid harmonics: one invocation for each point, each degree from the one before with coefficients folded into the
 * code. High degrees come in shaders of their own, which begin with the last degree of the one before.
 */
export function planSolidHarmonics(step: PrimitiveStep, planner: Planner): void {
  const { lMax } = step.attributes as { readonly lMax: number };
  let first = 0;
  while (first <= lMax) {
    let last = first;
    let terms = termCount(first);
    while (last < lMax && terms + termCount(last + 1) <= longestShader) terms += termCount(++last);
    planDegrees(step, { first, last }, planner);
    first = last + 1;
  }
}

function planDegrees(
  { operands: [points], target }: PrimitiveStep,
  { first, last }: { readonly first: number; readonly last: number },
  planner: Planner,
): void {
  const batch = points.shape.slice(0, -1);
  const walk = mergeAxes(batch, [points.strides.slice(0, -1), target.strides.slice(0, -1)]);
  const shader = new Shader("solidHarmonics");
  const sink = shader.write(target);
  const { lines, coordinates } = unravel("i", walk.shape, "c");
  const body = [...lines, `let row = ${place(coordinates, walk.strides[1], target.offset)};`];
  const step = target.strides[target.strides.length - 1];
  const at = (component: number): string => place([`${component}u`], [step], "row");
  if (last > 0) {
    const source = shader.read(points);
    const apart = points.strides[points.strides.length - 1];
    body.push(`let point = ${place(coordinates, walk.strides[0], points.offset)};`);
    for (let axis = 0; axis < 3; axis++) {
      body.push(`let x${axis} = ${source.load(place([`${axis}u`], [apart], "point"))};`);
    }
  }
  for (let component = 0; component < 2 * first - 1; component++) {
    body.push(
      `let ${harmonic(first - 1, component)} = ${sink.load(at((first - 1) ** 2 + component))};`,
    );
  }
  for (let l = first; l <= last; l++) {
    const products = Array.from({ length: 2 * l + 1 }, () => [] as Term[]);
    if (l === 0) products[0].push({ value: 1, factors: [] });
    else {
      solidHarmonicGradient(l).forEach((terms, axis) => {
        for (const { row, column, value } of terms) {
          products[row].push({ value: value / l, factors: [`x${axis}`, harmonic(l - 1, column)] });
        }
      });
    }
    products.forEach((terms, component) => {
      const sum = sumText(terms, (value) => shader.literal(value, "float32"));
      body.push(`let ${harmonic(l, component)} = ${sum};`);
      body.push(sink.store(at(l * l + component), harmonic(l, component)));
    });
  }
  planner.dispatch(shader.finish(forEachElement(sizeOf(batch), body)));
}

/** A coefficient times values that have names. */
type Term = Parameters<typeof sumText>[0][number];

function harmonic(l: number, component: number): string {
  return `h${l}of${component}`;
}

function termCount(l: number): number {
  return l === 0 ? 1 : solidHarmonicGradient(l).reduce((sum, axis) => sum + axis.length, 0);
}
