import { ArgumentError } from "@erlangen/numerics";

/** Largest group that is enumerated from its generators. */
const largestEnumeration = 250_000;

/** How values are multiplied and recognised. */
export interface ValueLaw<Value> {
  readonly identity: Value;
  /** The product a b. */
  multiply(a: Value, b: Value): Value;
  /** The number of a value that was added before; undefined when it is new. */
  find(value: Value): number | undefined;
  /** Remembers that a value has this number. */
  add(value: Value, index: number): void;
}

/** All elements of the group that some values generate. */
export interface Enumeration<Value> {
  /** The elements, breadth first from the identity. */
  readonly values: readonly Value[];
  /** right[s][g] = number of values[g] generators[s]. */
  readonly right: readonly Int32Array[];
}

/**
 * Lists the finite group that some values generate.
 *
 * @throws ArgumentError when there are more than `largestEnumeration` elements.
 */
export function enumerate<Value>(
  where: string,
  generators: readonly Value[],
  law: ValueLaw<Value>,
): Enumeration<Value> {
  const values = [law.identity];
  law.add(law.identity, 0);
  const right = generators.map((): number[] => []);
  for (let g = 0; g < values.length; g++) {
    generators.forEach((generator, s) => {
      const product = law.multiply(values[g], generator);
      let target = law.find(product);
      if (target === undefined) {
        target = values.length;
        if (target >= largestEnumeration) {
          throw new ArgumentError(
            `${where}: expected generators of a group of at most ${largestEnumeration} elements, got more; ` +
              "PermutationGroup answers order, membership, orbits and samples without enumeration",
          );
        }
        law.add(product, target);
        values.push(product);
      }
      right[s].push(target);
    });
  }
  return { values, right: right.map((images) => Int32Array.from(images)) };
}
