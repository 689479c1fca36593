import { Random } from "@erlangen/numerics";
import type { Character, CharacterTable, FiniteGroup } from "../group/finite-group.ts";
import { abelianCharacters } from "./abelian-characters.ts";
import { liftCharacter, modularCharacter } from "./character-lift.ts";
import { classAlgebra, classMatrix } from "./class-algebra.ts";
import type { ClassAlgebra } from "./class-algebra.ts";
import { isAbelian } from "./element-order.ts";
import { modularEigenspaces } from "./modular-eigenspaces.ts";
import { ModularSubspace } from "./modular-subspace.ts";
import { PrimeField, primeWithRootsOfUnity } from "./prime-field.ts";

/** Small primes would make random vectors special too often. */
const leastPrime = 10_007;

/** Values that differ by less are equal when characters are put in order. */
const sameValue = 1e-9;

/**
 * The characters of all complex irreps, by the method of Burnside and Dixon.
 *
 * The sums over classes multiply by integers, and their common eigenvectors are the characters.
 * They are found over a prime field with enough roots of unity, without rounding; from the values
 * on the powers of an element its eigenvalues are counted, which gives the value in the complex
 * numbers. Rational values come out as exact integers, the others rounded once.
 *
 * Rows: the trivial character, then by degree, then values on the classes, larger first.
 *
 * @throws ArgumentError when the group is too large to walk through.
 *
 * Source: Dixon (1967), «High speed computation of group characters»; Schneider (1990), «Dixon's
 * character table algorithm revisited».
 */
export function complexCharacters(group: FiniteGroup): CharacterTable {
  if (isAbelian(group)) return abelianCharacters(group);
  const algebra = classAlgebra(group);
  const { classes, exponent } = algebra;
  const field = new PrimeField(
    primeWithRootsOfUnity(exponent, Math.max(leastPrime, 2 * Math.sqrt(group.order) + 1)),
  );
  const unity = { root: field.rootOfUnity(exponent), order: exponent };
  const characters = centralCharacters(field, algebra).map((central) =>
    liftCharacter(algebra, modularCharacter(field, algebra, central), { field, unity }),
  );
  return {
    classSizes: classes.map(({ length }) => length),
    representatives: classes.map(([g]) => g),
    characters: characters.toSorted(inOrder),
  };
}

/** The common eigenvectors of all class matrices, with entry 1 at the class of the identity. */
function centralCharacters(field: PrimeField, algebra: ClassAlgebra): Float64Array[] {
  const count = algebra.classes.length;
  const random = Random.fromSeed(0);
  let spaces = [new ModularSubspace(field)];
  for (let i = 0; i < count; i++) {
    spaces[0].add(Float64Array.from({ length: count }, (_, j) => (i === j ? 1 : 0)));
  }
  const bySize = Array.from({ length: count }, (_, j) => j).toSorted(
    (i, j) => algebra.classes[i].length - algebra.classes[j].length,
  );
  for (const j of bySize) {
    if (spaces.every(({ rows }) => rows.length === 1)) break;
    const matrix = classMatrix(algebra, j);
    spaces = spaces.flatMap((space) =>
      space.rows.length === 1 ? [space] : split(field, space, { matrix, random }),
    );
  }
  return spaces.map(({ rows: [row] }) => {
    const scale = field.inverse(row[0]);
    return row.map((entry) => (entry * scale) % field.p);
  });
}

/** The eigenspaces of a class matrix inside an invariant subspace. */
function split(
  field: PrimeField,
  space: ModularSubspace,
  { matrix, random }: { readonly matrix: Float64Array; readonly random: Random },
): ModularSubspace[] {
  const { rows } = space;
  const images = rows.map((row) => space.coordinates(product(field, matrix, row)));
  const apply = (v: Float64Array): Float64Array => sumOf(field, images, v);
  return modularEigenspaces(field, rows.length, { apply, random }).map((eigenspace) => {
    const inside = new ModularSubspace(field);
    for (const coordinates of eigenspace.rows) inside.add(sumOf(field, rows, coordinates));
    return inside;
  });
}

function product({ p }: PrimeField, matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  return Float64Array.from({ length: size }, (_, i) => {
    let sum = 0;
    for (let l = 0; l < size; l++) sum = (sum + matrix[i * size + l] * vector[l]) % p;
    return sum;
  });
}

function sumOf(
  { p }: PrimeField,
  vectors: readonly Float64Array[],
  coefficients: Float64Array,
): Float64Array {
  const sum = new Float64Array(vectors[0].length);
  vectors.forEach((vector, c) => {
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] + coefficients[c] * vector[i]) % p;
  });
  return sum;
}

/** The trivial character, then by degree, then larger values first, class by class. */
function inOrder(first: Character, second: Character): number {
  if (first.degree !== second.degree) return first.degree - second.degree;
  for (let c = 0; c < first.real.length; c++) {
    const [real, imaginary] = [
      second.real[c] - first.real[c],
      second.imaginary[c] - first.imaginary[c],
    ];
    if (Math.abs(real) > sameValue) return real;
    if (Math.abs(imaginary) > sameValue) return imaginary;
  }
  return 0;
}
