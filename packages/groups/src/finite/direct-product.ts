import { ArgumentError } from "@erlangen/numerics";
import type { CharacterTable, FiniteGroup, FiniteIrrep } from "../group/finite-group.ts";
import type { IrrepType } from "../group/representation.ts";
import { generalIrreps } from "./general-irreps.ts";
import { LawGroup } from "./law-group.ts";
import { TabulatedIrrep } from "./tabulated-irrep.ts";

/**
 * The direct product of two finite groups. The pair (g, h) is element g |H| + h.
 *
 * Irreps are tensor products `a x b` where one factor has irreps of real type only; else they are
 * found from the characters.
 *
 * @throws ArgumentError when the product has 2^53 elements or more.
 *
 * ```ts
 * import { cyclicGroup, directProduct } from "@erlangen/groups";
 *
 * const klein = directProduct(cyclicGroup(2), cyclicGroup(2));
 * klein.name; // => "C2 x C2"
 * klein.multiply(1, 2); // => 3
 * ```
 */
export function directProduct(first: FiniteGroup, second: FiniteGroup): FiniteGroup {
  const order = first.order * second.order;
  if (!Number.isSafeInteger(order)) {
    throw new ArgumentError(
      `directProduct: expected groups with fewer than 2^53 pairs, got ${first.order} x ${second.order}`,
    );
  }
  const size = second.order;
  const split = (g: number): [number, number] => [Math.floor(g / size), g % size];
  return new LawGroup({
    name: `${first.name} x ${second.name}`,
    order,
    generators: [...first.generators.map((g) => g * size), ...second.generators],
    multiply: (a, b) => {
      const [[g, h], [k, l]] = [split(a), split(b)];
      return first.multiply(g, k) * size + second.multiply(h, l);
    },
    inverse: (a) => {
      const [g, h] = split(a);
      return first.inverse(g) * size + second.inverse(h);
    },
    elementName: (a) => {
      const [g, h] = split(a);
      return `(${first.elementName(g)}, ${second.elementName(h)})`;
    },
    irreps: (group) => productIrreps(group, first, second),
    characterTable: () => productCharacters(first.characterTable(), second.characterTable(), size),
  });
}

function productIrreps(
  group: FiniteGroup,
  first: FiniteGroup,
  second: FiniteGroup,
): readonly FiniteIrrep[] {
  if (!hasRealType(first) && !hasRealType(second)) return generalIrreps(group);
  const size = second.order;
  return first.irreps().flatMap((a) =>
    second.irreps().map((b) => {
      return new TabulatedIrrep({
        group,
        name: `${a.name} x ${b.name}`,
        dim: a.dim * b.dim,
        type: a.type === "real" ? b.type : a.type,
        endomorphisms: () => {
          const [unitA, ...structuresA] = a.endomorphisms;
          const [unitB, ...structuresB] = b.endomorphisms;
          return [
            ...structuresA.map((structure) => kronecker(structure, unitB, a.dim, b.dim)),
            ...structuresB.map((structure) => kronecker(unitA, structure, a.dim, b.dim)),
          ];
        },
        matrixOf: (g) =>
          kronecker(a.matrix(Math.floor(g / size)), b.matrix(g % size), a.dim, b.dim),
        characterOf: (g) => a.character(Math.floor(g / size)) * b.character(g % size),
      });
    }),
  );
}

/** Whether all irreps are of real type. */
function hasRealType(group: FiniteGroup): boolean {
  return group.irreps().every(({ type }) => type === "real");
}

/** The Kronecker product of square matrices [n, n] and [m, m]. */
function kronecker(a: Float64Array, b: Float64Array, n: number, m: number): Float64Array {
  const width = n * m;
  return Float64Array.from({ length: width * width }, (_, position) => {
    const [row, column] = [Math.floor(position / width), position % width];
    const outer = a[Math.floor(row / m) * n + Math.floor(column / m)];
    return outer * b[(row % m) * m + (column % m)];
  });
}

/** join(a, b) for all pairs, a slower. */
function pairs<A, B, C>(as: readonly A[], bs: readonly B[], join: (a: A, b: B) => C): C[] {
  return as.flatMap((a) => bs.map((b) => join(a, b)));
}

/** Products of characters; classes are pairs, in lexicographic order. */
function productCharacters(
  first: CharacterTable,
  second: CharacterTable,
  size: number,
): CharacterTable {
  const times = (a: ArrayLike<number>, b: ArrayLike<number>): number[] =>
    pairs(Array.from(a), Array.from(b), (x, y) => x * y);
  return {
    classSizes: times(first.classSizes, second.classSizes),
    representatives: pairs(first.representatives, second.representatives, (g, h) => g * size + h),
    characters: pairs(first.characters, second.characters, (a, b) => {
      const [both, neither] = [times(a.real, b.real), times(a.imaginary, b.imaginary)];
      const [left, right] = [times(a.real, b.imaginary), times(a.imaginary, b.real)];
      return {
        degree: a.degree * b.degree,
        real: Float64Array.from(both, (value, c) => value - neither[c]),
        imaginary: Float64Array.from(left, (value, c) => value + right[c]),
        type: productType(a.type, b.type),
      };
    }),
  };
}

function productType(a: IrrepType, b: IrrepType): IrrepType {
  if (a === "complex" || b === "complex") return "complex";
  return a === b ? "real" : "quaternionic";
}
