import { ArgumentError } from "@erlangen/numerics";
import type { Permutation } from "../permutation/permutation.ts";
import { enumerate } from "./enumerate.ts";
import type { FinitePermutationGroup } from "./finite-permutation-group.ts";
import { LawGroup } from "./law-group.ts";
import { cycleText } from "./permutation-rank.ts";
import { requireElement } from "./require-element.ts";
import { walkedLaw } from "./walked-law.ts";

class ListedPermutationGroup extends LawGroup implements FinitePermutationGroup {
  readonly degree: number;
  readonly #images: readonly Int32Array[];

  constructor(name: string, generators: readonly Int32Array[], degree: number) {
    const numbers = new Map<string, number>();
    const { values, right } = enumerate("finiteGroupFromPermutations", generators, {
      identity: Int32Array.from({ length: degree }, (_, i) => i),
      multiply: (a, b) => b.map((point) => a[point]),
      find: (image) => numbers.get(image.join()),
      add: (image, index) => numbers.set(image.join(), index),
    });
    super({
      ...walkedLaw(name, right, values.length),
      elementName: (g) => cycleText(values[g]),
    });
    this.degree = degree;
    this.#images = values;
  }

  permutation(g: number): Int32Array {
    requireElement("FinitePermutationGroup.permutation", "g", this, g);
    return this.#images[g].slice();
  }
}

/**
 * The finite group that permutations generate, with all its elements listed; 0 is the identity.
 *
 * @param generators - At least one; all of one degree.
 * @param name - How the group is called.
 * @throws ArgumentError when the degrees differ, or the group has more than 250,000 elements.
 *
 * ```ts
 * import { Permutation, finiteGroupFromPermutations } from "@erlangen/groups";
 *
 * const cycle = Permutation.fromCycles("(1 2 3 4 5)", 5);
 * const scale = Permutation.fromCycles("(2 3 5 4)", 5);
 * const affine = finiteGroupFromPermutations([cycle, scale], "AGL(1,5)");
 * affine.order; // => 20
 * affine.irreps().map(({ dim }) => dim); // => [1, 1, 2, 4]
 * ```
 */
export function finiteGroupFromPermutations(
  generators: readonly Permutation[],
  name: string = "G",
): FinitePermutationGroup {
  const where = "finiteGroupFromPermutations";
  if (generators.length === 0) {
    throw new ArgumentError(`${where}: expected at least one generator, got none`);
  }
  const degree = generators[0].images.length;
  const other = generators.find(({ images }) => images.length !== degree);
  if (other !== undefined) {
    throw new ArgumentError(
      `${where}: expected permutations of one degree, got ${degree} and ${other.images.length}`,
    );
  }
  const images = generators.map((generator) => Int32Array.from(generator.images));
  return new ListedPermutationGroup(
    name,
    images.filter((image) => image.some((point, i) => point !== i)),
    degree,
  );
}
