import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { allocate, type DType, type Storage } from "../dtype.ts";
import { formatShape, sizeOf, type Shape } from "../shape.ts";
import { Tensor, type Spec } from "../tensor.ts";

/** Zeros of a shape; default float32. */
export function zeros(shape: Shape, dtype: DType = "float32"): Tensor {
  return create("zeros", shape, dtype);
}

/** Ones of a shape; default float32. */
export function ones(shape: Shape, dtype: DType = "float32"): Tensor {
  return create("ones", shape, dtype, (data) => data.fill(1));
}

/** One value everywhere; default float32. */
export function full(shape: Shape, value: number, dtype: DType = "float32"): Tensor {
  return create("full", shape, dtype, (data) => data.fill(value));
}

/** Zeros of the shape and element type of another tensor. */
export function zerosLike(x: Spec): Tensor {
  return zeros(x.shape, x.dtype);
}

/** Ones of the shape and element type of another tensor. */
export function onesLike(x: Spec): Tensor {
  return ones(x.shape, x.dtype);
}

/** Range of numbers for {@link arange}. */
export interface ArangeOptions {
  /** First number; default 0. */
  readonly start?: number;
  /** Bound, not included. */
  readonly stop: number;
  /** Distance, not 0; default 1. */
  readonly step?: number;
  /** Default float32. */
  readonly dtype?: DType;
}

/**
 * start, start + step, ... short of stop.
 *
 * @param range - The bound alone (then float32 from 0), or all of {@link ArangeOptions}.
 * @throws ArgumentError when a number is not finite or `step` is 0.
 *
 * ```ts
 * import { arange } from "@erlangen/tensor";
 *
 * arange(3).toArray(); // => [0, 1, 2]
 * arange({ start: 1, stop: 0, step: -0.5 }).toArray(); // => [1, 0.5]
 * ```
 */
export function arange(range: number | ArangeOptions): Tensor {
  const {
    start = 0,
    stop,
    step = 1,
    dtype = "float32",
  } = typeof range === "number" ? { stop: range } : range;
  if (![start, stop, step].every(Number.isFinite) || step === 0) {
    throw new ArgumentError(
      `arange: expected finite start, stop and step other than 0, got ${start}, ${stop} and ${step}`,
    );
  }
  const count = Math.max(0, Math.ceil((stop - start) / step));
  return create("arange", [count], dtype, (data) => {
    for (let i = 0; i < count; i++) data[i] = start + i * step;
  });
}

/**
 * `count` numbers from `start` to `stop`, both included, at equal distances; default float32.
 *
 * @throws ArgumentError when `count` is not a positive integer.
 */
export function linspace(
  start: number,
  stop: number,
  count: number,
  dtype: DType = "float32",
): Tensor {
  if (!Number.isInteger(count) || count < 1) {
    throw new ArgumentError(`linspace: expected count to be a positive integer, got ${count}`);
  }
  return create("linspace", [count], dtype, (data) => {
    for (let i = 0; i < count; i++) {
      data[i] =
        i === count - 1 && count > 1 ? stop : start + ((stop - start) * i) / Math.max(1, count - 1);
    }
  });
}

/** The identity matrix `[n, n]`; default float32. */
export function eye(n: number, dtype: DType = "float32"): Tensor {
  return create("eye", [n, n], dtype, (data) => {
    for (let i = 0; i < n; i++) data[i * (n + 1)] = 1;
  });
}

/** Internal: float64 numbers in the given element type. */
export function constant(values: Float64Array, shape: Shape, dtype: DType): Tensor {
  return create("constant", shape, dtype, (data) => data.set(values));
}

function create(
  caller: string,
  shape: Shape,
  dtype: DType,
  fill?: (data: Storage) => void,
): Tensor {
  if (!Array.isArray(shape)) {
    throw new ArgumentError(
      `${caller}: expected shape to be an array of lengths, got ${typeof shape}`,
    );
  }
  if (!shape.every((length) => Number.isInteger(length) && length >= 0)) {
    throw new ShapeError(
      `${caller}: expected shape of non-negative integers, got ${formatShape(shape)}`,
    );
  }
  const data = allocate(dtype, sizeOf(shape));
  fill?.(data);
  return new Tensor({ shape: [...shape], dtype }, data);
}
