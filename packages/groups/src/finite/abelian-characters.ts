import type { Character, CharacterTable, FiniteGroup, FiniteIrrep } from "../group/finite-group.ts";
import { abelianStructure } from "./abelian-structure.ts";
import { TabulatedIrrep } from "./tabulated-irrep.ts";
import { exactCosine, exactSine } from "./turn.ts";

/** The frequencies (k1, k2, ...) of the characters of an abelian group, the trivial one first. */
function frequencies(moduli: readonly number[]): number[][] {
  let list: number[][] = [[]];
  for (const modulus of moduli) {
    list = list.flatMap((head) => Array.from({ length: modulus }, (_, k) => [...head, k]));
  }
  return list;
}

/** The fraction of a full turn by which the character of a frequency turns an element: Σ k_i x_i / m_i. */
function turnOf(group: FiniteGroup, frequency: readonly number[], g: number): Turn {
  const { moduli, coordinates } = abelianStructure(group);
  const whole = moduli[0] ?? 1;
  const steps = frequency.reduce(
    (sum, k, f) => sum + k * coordinates[g * moduli.length + f] * (whole / moduli[f]),
    0,
  );
  return { steps: steps % whole, whole };
}

interface Turn {
  readonly steps: number;
  readonly whole: number;
}

/**
 * The characters exp(2πi Σ k_i x_i / m_i) of an abelian group, in the order of the frequencies
 * (k_1, k_2, ...), the last running fastest.
 *
 * @throws ArgumentError when the group is not abelian, or too large to list.
 */
export function abelianCharacters(group: FiniteGroup): CharacterTable {
  const { moduli } = abelianStructure(group);
  const { elements } = group;
  const characters = frequencies(moduli).map((frequency): Character => {
    const turns = elements.map((g) => turnOf(group, frequency, g));
    return {
      degree: 1,
      real: Float64Array.from(turns, ({ steps, whole }) => exactCosine(steps, whole)),
      imaginary: Float64Array.from(turns, ({ steps, whole }) => exactSine(steps, whole)),
      type: isRealFrequency(moduli, frequency) ? "real" : "complex",
    };
  });
  return { classSizes: elements.map(() => 1), representatives: elements, characters };
}

/**
 * The real irreps of an abelian group: a sign for each real character, a rotation of the plane for
 * each pair of conjugate ones, named by the frequency, such as `(1)` or `(1,2)`.
 *
 * Agrees with escnn for cyclic groups: `(k)` for k = 0 to N/2.
 *
 * @throws ArgumentError when the group is not abelian, or too large to list.
 */
export function abelianIrreps(group: FiniteGroup): FiniteIrrep[] {
  const { moduli } = abelianStructure(group);
  return frequencies(moduli)
    .filter((frequency) => isFirstOfPair(moduli, frequency))
    .map((frequency) => {
      const type = isRealFrequency(moduli, frequency) ? "real" : "complex";
      return new TabulatedIrrep({
        group,
        name: `(${frequency.join(",")})`,
        dim: type === "real" ? 1 : 2,
        type,
        endomorphisms: () => (type === "real" ? [] : [Float64Array.of(0, -1, 1, 0)]),
        matrixOf: (g) => {
          const { steps, whole } = turnOf(group, frequency, g);
          const [c, s] = [exactCosine(steps, whole), exactSine(steps, whole)];
          return type === "real" ? Float64Array.of(c) : Float64Array.of(c, -s, s, c);
        },
      });
    });
}

function conjugate(moduli: readonly number[], frequency: readonly number[]): number[] {
  return frequency.map((k, f) => (moduli[f] - k) % moduli[f]);
}

/** Whether the character of a frequency is real. */
export function isRealFrequency(moduli: readonly number[], frequency: readonly number[]): boolean {
  return conjugate(moduli, frequency).every((k, f) => k === frequency[f]);
}

/** Whether the frequency comes before its conjugate, or is its own. */
export function isFirstOfPair(moduli: readonly number[], frequency: readonly number[]): boolean {
  const other = conjugate(moduli, frequency);
  const differ = frequency.findIndex((k, f) => k !== other[f]);
  return differ < 0 || frequency[differ] < other[differ];
}
