import type { FiniteGroup } from "../group/finite-group.ts";
import { classPartition } from "./class-partition.ts";
import type { ClassPartition } from "./class-partition.ts";
import { powersOf } from "./element-order.ts";

/** The classes of a group and how they multiply: what is known before its characters. */
export interface ClassAlgebra extends ClassPartition {
  readonly group: FiniteGroup;
  /** The classes of g^0, g^1, ... for the first g of each class. */
  readonly powers: readonly (readonly number[])[];
  /** The least common multiple of the orders of all elements. */
  readonly exponent: number;
}

/** The class algebra of a group. */
export function classAlgebra(group: FiniteGroup): ClassAlgebra {
  const { classes, classOf } = classPartition(group);
  const powers = classes.map(([g]) => powersOf(group, g).map((power) => classOf[power]));
  const exponent = powers.reduce((n, { length }) => leastCommonMultiple(n, length), 1);
  return { group, classes, classOf, powers, exponent };
}

/** [i, l] = number of x in class j with x⁻¹ g_l in class i: multiplication by the sum of class j. */
export function classMatrix({ group, classes, classOf }: ClassAlgebra, j: number): Float64Array {
  const count = classes.length;
  const matrix = new Float64Array(count * count);
  for (const x of classes[j]) {
    const inverse = group.inverse(x);
    for (let l = 0; l < count; l++) {
      matrix[classOf[group.multiply(inverse, classes[l][0])] * count + l]++;
    }
  }
  return matrix;
}

/** The greatest common divisor of two integers >= 0. */
export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** The least common multiple of two positive integers. */
function leastCommonMultiple(a: number, b: number): number {
  return (a / greatestCommonDivisor(a, b)) * b;
}
