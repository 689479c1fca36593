import { ArgumentError, inverse, matmul, matrixExponential, transpose } from "@erlangen/numerics";
import type { Random } from "@erlangen/numerics";
import type { CompactGroup, HaarRule } from "../group/group.ts";
import type { LieGroup } from "../group/lie-group.ts";
import { identityMatrix } from "./identity-matrix.ts";
import { matrixLogarithm } from "./matrix-logarithm.ts";
import { requireInteger } from "../group/require-integer.ts";
import { requireCoordinates, requireSquareMatrix } from "./require-matrix.ts";

/** A Lie group whose elements are real matrices [size, size], flat, row-major. */
export interface MatrixGroup extends LieGroup<Float64Array> {
  /** Rows of an element. */
  readonly size: number;
  /**
   * Bilinear forms S [size, size] that the group preserves, g^T S g = S; empty when none is known.
   */
  readonly invariantForms: readonly Float64Array[];
  /** Whether `g` is an element, up to 1e-4, so that float32 passes. */
  contains(g: ArrayLike<number>): boolean;
}

/** What {@link matrixGroup} needs to know. */
export interface MatrixGroupOptions {
  /** Short name, such as `Sp(4)`. */
  readonly name: string;
  /** Rows of an element, an integer >= 1. */
  readonly size: number;
  /** Basis of the Lie algebra, matrices [size, size] that are orthogonal entry by entry; default none. */
  readonly algebra?: readonly ArrayLike<number>[];
  /** Elements that reach the other components; default none. */
  readonly generators?: readonly ArrayLike<number>[];
  /** Bilinear forms that the group preserves; default none. An invertible one gives the inverse. */
  readonly invariantForms?: readonly ArrayLike<number>[];
  /** What else an element must fulfil besides preserving the forms; default nothing. */
  readonly contains?: (g: Float64Array, tolerance: number) => boolean;
  /** The inverse, where a formula is known that the forms do not give. */
  readonly inverse?: (g: Float64Array) => Float64Array;
  /** A matrix X of the algebra with exp(X) = g; default the principal logarithm. */
  readonly log?: (g: Float64Array) => Float64Array;
  /**
   * Draws an element; default exp of normal coordinates times a random word in the generators,
   * which is not uniform.
   */
  readonly sample?: (random: Random) => Float64Array;
}

/** Matrices whose entries differ by less, relative to the largest, count as the same element. */
const sameElement = 1e-9;

/** How far an element may be from the forms and conditions of its group, relative to its size squared: float32 passes, typing errors do not. */
const membershipTolerance = 1e-4;

/** Letters of a random word for each generator. */
const wordLength = 4;

/**
 * A Lie group of matrices, from a basis of its algebra and from elements that reach its other
 * components.
 *
 * Everything else follows: exp is the matrix exponential, the adjoint is conjugation, the bracket
 * the commutator.
 *
 * @throws ShapeError when a matrix is not [size, size]; ArgumentError when a number is not finite,
 * the basis is not orthogonal, or a generator does not preserve the forms. `bracket`, `adjoint` and
 * `log` throw when their result is not in the span of the basis.
 *
 * Source: Hall (2015), «Lie groups, Lie algebras, and representations», chapters 2 and 3.
 *
 * ```ts
 * import { matrixGroup } from "@erlangen/groups";
 *
 * // The affine group of the line: x -> e^s x + t.
 * const affine = matrixGroup({ name: "Aff(1)", size: 2, algebra: [[1, 0, 0, 0], [0, 1, 0, 0]] });
 * affine.exp([0, 2]); // => [1.000000000000, 2.000000000000, 0.000000000000, 1.000000000000]
 * [...affine.bracket([1, 0], [0, 1])]; // => [0, 1]
 * ```
 */
