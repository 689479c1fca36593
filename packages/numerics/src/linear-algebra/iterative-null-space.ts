import { ArgumentError, ConvergenceError, ShapeError } from "../errors.ts";
import { Random } from "../random/random.ts";
import { requireInteger, show } from "../require.ts";
import type { NullSpace } from "./null-space.ts";

/** A matrix A [rows, columns] that is known only by what it does to vectors. */
export interface LinearOperator {
  readonly rows: number;
  readonly columns: number;
  /** A x: [columns] → [rows]; neither changes `x` nor returns it. */
  apply(x: Float64Array): Float64Array;
  /** Aᵀ y: [rows] → [columns]; neither changes `y` nor returns it. */
  applyTranspose(y: Float64Array): Float64Array;
}

/** How `iterativeNullSpace` works. */
export interface IterativeNullSpaceOptions {
  /** Where the trial vectors come from. */
  readonly random: Random;
  /** A unit vector x is null when |A x| is below this times |A|; in (0, 1), default 1e-12. */
  readonly tolerance?: number;
  /** Products with A for each basis vector, after which it gives up; default 20,000. */
  readonly maxIterations?: number;
  /** Dimension beyond which it gives up; default `columns`. */
  readonly maxDim?: number;
}

/** A projection shorter than this, next to the vector projected, is zero. */
const vanishing = 1e-9;
/** Products after which the residual is computed afresh, as the recurrence drifts. */
const cycle = 500;

/**
 * An orthonormal basis of the null space {x : A x = 0} of an operator, from products with A and Aᵀ alone.
 *
 * A trial vector of normals is projected on the null space: p = x - A⁺ A x, by conjugate gradients on the normal
 * equations (CGLS), which keep p in the affine space x + range(Aᵀ) and take |A p| to 0. Each p, orthogonal to those
 * found before, is one more basis vector. When p vanishes the null space is complete: a normal vector misses what is
 * left of it with probability 0.
 *
 * Cost: (dim + 1) solves of about κ ln(1/tolerance) products with A and Aᵀ each, κ the ratio of the largest singular
 * value to the smallest that is not zero. Memory: dim + 6 vectors.
 *
 * Numerics: after convergence the residual is computed afresh from A, and the iteration goes on from there until
 * that one is small too; so |A p| ≤ tolerance |A| |p| holds for the vectors returned.
 *
 * @param operator - A, with both extents at least 1.
 * @throws ConvergenceError when a vector needs more than `maxIterations`, or the dimension exceeds `maxDim`;
 * ArgumentError for options out of range, and for an operator that returns numbers that are not finite; ShapeError
 * when it returns a wrong length.
 *
 * Source: Björck (1996), «Numerical methods for least squares problems», section 7.4.1 (CGLS).
 *
 * ```ts
 * import { Random, iterativeNullSpace } from "@erlangen/numerics";
 *
 * const difference = {
 *   rows: 2,
 *   columns: 3,
 *   apply: (x: Float64Array) => Float64Array.of(x[1] - x[0], x[2] - x[1]),
 *   applyTranspose: (y: Float64Array) => Float64Array.of(-y[0], y[0] - y[1], y[1]),
 * };
 * const { dim, basis } = iterativeNullSpace(difference, { random: Random.fromSeed(0) });
 * dim; // => 1
 * Math.abs(basis[2]); // => 0.577350269190
 * ```
 */
export function iterativeNullSpace(
  operator: LinearOperator,
  options: IterativeNullSpaceOptions,
): NullSpace {
  const { random, tolerance, maxIterations, maxDim } = checked(operator, options);
  const { columns } = operator;
  const size = operatorNorm(operator, random);
  const found: Float64Array[] = [];
  while (found.length < columns) {
    const trial = random.normal(columns);
    orthogonalize(trial, found);
    normalize(trial);
    const vector = project(operator, trial, { threshold: tolerance * size, maxIterations, found });
    if (vector === undefined) break;
    if (found.length === maxDim) {
      throw new ConvergenceError(
        `iterativeNullSpace: expected a null space of dimension at most maxDim = ${maxDim}, got more; raise maxDim`,
      );
    }
    found.push(vector);
  }
  const basis = new Float64Array(found.length * columns);
  found.forEach((vector, i) => basis.set(vector, i * columns));
  return { dim: found.length, basis };
}

