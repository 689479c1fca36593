import type { OnnxModel } from "@erlangen/backends/onnx";
import type { Irreps } from "@erlangen/groups";
import { ArgumentError } from "@erlangen/numerics";
import { isFloat, sizeOf, type DType, type FloatDType } from "@erlangen/tensor";
import { parseReference, requireFit } from "./reference-numbers.ts";
import type { NamedIrreps } from "./representation-arguments.ts";

/** An input that the group acts on. */
export interface CheckedInput {
  readonly irreps: Irreps;
  readonly dtype: FloatDType;
  readonly shape: readonly number[];
  /** Numbers of a typical input, from the file. */
  readonly reference: Float64Array | undefined;
}

/** How a model transforms. */
export interface ModelSignature {
  readonly inputs: ReadonlyMap<string, CheckedInput>;
  readonly outputs: ReadonlyMap<string, Irreps>;
}

/** Lengths of the axes; text where the file leaves them open. */
type OpenShape = readonly (number | string)[];

/** What an open length is when nothing says so. */
const openLength = 8;

/**
 * Fits representations to the inputs and outputs of a model.
 *
 * The last axis carries the representation; scalars may do without it. Lengths that the file leaves open follow from
 * the irreps and from the reference numbers in its metadata (`erlangen.<input>`, a JSON array), else they are 8.
 *
 * @throws ArgumentError when names, element types or shapes do not fit.
 */
export function modelSignature(
  model: Pick<OnnxModel, "content" | "inputs" | "outputs">,
  input: NamedIrreps,
  output: NamedIrreps,
): ModelSignature {
  const inputIrreps = irrepsByName("--input", input, model.inputs);
  const outputs = irrepsByName("--output", output, model.outputs);
  for (const { name, shape } of model.outputs) {
    requireLastAxis(`--output ${name}`, shape, outputs.get(name));
  }
  const lengths = new Map<string, number>();
  const open = model.inputs.map(({ name, elementType, shape: declared }) => {
    const irreps = inputIrreps.get(name);
    const shape = declared.map((length, axis) => (length === "?" ? `${name} ${axis}` : length));
    if (irreps === undefined) {
      throw new ArgumentError(
        `check: expected --input with irreps for every input of the model, got none for ${name}`,
      );
    }
    requireLastAxis(`--input ${name}`, shape, irreps);
    const key = `erlangen.${name}`;
    const reference = parseReference(key, model.content.metadata[key]);
    bindLengths({ shape, irreps, reference }, lengths);
    return { name, key, shape, irreps, reference, dtype: floatType(name, elementType) };
  });
  const inputs = open.map(({ name, key, ...known }): [string, CheckedInput] => {
    const shape = known.shape.map((length) =>
      typeof length === "number" ? length : (lengths.get(length) ?? openLength),
    );
    requireFit(key, shape, known.reference);
    return [name, { ...known, shape }];
  });
  return { inputs: new Map(inputs), outputs };
}

function irrepsByName(
  option: string,
  irreps: NamedIrreps,
  values: readonly { readonly name: string }[],
): Map<string, Irreps> {
  const names = values.map(({ name }) => name);
  const result = new Map<string, Irreps>();
  for (const [given, value] of irreps) {
    const name = given ?? (names.length === 1 ? names[0] : undefined);
    if (name === undefined || !names.includes(name)) {
      const got = given === undefined ? "no name" : `"${given}"`;
      throw new ArgumentError(
        `check: expected ${option} name:irreps with names of the model (${names.join(", ")}), got ${got}`,
      );
    }
    result.set(name, value);
  }
  return result;
}

function requireLastAxis(place: string, shape: OpenShape, irreps: Irreps | undefined): void {
  const last = shape.at(-1);
  if (irreps === undefined || irreps.dim === 1) return;
  if (typeof last === "string" || last === irreps.dim) return;
  throw new ArgumentError(
    `check: expected ${place}:${irreps} to fit the last axis, [..., ${irreps.dim}], got shape [${shape.join(", ")}]`,
  );
}

function floatType(name: string, elementType: string): FloatDType {
  const dtype = elementType as DType;
  if (isFloat(dtype)) return dtype;
  throw new ArgumentError(
    `check: expected input ${name} of float32 or float64, got ${elementType}`,
  );
}

/** Learns open lengths: of the last axis from the irreps, of one other axis from the reference. */
function bindLengths(
  {
    shape,
    irreps,
    reference,
  }: { shape: OpenShape; irreps: Irreps; reference: Float64Array | undefined },
  lengths: Map<string, number>,
): void {
  const last = shape.at(-1);
  if (typeof last === "string" && irreps.dim > 1) lengths.set(last, irreps.dim);
  const lengthOf = (length: number | string): number | undefined =>
    typeof length === "number" ? length : lengths.get(length);
  const [free, ...others] = shape.filter((length) => lengthOf(length) === undefined);
  if (reference === undefined || typeof free !== "string" || others.length > 0) return;
  lengths.set(free, reference.length / sizeOf(shape.map((length) => lengthOf(length) ?? 1)));
}
