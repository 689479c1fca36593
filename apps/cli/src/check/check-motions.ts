import { axisAngleToMatrix, Irreps } from "@erlangen/groups";
import {
  elementToText,
  equivarianceError,
  orbitProfile,
  rowAction,
  type ElementDescription,
  type EuclideanGroupName,
} from "@erlangen/metrics";
import { ArgumentError } from "@erlangen/numerics";
import type { Arrays, CheckedModel, CheckModelOptions, RunnableModel } from "./check-model.ts";
import { drawInputs } from "./draw-inputs.ts";
import { modelSignature, type ModelSignature, type ShapeDemand } from "./model-signature.ts";
import type { NamedTexts } from "./representation-arguments.ts";

/** Irreps of O(3) on the last axis. */
interface IrrepsDemand extends ShapeDemand {
  readonly irreps: Irreps;
}

/** Checks a model for a group of motions of space. */
export async function checkMotions(
  { model, evaluate }: RunnableModel,
  options: CheckModelOptions,
  group: EuclideanGroupName,
): Promise<CheckedModel> {
  const signature = modelSignature(model, parseIrreps(options.input), parseIrreps(options.output));
  const { inputs, outputs } = signature;
  const { error, worst, ...found } = await equivarianceError(
    (x: Arrays) => evaluate(signature, x),
    {
      input: Object.fromEntries(Array.from(inputs, ([name, { action }]) => [name, action.irreps])),
      output: Object.fromEntries(Array.from(outputs, ([name, { irreps }]) => [name, irreps])),
      random: options.random,
      elements: options.elements,
      group,
      inputs: (random) => drawInputs(signature, options.scale, random),
    },
  );
  return {
    error,
    outputs: found.outputs,
    worst: { ...worst, text: elementToText(worst.element) },
    elements: found.elements,
    complete: false,
    orbit: options.orbit
      ? await turnAbout(worst.element.axis, signature, evaluate, options)
      : undefined,
  };
}

const stepDegrees = 15;

/** The error along the rotations about an axis. */
async function turnAbout(
  axis: ElementDescription["axis"],
  signature: ModelSignature<IrrepsDemand>,
  evaluate: RunnableModel["evaluate"],
  { scale, random }: CheckModelOptions,
): Promise<CheckedModel["orbit"]> {
  const act = ({ irreps }: IrrepsDemand) => {
    const action = rowAction(irreps);
    return (g: Float64Array, x: Float64Array): Float64Array => action.act(g, x);
  };
  const orbit = Array.from({ length: 360 / stepDegrees }, (_, k) => ({
    parameter: k * stepDegrees,
    element: axisAngleToMatrix({ axis, angle: (k * stepDegrees * Math.PI) / 180 }),
  }));
  const profile = await orbitProfile((x: Arrays) => evaluate(signature, x), {
    input: Object.fromEntries(
      Array.from(signature.inputs, ([name, { action }]) => [name, act(action)]),
    ),
    output: Object.fromEntries(Array.from(signature.outputs, ([name, one]) => [name, act(one)])),
    orbit,
    inputs: (stream) => drawInputs(signature, scale, stream),
    random: random.split("orbit"),
  });
  return {
    ...profile,
    along: `rotations about (${axis.map((part) => part.toFixed(1)).join(", ")})`,
    points: profile.points.map(({ parameter, max, mean }) => ({
      element: `${parameter} deg`,
      max,
      mean,
    })),
  };
}

function parseIrreps(texts: NamedTexts): Map<string | undefined, IrrepsDemand> {
  return new Map(
    Array.from(texts, ([name, text]) => {
      const irreps = text === "trivial" ? Irreps.parse("0e") : Irreps.parse(text);
      if (irreps.dim === 0) {
        throw new ArgumentError(`check: expected irreps such as 1o or 8x0e+4x1o, got "${text}"`);
      }
      // A scalar may do without an axis of its own.
      const lengths = irreps.dim === 1 ? new Map() : new Map([[-1, irreps.dim]]);
      return [name, { text: String(irreps), lengths, squares: [], irreps }];
    }),
  );
}
