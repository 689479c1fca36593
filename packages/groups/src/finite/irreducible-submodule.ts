import { Random, eigh } from "@erlangen/numerics";
import type { IrrepType } from "../group/representation.ts";
import type { MonomialModule } from "./monomial-module.ts";

/** Below this fraction of its length, what is left of a vector counts as rounding. */
const independent = 1e-5;

/** Eigenvalues nearer than this fraction of the largest do not separate copies. */
const separated = 1e-4;

/** Choices of the separating operator before a module is given up. */
const attempts = 6;

/** Right shifts that are added to the separating operator. */
const shifts = 4;

/** An irreducible submodule, as matrices in an orthonormal basis. */
export interface Submodule {
  readonly dim: number;
  /** The matrix of each generator, [dim, dim]. */
  readonly generatorMatrices: readonly Float64Array[];
  /** The skew matrices with square -1 that commute with it: none, one or three. */
  readonly endomorphisms: readonly Float64Array[];
}

/** What is looked for in a module. */
export interface SubmoduleRequest {
  readonly generators: readonly number[];
  /** Order of the group. */
  readonly order: number;
  /** The character of the irrep at an element. */
  readonly character: (g: number) => number;
  /** How many copies the module holds. */
  readonly copies: number;
  /** Dimension of one copy. */
  readonly dim: number;
  readonly type: IrrepType;
}

/** One copy of an irrep inside a module; undefined when rounding does not let it be separated. */
export function irreducibleSubmodule(
  module: MonomialModule,
  request: SubmoduleRequest,
): Submodule | undefined {
  const random = Random.fromSeed(0);
  const actions = request.generators.map((s) => module.action(s));
  const start = module.generatingVector(request.character);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const vector =
      request.copies === 1 ? start : vectorOfOneCopy(module, start, { ...request, random });
    const basis = vector === undefined ? undefined : orbitBasis(vector, actions, request.dim);
    if (basis === undefined) continue;
    const generatorMatrices = actions.map((action) =>
      gram(
        basis,
        basis.map((f) => act(action, f)),
      ),
    );
    const endomorphisms = findEndomorphisms(module, basis, { ...request, random });
    if (endomorphisms === undefined) continue;
    return { dim: request.dim, generatorMatrices, endomorphisms };
  }
  return undefined;
}

type Action = ReturnType<MonomialModule["action"]>;

function act({ source, sign }: Action, f: Float64Array): Float64Array {
  const image = new Float64Array(f.length);
  for (let i = 0; i < f.length; i++) image[i] = sign[i] * f[source[i]];
  return image;
}

/**
 * An eigenvector of a random symmetric operator S that commutes with the group, among the start
 * vector, S start, ..., S^(copies - 1) start: it generates a single copy.
 */
function vectorOfOneCopy(
  module: MonomialModule,
  start: Float64Array,
  { copies, order, random }: SubmoduleRequest & { readonly random: Random },
): Float64Array | undefined {
  const weights = random.normal(shifts);
  const both = Array.from(weights, () => {
    const a = random.integer(order);
    return [module.shift(a), module.shift(module.inverseOf(a))];
  });
  const symmetric = (f: Float64Array): Float64Array => {
    const sum = new Float64Array(f.length);
    both.forEach(([forth, back], i) => {
      accumulate(sum, forth(f), weights[i]);
      accumulate(sum, back(f), weights[i]);
    });
    return sum;
  };
  const krylov: Float64Array[] = [];
  const images: Float64Array[] = [];
  let next: Float64Array | undefined = start;
  while (krylov.length < copies) {
    next = remainder(next, krylov);
    if (next === undefined) return undefined;
    krylov.push(next);
    next = symmetric(next);
    images.push(next);
  }
  const ritz = gram(krylov, images);
  for (let i = 0; i < copies; i++) {
    for (let j = 0; j < i; j++) ritz[j * copies + i] = ritz[i * copies + j];
  }
  const { values, vectors } = eigh(ritz, copies);
  const chosen = mostSeparated(values);
  if (chosen === undefined) return undefined;
  const vector = new Float64Array(start.length);
  krylov.forEach((f, i) => accumulate(vector, f, vectors[i * copies + chosen]));
  return vector;
}

