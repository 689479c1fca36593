import type { FiniteGroup } from "@erlangen/groups";
import { planeRotation } from "@erlangen/groups";
import { actionError, orbitProfile, type OrbitPoint } from "@erlangen/metrics";
import { ShapeError, type Random } from "@erlangen/numerics";
import type { ShapedAction } from "./array-action.ts";
import type { CheckGroup } from "./check-group.ts";
import type { Arrays, CheckedModel, CheckModelOptions, RunnableModel } from "./check-model.ts";
import { drawInputs } from "./draw-inputs.ts";
import { modelSignature, type ModelSignature } from "./model-signature.ts";
import { parseFiniteAction, parsePlaneAction } from "./parse-action.ts";
import type { NamedTexts } from "./representation-arguments.ts";

/** A group with its elements in words. */
interface Elements<Element> {
  readonly parse: (text: string) => ShapedAction<Element>;
  readonly all: readonly Element[] | undefined;
  readonly sample: (random: Random) => Element;
  readonly describe: (g: Element) => { readonly data: object; readonly text: string };
  readonly orbit: { readonly along: string; readonly points: readonly OrbitPoint<Element>[] };
}

/** Checks a model for a finite group, or for the rotations of the plane. */
export function checkActions(
  runnable: RunnableModel,
  options: CheckModelOptions,
  group: Exclude<CheckGroup, { readonly kind: "space" }>,
): Promise<CheckedModel> {
  return group.kind === "finite"
    ? measure(runnable, options, finiteElements(group.name, group.group, options))
    : measure(runnable, options, {
        parse: (text) => parsePlaneAction(group.name, text),
        all: undefined,
        sample: (random) => group.group.sample(random),
        describe: describePlane,
        orbit: { along: "rotations", points: planeOrbit },
      });
}

async function measure<Element>(
  { model, evaluate, shapes }: RunnableModel,
  options: CheckModelOptions,
  { parse, all, sample, describe, orbit }: Elements<Element>,
): Promise<CheckedModel> {
  const read = (texts: NamedTexts): Map<string | undefined, ShapedAction<Element>> =>
    new Map(Array.from(texts, ([name, text]) => [name, parse(text)]));
  const signature = modelSignature(model, read(options.input), read(options.output));
  const f = (x: Arrays): Promise<Arrays> => evaluate(signature, x);
  const acting = {
    ...actionsOf(signature, shapes),
    inputs: (random: Random) => drawInputs(signature, options.scale, random),
  };
  const found = await actionError(f, {
    ...acting,
    elements: all ?? sample,
    count: options.elements,
    random: options.random,
  });
  const { data, text } = describe(found.worst.element);
  const profile = options.orbit
    ? await orbitProfile(f, {
        ...acting,
        orbit: orbit.points,
        random: options.random.split("orbit"),
      })
    : undefined;
  return {
    error: found.error,
    outputs: found.outputs,
    worst: { ...found.worst, element: data, text },
    elements: found.elements,
    complete: all !== undefined,
    orbit:
      profile === undefined
        ? undefined
        : {
            along: orbit.along,
            points: profile.points.map(({ max, mean }, i) => ({
              element: describe(orbit.points[i].element).text,
              max,
              mean,
            })),
            max: profile.max,
            mean: profile.mean,
          },
  };
}

type ByName<Element> = Readonly<Record<string, (g: Element, x: Float64Array) => Float64Array>>;

/** The actions on arrays of the shapes that the model takes and gave last. */
function actionsOf<Element>(
  { inputs, outputs }: ModelSignature<ShapedAction<Element>>,
  shapes: RunnableModel["shapes"],
): { readonly input: ByName<Element>; readonly output: ByName<Element> } {
  return {
    input: Object.fromEntries(
      Array.from(inputs, ([name, { action, shape }]) => [
        name,
        (g: Element, x: Float64Array) => action.act(g, x, shape),
      ]),
    ),
    output: Object.fromEntries(
      Array.from(outputs, ([name, action]) => [
        name,
        (g: Element, y: Float64Array) => {
          const shape = shapes.get(name) ?? [];
          requireShape(name, shape, action);
          return action.act(g, y, shape);
        },
      ]),
    ),
  };
}

function requireShape<Element>(
  name: string,
  shape: readonly number[],
  { text, lengths, squares }: ShapedAction<Element>,
): void {
  const fits =
    Array.from(lengths).every(([axis, length]) => shape.at(axis) === length) &&
    squares.every(([a, b]) => shape.at(a) === shape.at(b));
  if (fits) return;
  throw new ShapeError(
    `check: expected output ${name} to fit ${text}, got shape [${shape.join(", ")}]`,
  );
}

function finiteElements(
  name: string,
  group: FiniteGroup,
  { elements, random }: CheckModelOptions,
): Elements<number> {
  const complete = group.order <= elements;
  const some = random.split("elements");
  const listed = complete
    ? group.elements
    : Array.from({ length: elements }, (_, k) => group.sample(some.split(k)));
  return {
    parse: (text) => parseFiniteAction(name, group, text),
    all: complete ? group.elements : undefined,
    sample: (stream) => group.sample(stream),
    describe: (g) => ({ data: { name: group.elementName(g) }, text: group.elementName(g) }),
    orbit: {
      along: complete ? `all elements of ${name}` : `${elements} random elements of ${name}`,
      points: listed.map((element, parameter) => ({ parameter, element })),
    },
  };
}

const stepDegrees = 15;

const planeOrbit: readonly OrbitPoint<Float64Array>[] = Array.from(
  { length: 360 / stepDegrees },
  (_, k) => ({
    parameter: k * stepDegrees,
    element: planeRotation((k * stepDegrees * Math.PI) / 180),
  }),
);

/** A rotation, or a rotation after the flip diag(1, -1). */
function describePlane([a, b, c, d]: Float64Array): {
  readonly data: object;
  readonly text: string;
} {
  const flips = a * d - b * c < 0;
  const degrees = ((Math.atan2(c, a) * 180) / Math.PI + 360) % 360;
  const text = `rotation ${degrees.toFixed(0)} deg${flips ? " after a flip" : ""}`;
  return { data: { degrees, flips }, text };
}