function checked(
  operator: LinearOperator,
  options: IterativeNullSpaceOptions,
): Required<IterativeNullSpaceOptions> {
  const where = "iterativeNullSpace";
  requireInteger(where, "operator.rows", operator?.rows, { least: 1 });
  requireInteger(where, "operator.columns", operator.columns, { least: 1 });
  const { tolerance = 1e-12, maxIterations = 20_000, maxDim = operator.columns } = options;
  if (!(options.random instanceof Random)) {
    throw new ArgumentError(`${where}: expected random as a Random, got ${show(options.random)}`);
  }
  if (!(tolerance > 0 && tolerance < 1)) {
    throw new ArgumentError(`${where}: expected tolerance in (0, 1), got ${show(tolerance)}`);
  }
  requireInteger(where, "maxIterations", maxIterations, { least: 1 });
  requireInteger(where, "maxDim", maxDim);
  return { random: options.random, tolerance, maxIterations, maxDim };
}

/** |A| from below, by a few steps of the power method: within a small factor. */
function operatorNorm(operator: LinearOperator, random: Random): number {
  const x = random.normal(operator.columns);
  normalize(x);
  let size = 0;
  for (let step = 0; step < 8; step++) {
    const y = image(operator, x);
    size = Math.max(size, norm(y));
    x.set(pullBack(operator, y));
    if (normalize(x) === 0) break;
  }
  return size;
}

interface Projection {
  readonly threshold: number;
  readonly maxIterations: number;
  readonly found: readonly Float64Array[];
}

/** The unit vector along the projection of the unit vector `x` on the null space; undefined when it vanishes. */
function project(
  operator: LinearOperator,
  x: Float64Array,
  { threshold, maxIterations, found }: Projection,
): Float64Array | undefined {
  const p = x.slice();
  // The length of the projection, were p not scaled to 1 between the cycles.
  let length = 1;
  let left = maxIterations;
  for (;;) {
    const residual = image(operator, p);
    if (norm(residual) <= threshold) return p;
    if (left <= 0) {
      throw new ConvergenceError(
        `iterativeNullSpace: expected convergence within ${maxIterations} iterations for each vector, got a residual ` +
          `of ${norm(residual)} against ${threshold}; raise maxIterations or tolerance`,
      );
    }
    left -= descend(operator, p, residual, {
      threshold,
      floor: vanishing / length,
      steps: Math.min(left, cycle),
    });
    // Rounding brings back what had been removed before.
    orthogonalize(p, found);
    length *= normalize(p);
    if (length <= vanishing) return undefined;
  }
}

/** Conjugate gradients on p in place, from its residual A p, until this or p is small; the steps made. */
function descend(
  operator: LinearOperator,
  p: Float64Array,
  residual: Float64Array,
  { threshold, floor, steps }: { threshold: number; floor: number; steps: number },
): number {
  const gradient = pullBack(operator, residual);
  const direction = gradient.slice();
  let square = dot(gradient, gradient);
  for (let step = 1; step <= steps; step++) {
    const turned = image(operator, direction);
    const curvature = dot(turned, turned);
    if (curvature === 0 || square === 0) return step;
    addScaled(p, -square / curvature, direction);
    addScaled(residual, -square / curvature, turned);
    const length = norm(p);
    // A tenth, as the recurrence and the fresh residual differ by rounding.
    if (length <= floor || norm(residual) <= 0.1 * threshold * length) return step;
    const next = pullBack(operator, residual);
    const nextSquare = dot(next, next);
    for (let i = 0; i < direction.length; i++) {
      direction[i] = next[i] + (nextSquare / square) * direction[i];
    }
    square = nextSquare;
  }
  return steps;
}

function image(operator: LinearOperator, x: Float64Array): Float64Array {
  return returned("apply", operator.apply(x), operator.rows);
}

function pullBack(operator: LinearOperator, y: Float64Array): Float64Array {
  return returned("applyTranspose", operator.applyTranspose(y), operator.columns);
}

function returned(method: string, values: Float64Array, extent: number): Float64Array {
  if (values?.length !== extent) {
    throw new ShapeError(
      `iterativeNullSpace: expected operator.${method} to return [${extent}], got [${values?.length}]`,
    );
  }
  if (!Number.isFinite(dot(values, values))) {
    throw new ArgumentError(
      `iterativeNullSpace: expected operator.${method} to return finite numbers, got NaN or Infinity`,
    );
  }
  return values;
}

/** Removes from x its components along orthonormal vectors, twice for accuracy. */
function orthogonalize(x: Float64Array, vectors: readonly Float64Array[]): void {
  for (let pass = 0; pass < 2; pass++) {
    for (const vector of vectors) addScaled(x, -dot(vector, x), vector);
  }
}

/** Scales x to length 1 unless it is 0; returns its length. */
function normalize(x: Float64Array): number {
  const length = norm(x);
  if (length > 0) for (let i = 0; i < x.length; i++) x[i] /= length;
  return length;
}

function norm(x: Float64Array): number {
  return Math.sqrt(dot(x, x));
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}

function addScaled(x: Float64Array, factor: number, y: Float64Array): void {
  for (let i = 0; i < x.length; i++) x[i] += factor * y[i];
}
