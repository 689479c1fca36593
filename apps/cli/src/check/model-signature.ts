import type { OnnxModel } from "@erlangen/backends/onnx";
import { ArgumentError } from "@erlangen/numerics";
import { isFloat, sizeOf, type DType, type FloatDType } from "@erlangen/tensor";
import { parseReference, requireFit } from "./reference-numbers.ts";

/** What an action asks of the shape of its array. */
export interface ShapeDemand {
  /** As the user wrote it. */
  readonly text: string;
  /** Lengths that axes must have; negative axes count from the last. */
  readonly lengths: ReadonlyMap<number, number>;
  /** Pairs of axes of equal length. */
  readonly squares: readonly (readonly [number, number])[];
}

/** Actions by the name of an input or output; without a name when there is only one. */
export type NamedActions<Action> = ReadonlyMap<string | undefined, Action>;

/** An input that the group acts on. */
export interface CheckedInput<Action> {
  readonly action: Action;
  readonly dtype: FloatDType;
  readonly shape: readonly number[];
  /** Numbers of a typical input, from the file. */
  readonly reference: Float64Array | undefined;
}

/** How a model transforms. */
export interface ModelSignature<Action> {
  readonly inputs: ReadonlyMap<string, CheckedInput<Action>>;
  readonly outputs: ReadonlyMap<string, Action>;
}

/** Lengths of the axes; text where the file leaves them open. */
type OpenShape = readonly (number | string)[];

/** What an open length is when nothing says so. */
const openLength = 8;

/**
 * Fits actions to the inputs and outputs of a model.
 *
 * Lengths that the file leaves open follow from the actions and from the reference numbers in its metadata (`erlangen.<input>`, a JSON array), else they are 8.
 *
 * @throws ArgumentError when names, element types or shapes do not fit.
 */
export function modelSignature<Action extends ShapeDemand>(
  model: Pick<OnnxModel, "content" | "inputs" | "outputs">,
  input: NamedActions<Action>,
  output: NamedActions<Action>,
): ModelSignature<Action> {
  const inputActions = actionsByName("--input", input, model.inputs);
  const outputs = actionsByName("--output", output, model.outputs);
  for (const { name, shape } of model.outputs) {
    const action = outputs.get(name);
    if (action !== undefined) requireAxes(`--output ${name}`, shape, action);
  }
  const lengths = new Map<string, number>();
  const open = model.inputs.map(({ name, elementType, shape: declared }) => {
    const action = inputActions.get(name);
    const shape = declared.map((length, axis) => (length === "?" ? `${name} ${axis}` : length));
    if (action === undefined) {
      throw new ArgumentError(
        `check: expected --input with a representation for every input of the model, got none for ${name}`,
      );
    }
    requireAxes(`--input ${name}`, shape, action);
    const key = `erlangen.${name}`;
    const reference = parseReference(key, model.content.metadata[key]);
    bindLengths({ shape, action, reference }, lengths);
    return { name, key, shape, action, reference, dtype: floatType(name, elementType) };
  });
  const inputs = open.map(({ name, key, ...known }): [string, CheckedInput<Action>] => {
    const shape = known.shape.map((length) =>
      typeof length === "number" ? length : (lengths.get(length) ?? openLength),
    );
    requireFit(key, shape, known.reference);
    return [name, { ...known, shape }];
  });
  return { inputs: new Map(inputs), outputs };
}

function actionsByName<Action>(
  option: string,
  actions: NamedActions<Action>,
  values: readonly { readonly name: string }[],
): Map<string, Action> {
  const names = values.map(({ name }) => name);
  const result = new Map<string, Action>();
  for (const [given, value] of actions) {
    const name = given ?? (names.length === 1 ? names[0] : undefined);
    if (name === undefined || !names.includes(name)) {
      const got = given === undefined ? "no name" : `"${given}"`;
      throw new ArgumentError(
        `check: expected ${option} name:representation with names of the model (${names.join(", ")}), got ${got}`,
      );
    }
    result.set(name, value);
  }
  return result;
}

/** Checks the lengths that the file fixes. */
function requireAxes(
  place: string,
  shape: OpenShape,
  { text, lengths, squares }: ShapeDemand,
): void {
  const got = `got shape [${shape.join(", ")}]`;
  for (const [axis, expected] of lengths) {
    const length = shape.at(axis);
    if (length === expected || (typeof length === "string" && axis < shape.length)) continue;
    const what =
      axis === -1 ? `the last axis, [..., ${expected}]` : `axis ${axis} of length ${expected}`;
    throw new ArgumentError(`check: expected ${place}:${text} to fit ${what}, ${got}`);
  }
  for (const [first, second] of squares) {
    const [a, b] = [shape.at(first), shape.at(second)];
    if (a !== undefined && b !== undefined && (a === b || typeof a !== typeof b)) continue;
    if (typeof a === "string" && typeof b === "string") continue;
    throw new ArgumentError(
      `check: expected ${place}:${text} to fit axes ${first} and ${second} of equal length, ${got}`,
    );
  }
}

function floatType(name: string, elementType: string): FloatDType {
  const dtype = elementType as DType;
  if (isFloat(dtype)) return dtype;
  throw new ArgumentError(
    `check: expected input ${name} of float32 or float64, got ${elementType}`,
  );
}

/** Learns open lengths: from the action, and of one other axis from the reference. */
function bindLengths(
  {
    shape,
    action,
    reference,
  }: { shape: OpenShape; action: ShapeDemand; reference: Float64Array | undefined },
  lengths: Map<string, number>,
): void {
  for (const [axis, length] of action.lengths) {
    const open = shape.at(axis);
    if (typeof open === "string") lengths.set(open, length);
  }
  const lengthOf = (length: number | string): number | undefined =>
    typeof length === "number" ? length : lengths.get(length);
  for (const pair of action.squares) {
    const sides = pair.flatMap((axis) => shape.at(axis) ?? []);
    const known = sides.map(lengthOf).find((length) => length !== undefined) ?? openLength;
    for (const side of sides) if (typeof side === "string") lengths.set(side, known);
  }
  const [free, ...others] = shape.filter((length) => lengthOf(length) === undefined);
  if (reference === undefined || typeof free !== "string" || others.length > 0) return;
  lengths.set(free, reference.length / sizeOf(shape.map((length) => lengthOf(length) ?? 1)));
}