/** The index of the value that is farthest from the others; undefined when all are close. */
function mostSeparated(values: Float64Array): number | undefined {
  const largest = values.reduce((size, value) => Math.max(size, Math.abs(value)), 0);
  let [best, widest] = [-1, separated * largest];
  values.forEach((value, i) => {
    const before = i === 0 ? Infinity : value - values[i - 1];
    const after = i === values.length - 1 ? Infinity : values[i + 1] - value;
    if (Math.min(before, after) > widest) [best, widest] = [i, Math.min(before, after)];
  });
  return best < 0 ? undefined : best;
}

/** An orthonormal basis of the span of the orbit; undefined unless it has the expected dimension. */
function orbitBasis(
  vector: Float64Array,
  actions: readonly Action[],
  dim: number,
): Float64Array[] | undefined {
  const first = remainder(vector, []);
  if (first === undefined) return undefined;
  const basis = [first];
  for (let next = 0; next < basis.length; next++) {
    for (const action of actions) {
      const rest = remainder(act(action, basis[next]), basis);
      if (rest === undefined) continue;
      basis.push(rest);
      if (basis.length > dim) return undefined;
    }
  }
  return basis.length === dim ? basis : undefined;
}

/** What is left of f beside an orthonormal basis, with length 1; undefined when nothing is left. */
function remainder(f: Float64Array, basis: readonly Float64Array[]): Float64Array | undefined {
  const before = Math.sqrt(dot(f, f));
  const rest = f.slice();
  for (let pass = 0; pass < 2; pass++) {
    for (const vector of basis) accumulate(rest, vector, -dot(rest, vector));
  }
  const length = Math.sqrt(dot(rest, rest));
  return length > independent * before ? rest.map((value) => value / length) : undefined;
}

/**
 * Skew matrices J with J² = -1 that commute with the irrep. The antisymmetric part of a right shift,
 * cut down to the submodule, commutes with the group, is skew, and so is a multiple of such a J.
 */
function findEndomorphisms(
  module: MonomialModule,
  basis: readonly Float64Array[],
  { dim, type, order, random }: SubmoduleRequest & { readonly random: Random },
): Float64Array[] | undefined {
  if (type === "real") return [];
  const found: Float64Array[] = [];
  const wanted = type === "complex" ? 1 : 2;
  for (let attempt = 0; attempt < 20 * wanted && found.length < wanted; attempt++) {
    const a = random.integer(order);
    const [forth, back] = [module.shift(a), module.shift(module.inverseOf(a))];
    const images = basis.map((f) => {
      const difference = forth(f);
      accumulate(difference, back(f), -1);
      return difference;
    });
    const candidate = gram(basis, images);
    for (const known of found) accumulate(candidate, known, -dot(candidate, known) / dim);
    const length = Math.sqrt(dot(candidate, candidate) / dim);
    if (length > 1e-2) found.push(candidate.map((entry) => entry / length));
  }
  if (found.length < wanted) return undefined;
  return wanted === 1 ? found : [...found, product(found[0], found[1], dim)];
}

/** The inner products [i, j] of two lists of vectors. */
function gram(first: readonly Float64Array[], second: readonly Float64Array[]): Float64Array {
  const products = new Float64Array(first.length * second.length);
  first.forEach((f, i) => {
    second.forEach((g, j) => {
      products[i * second.length + j] = dot(f, g);
    });
  });
  return products;
}

function product(first: Float64Array, second: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      for (let j = 0; j < size; j++) {
        result[i * size + j] += first[i * size + k] * second[k * size + j];
      }
    }
  }
  return result;
}

function dot(first: Float64Array, second: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < first.length; i++) sum += first[i] * second[i];
  return sum;
}

function accumulate(sum: Float64Array, vector: Float64Array, factor: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] += factor * vector[i];
}
