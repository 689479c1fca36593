import { sizeOf, type DType, type Shape, type Storage } from "@erlangen/tensor";
import type { Lowered } from "./lowering/lowering.ts";
import type { OnnxAttribute, OnnxNode } from "./model.ts";
import { elementTypeCodeOf, type OnnxTensor } from "./onnx-tensor.ts";
import { sameShape } from "./stored-shape.ts";

/** Static arguments of an operator: whole numbers, lists of them, or text. */
export type OperatorAttributes = Readonly<Record<string, number | readonly number[] | string>>;

/** Constants of at most this many elements are shared when they are equal. */
const sharedSize = 64;

/** Collects nodes and constants, and shares what is equal. */
export class OnnxBuilder {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxTensor[] = [];
  readonly #prefix: string;
  readonly #applied = new Map<string, readonly string[]>();
  readonly #constants = new Map<string, string>();
  /** Where reshaped values come from. */
  readonly #reshaped = new Map<string, { readonly name: string; readonly shape: Shape }>();
  #count = 0;

  /** @param prefix - Of the names of inner values. */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** The value that an operator computes; an application that is already there is used again. */
  node(operator: string, inputs: readonly string[], attributes: OperatorAttributes = {}): string {
    return this.results(operator, inputs, attributes, 1)[0];
  }

  /** The values that an operator with several outputs computes. */
  results(
    operator: string,
    inputs: readonly string[],
    attributes: OperatorAttributes,
    count: number,
  ): readonly string[] {
    const key = JSON.stringify([operator, inputs, attributes, count]);
    const known = this.#applied.get(key);
    if (known !== undefined) return known;
    const outputs = Array.from({ length: count }, () => this.#fresh());
    this.nodes.push({
      operator,
      domain: "",
      name: "",
      inputs,
      outputs,
      attributes: Object.entries(attributes).map(toAttribute),
    });
    this.#applied.set(key, outputs);
    return outputs;
  }

  /** A constant of the program. */
  constant(data: Storage, shape: Shape, dtype: DType): string {
    return this.#initializer(dtype, shape, data);
  }

  /** A constant that broadcasts to every shape. */
  scalar(value: number, dtype: DType): string {
    const data =
      dtype === "float32"
        ? Float32Array.of(value)
        : dtype === "float64"
          ? Float64Array.of(value)
          : dtype === "int32"
            ? Int32Array.of(value)
            : Uint8Array.of(value);
    return this.#initializer(dtype, [], data);
  }

  /** A list of int64, as operators take shapes and axes. */
  integers(values: readonly number[]): string {
    return this.#initializer("int64", [values.length], BigInt64Array.from(values, BigInt));
  }

  /** The value converted to an element type. */
  cast(name: string, dtype: DType | "int64"): string {
    return this.node("Cast", [name], { to: elementTypeCodeOf("graphToOnnx", dtype) });
  }

  /** The elements in another shape of the same size; of several in a row, only the last one counts. */
  reshape(name: string, from: Shape, to: Shape): string {
    if (sameShape(from, to)) return name;
    const original = this.#reshaped.get(name) ?? { name, shape: from };
    if (sameShape(original.shape, to)) return original.name;
    const result = this.node("Reshape", [original.name, this.integers(to)]);
    this.#reshaped.set(result, original);
    return result;
  }

  /** The axes in another order. */
  transpose(name: string, permutation: readonly number[]): string {
    return permutation.every((from, axis) => from === axis)
      ? name
      : this.node("Transpose", [name], { perm: permutation });
  }

  /** The name of a value that has all of `shape`, broadcast now if that was put off. */
  full(value: Lowered, shape: Shape): string {
    if (sameShape(value.stored, shape)) return value.name;
    if (sizeOf(value.stored) === sizeOf(shape)) {
      return this.reshape(value.name, value.stored, shape);
    }
    return this.node("Expand", [value.name, this.integers(shape)]);
  }

  #initializer(elementType: DType | "int64", shape: Shape, data: Storage | BigInt64Array): string {
    const key =
      data.length <= sharedSize
        ? JSON.stringify([
            elementType,
            shape,
            Array.from(data as ArrayLike<number | bigint>, exact),
          ])
        : undefined;
    const known = key === undefined ? undefined : this.#constants.get(key);
    if (known !== undefined) return known;
    const name = this.#fresh();
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.initializers.push({ name, elementType, shape, bytes });
    if (key !== undefined) this.#constants.set(key, name);
    return name;
  }

  #fresh(): string {
    return `${this.#prefix}${this.#count++}`;
  }
}

/** Text that differs wherever two numbers do: JSON knows neither -0 nor NaN. */
function exact(value: number | bigint): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

function toAttribute([name, value]: [string, number | readonly number[] | string]): OnnxAttribute {
  if (typeof value === "number") return { name, kind: "int", value };
  if (typeof value === "string") return { name, kind: "string", value };
  return { name, kind: "ints", value };
}
