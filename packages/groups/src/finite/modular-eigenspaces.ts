import type { Random } from "@erlangen/numerics";
import { ModularSubspace } from "./modular-subspace.ts";
import type { PrimeField } from "./prime-field.ts";

/**
 * The eigenspaces of a matrix over a prime field that is known to be diagonalisable there.
 *
 * A random vector w is the sum of one eigenvector for each eigenvalue. Its minimal polynomial f =
 * Π (x - λ) comes from its Krylov vectors w, Aw, ..., and f / (x - λ) at A picks the eigenvector;
 * further random vectors fill eigenspaces of higher dimension. Cost O(n³) in all.
 *
 * @param apply - The product A v.
 */
export function modularEigenspaces(
  field: PrimeField,
  size: number,
  { apply, random }: { apply: (vector: Float64Array) => Float64Array; random: Random },
): ModularSubspace[] {
  const spaces = new Map<number, ModularSubspace>();
  for (let found = 0; found < size;) {
    const start = Float64Array.from({ length: size }, () => random.integer(field.p));
    const { krylov, polynomial } = minimalPolynomial(field, start, apply);
    for (const root of rootsOf(field, polynomial)) {
      const space = spaces.get(root) ?? new ModularSubspace(field);
      spaces.set(root, space);
      if (space.add(combine(field, krylov, quotientByRoot(field, polynomial, root)))) found++;
    }
  }
  return [...spaces.values()];
}

/** The monic polynomial (coefficients ascending) with f(A) start = 0, and start, A start, ... */
function minimalPolynomial(
  field: PrimeField,
  start: Float64Array,
  apply: (vector: Float64Array) => Float64Array,
): { readonly krylov: readonly Float64Array[]; readonly polynomial: Float64Array } {
  const { p } = field;
  const krylov: Float64Array[] = [];
  // Each reduced row remembers, behind its entries, which combination of Krylov vectors it is.
  const reduced: { readonly row: Float64Array; readonly pivot: number }[] = [];
  const size = start.length;
  for (let vector = start; ; vector = apply(vector)) {
    const rest = new Float64Array(2 * size + 1);
    rest.set(vector);
    rest[size + krylov.length] = 1;
    for (const { row, pivot } of reduced) {
      const factor = p - rest[pivot];
      if (factor === p) continue;
      for (let i = 0; i < rest.length; i++) rest[i] = (rest[i] + factor * row[i]) % p;
    }
    const pivot = rest.subarray(0, size).findIndex((entry) => entry !== 0);
    if (pivot < 0) return { krylov, polynomial: rest.slice(size, size + krylov.length + 1) };
    const scale = field.inverse(rest[pivot]);
    reduced.push({ row: rest.map((entry) => (entry * scale) % p), pivot });
    krylov.push(vector);
  }
}

/** All roots in the field, found by trial: p is small. */
function rootsOf(field: PrimeField, polynomial: Float64Array): number[] {
  const roots: number[] = [];
  const degree = polynomial.length - 1;
  for (let x = 0; x < field.p && roots.length < degree; x++) {
    let value = 0;
    for (let i = degree; i >= 0; i--) value = (value * x + polynomial[i]) % field.p;
    if (value === 0) roots.push(x);
  }
  return roots;
}

/** The coefficients of f / (x - root). */
function quotientByRoot(field: PrimeField, polynomial: Float64Array, root: number): Float64Array {
  const quotient = new Float64Array(polynomial.length - 1);
  let carry = 0;
  for (let i = polynomial.length - 1; i > 0; i--) {
    carry = (carry * root + polynomial[i]) % field.p;
    quotient[i - 1] = carry;
  }
  return quotient;
}

function combine(
  { p }: PrimeField,
  vectors: readonly Float64Array[],
  coefficients: Float64Array,
): Float64Array {
  const sum = new Float64Array(vectors[0].length);
  vectors.forEach((vector, i) => {
    const factor = coefficients[i];
    if (factor === 0) return;
    for (let j = 0; j < sum.length; j++) sum[j] = (sum[j] + factor * vector[j]) % p;
  });
  return sum;
}
