import { ArgumentError, ErlangenError, ShapeError } from "@erlangen/numerics";
import { allocate, dtypeOf, type DType, type Storage } from "./dtype.ts";
import type { Primitive } from "./primitive.ts";
import { formatShape, sizeOf, type Shape } from "./shape.ts";

/** Shape and element type: what is known of a tensor before any number exists. */
export interface Spec {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** Where a traced tensor comes from: an input of the trace, or a primitive applied to tensors. */
export type Origin =
  | { readonly kind: "input"; readonly name: string }
  | {
      readonly kind: "application";
      readonly primitive: Primitive<unknown>;
      readonly attributes: unknown;
      readonly inputs: readonly Tensor[];
    };

/**
 * An immutable array of numbers, or the promise of one inside a trace.
 *
 * A tensor in host memory holds `data` (row-major) and is freed by the garbage collector. A traced tensor holds its
 * `origin`: asking for its numbers is an error, because they do not exist yet. Everything else is a function.
 */
export class Tensor implements Spec {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly #content: Storage | Origin;

  /** Internal: use {@link tensor}, or any function of this package. */
  constructor(spec: Spec, content: Storage | Origin) {
    this.shape = spec.shape;
    this.dtype = spec.dtype;
    this.#content = content;
  }

  /** Number of elements. */
  get size(): number {
    return sizeOf(this.shape);
  }

  /** Number of axes. */
  get rank(): number {
    return this.shape.length;
  }

  /** Where a traced tensor comes from; `undefined` in host memory. */
  get origin(): Origin | undefined {
    return ArrayBuffer.isView(this.#content) ? undefined : this.#content;
  }

  /**
   * The elements, row-major. Do not write to them.
   *
   * @throws ErlangenError when the tensor is part of a trace and has no numbers yet.
   */
  get data(): Storage {
    if (ArrayBuffer.isView(this.#content)) return this.#content;
    throw new ErlangenError(
      "argument",
      `tensor.data: expected a tensor with numbers, got one inside a trace (${this.dtype} ${formatShape(this.shape)}); ` +
        "a compiled or differentiated function sees shapes only",
    );
  }

  /**
   * The only element, as a number.
   *
   * @throws ShapeError when there is not exactly one.
   */
  item(): number {
    if (this.size !== 1) {
      throw new ShapeError(
        `tensor.item: expected one element, got shape ${formatShape(this.shape)}`,
      );
    }
    return this.data[0];
  }

  /** The elements as nested arrays, one level for each axis. */
  toArray(): NestedNumbers {
    const { data, shape } = this;
    const nest = (axis: number, offset: number, stride: number): NestedNumbers => {
      if (axis === shape.length) return data[offset];
      const inner = stride / shape[axis];
      return Array.from({ length: shape[axis] }, (_, i) =>
        nest(axis + 1, offset + i * inner, inner),
      );
    };
    return nest(0, 0, this.size);
  }

  toString(): string {
    return this.origin === undefined
      ? `Tensor ${this.dtype} ${formatShape(this.shape)} ${JSON.stringify(this.size <= 64 ? this.toArray() : "...")}`
      : `Tensor ${this.dtype} ${formatShape(this.shape)} (traced)`;
  }
}

/** A number, or arrays of them nested to any depth. */
export type NestedNumbers = number | readonly NestedNumbers[];

/** What {@link tensor} accepts. */
export type TensorData = NestedNumbers | Storage | boolean | readonly boolean[];

/**
 * Makes a tensor in host memory.
 *
 * A typed array keeps its element type and is shared, not copied; other data become `float32` (booleans `bool`)
 * unless `dtype` says otherwise.
 *
 * @param data - A number, nested arrays of equal lengths, or a flat typed array.
 * @param shape - Default: the nesting of `data`, or `[data.length]`.
 * @param dtype - Default: see above.
 * @throws ShapeError when the number of elements does not fit `shape`, or nested lengths differ.
 *
 * ```ts
 * import { tensor } from "@erlangen/tensor";
 *
 * tensor([[1, 2, 3], [4, 5, 6]]).shape; // => [2, 3]
 * ```
 */
export function tensor(data: TensorData, shape?: Shape, dtype?: DType): Tensor {
  if (ArrayBuffer.isView(data)) {
    const type = dtype ?? dtypeOf(data);
    const storage = type === dtypeOf(data) ? data : convert(data, type);
    return checked(storage, shape ?? [data.length], type);
  }
  const inferred: number[] = [];
  for (let level: unknown = data; Array.isArray(level); level = level[0])
    inferred.push(level.length);
  const flat: (number | boolean)[] = [];
  const collect = (value: unknown, axis: number): void => {
    if (Array.isArray(value)) {
      if (value.length !== inferred[axis]) {
        throw new ShapeError(
          `tensor: expected data nested with equal lengths ${formatShape(inferred)}, got ${value.length} at depth ${axis}`,
        );
      }
      for (const inner of value) collect(inner, axis + 1);
    } else if (
      (typeof value === "number" || typeof value === "boolean") &&
      axis === inferred.length
    ) {
      flat.push(value);
    } else {
      throw new ArgumentError(
        `tensor: expected data of numbers or booleans, got ${describe(value)}`,
      );
    }
  };
  collect(data, 0);
  const type = dtype ?? (typeof flat[0] === "boolean" ? "bool" : "float32");
  return checked(convert(flat, type), shape ?? inferred, type);
}

function checked(storage: Storage, shape: Shape, dtype: DType): Tensor {
  for (const length of shape) {
    if (!Number.isInteger(length) || length < 0) {
      throw new ShapeError(
        `tensor: expected shape of non-negative integers, got ${formatShape(shape)}`,
      );
    }
  }
  if (sizeOf(shape) !== storage.length) {
    throw new ShapeError(
      `tensor: expected ${sizeOf(shape)} elements for shape ${formatShape(shape)}, got ${storage.length}`,
    );
  }
  return new Tensor({ shape: [...shape], dtype }, storage);
}

function convert(values: ArrayLike<number | boolean>, dtype: DType): Storage {
  const storage = allocate(dtype, values.length);
  for (let i = 0; i < values.length; i++) {
    storage[i] = dtype === "bool" ? (values[i] ? 1 : 0) : Number(values[i]);
  }
  return storage;
}

function describe(value: unknown): string {
  return Array.isArray(value) ? "arrays of unequal depth" : `${typeof value} ${String(value)}`;
}