export function matrixGroup(options: MatrixGroupOptions): MatrixGroup {
  const { name, size } = options;
  requireInteger("matrixGroup", "size", size, { least: 1, most: 1024 });
  const copies = (label: string, list: readonly ArrayLike<number>[] = []): Float64Array[] =>
    list.map((matrix, i) => {
      requireSquareMatrix("matrixGroup", `${label}[${i}]`, matrix, size);
      return Float64Array.from(matrix);
    });
  const algebra = copies("algebra", options.algebra);
  const generators = copies("generators", options.generators);
  const invariantForms = copies("invariantForms", options.invariantForms);
  const norms = requireOrthogonalBasis(algebra);
  const dim = algebra.length;
  const cube = { rows: size, inner: size, columns: size };
  const product = (a: Float64Array, b: Float64Array): Float64Array => matmul(a, b, cube);

  const matrixOf = (x: ArrayLike<number>): Float64Array => {
    const matrix = new Float64Array(size * size);
    algebra.forEach((basis, i) => basis.forEach((entry, at) => (matrix[at] += x[i] * entry)));
    return matrix;
  };
  const coordinatesOf = (method: string, matrix: Float64Array): Float64Array => {
    const x = Float64Array.from(algebra, (basis, i) => dot(basis, matrix) / norms[i]);
    const tolerance = 1e-6 * Math.max(1, largestEntry(matrix));
    if (matrixOf(x).some((entry, i) => !(Math.abs(entry - matrix[i]) <= tolerance))) {
      throw new ArgumentError(
        `${name}.${method}: expected a result in the span of the algebra, got a matrix outside; is g in the identity component, and does the basis span a Lie algebra?`,
      );
    }
    return x;
  };
  const contains = (g: ArrayLike<number>): boolean => {
    if (g?.length !== size * size || !Array.from(g).every(Number.isFinite)) return false;
    const element = Float64Array.from(g);
    const tolerance = membershipTolerance * Math.max(1, largestEntry(element)) ** 2;
    const preserves = invariantForms.every((form) =>
      product(product(transpose(element, size, size), form), element).every(
        (entry, i) => Math.abs(entry - form[i]) <= tolerance,
      ),
    );
    return preserves && (options.contains?.(element, tolerance) ?? true);
  };
  const requireElement = (method: string, g: Float64Array): void => {
    requireSquareMatrix(`${name}.${method}`, "g", g, size);
    if (!contains(g)) {
      throw new ArgumentError(
        `${name}.${method}: expected g to be an element of ${name}, got a matrix that is not`,
      );
    }
  };
  const invert = options.inverse ?? inverseByForm(invariantForms, size);
  generators.forEach((generator) => requireElement("generators", generator));

  const group: MatrixGroup = {
    name,
    size,
    dim,
    algebra,
    generators,
    invariantForms,
    contains,
    get identity(): Float64Array {
      return identityMatrix(size);
    },
    compose(g, h) {
      requireSquareMatrix(`${name}.compose`, "g", g, size);
      requireSquareMatrix(`${name}.compose`, "h", h, size);
      return product(g, h);
    },
    inverse(g) {
      requireElement("inverse", g);
      return invert(g);
    },
    equals(g, h) {
      const scale = Math.max(1, largestEntry(g));
      return (
        g.length === h.length &&
        g.every((entry, i) => Math.abs(entry - h[i]) <= sameElement * scale)
      );
    },
    exp(x) {
      requireCoordinates(`${name}.exp`, "x", x, dim);
      return matrixExponential(matrixOf(x), size);
    },
    log(g) {
      requireElement("log", g);
      const logarithm = options.log?.(g) ?? matrixLogarithm(g, size);
      return coordinatesOf("log", logarithm);
    },
    adjoint(g) {
      requireElement("adjoint", g);
      const back = invert(g);
      const columns = algebra.map((basis) =>
        coordinatesOf("adjoint", product(product(g, basis), back)),
      );
      return Float64Array.from(
        { length: dim * dim },
        (_, at) => columns[at % dim][Math.floor(at / dim)],
      );
    },
    bracket(x, y) {
      requireCoordinates(`${name}.bracket`, "x", x, dim);
      requireCoordinates(`${name}.bracket`, "y", y, dim);
      const [a, b] = [matrixOf(x), matrixOf(y)];
      const [ab, ba] = [product(a, b), product(b, a)];
      return coordinatesOf(
        "bracket",
        ab.map((entry, i) => entry - ba[i]),
      );
    },
    sample(random) {
      if (options.sample !== undefined) return options.sample(random);
      let element = group.exp(random.normal(dim));
      for (let letter = 0; letter < wordLength * generators.length; letter++) {
        const factor = generators[random.integer(generators.length)];
        if (random.uniform(1)[0] < 0.5) element = product(factor, element);
      }
      return element;
    },
  };
  return Object.freeze(group);
}

/** A compact Lie group of matrices. */
export type CompactMatrixGroup = MatrixGroup & CompactGroup<Float64Array>;

/** The same group with a rule for averages. */
export function withHaarRule(
  group: MatrixGroup,
  haarRule: (degree: number) => HaarRule<Float64Array>,
): CompactMatrixGroup {
  // Descriptors, not values: `identity` is a getter that makes a fresh array.
  const compact = Object.defineProperties({ haarRule }, Object.getOwnPropertyDescriptors(group));
  return Object.freeze(compact as CompactMatrixGroup);
}

/** The inverse S^-1 g^T S of the elements that preserve an invertible S; else by elimination. */
function inverseByForm(
  forms: readonly Float64Array[],
  size: number,
): (g: Float64Array) => Float64Array {
  const [form] = forms;
  if (form === undefined) return (g) => inverse(g, size);
  const cube = { rows: size, inner: size, columns: size };
  const inverseForm = inverse(form, size);
  return (g) => matmul(matmul(inverseForm, transpose(g, size, size), cube), form, cube);
}

/** The squared norms of a basis that is orthogonal for the sum of products of entries. */
function requireOrthogonalBasis(algebra: readonly Float64Array[]): readonly number[] {
  const norms = algebra.map((matrix) => dot(matrix, matrix));
  algebra.forEach((a, i) => {
    for (let j = 0; j <= i; j++) {
      const product = j === i ? 0 : dot(a, algebra[j]);
      if (norms[i] === 0 || Math.abs(product) > 1e-9 * Math.sqrt(norms[i] * norms[j])) {
        throw new ArgumentError(
          `matrixGroup: expected a basis of the algebra that is orthogonal entry by entry, got algebra[${i}] that is zero or not orthogonal to algebra[${j}]`,
        );
      }
    }
  });
  return norms;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, entry, i) => sum + entry * b[i], 0);
}

function largestEntry(matrix: Float64Array): number {
  return matrix.reduce((largest, entry) => Math.max(largest, Math.abs(entry)), 0);
}
