import type { FiniteGroup, FiniteIrrep } from "../group/finite-group.ts";
import { requireInteger } from "../group/require-integer.ts";
import { power } from "./cyclic-group.ts";
import { LawGroup } from "./law-group.ts";
import { TabulatedIrrep } from "./tabulated-irrep.ts";
import { exactCosine, exactSine } from "./turn.ts";

/**
 * The dihedral group D_n of order 2n: rotations and reflections of the regular n-gon.
 *
 * Element k + n j is r^k f^j: the flip f first if j = 1, then k turns by 2π/n; f r = r⁻¹ f. The
 * generators are r and f (f alone for n = 1). Element order and irreps as in escnn: `(j,k)` is the
 * rotation by 2πk/n composed with diag(1, -1) for flips, or a sign where k is 0 or n/2.
 *
 * @param n - Number of rotations, an integer >= 1.
 * @throws ArgumentError when `n` is no such integer.
 *
 * ```ts
 * import { dihedralGroup } from "@erlangen/groups";
 *
 * const d4 = dihedralGroup(4);
 * d4.elementName(d4.multiply(4, 1)); // => "r^3 f"
 * d4.irreps().map(({ name }) => name); // => ["(0,0)", "(1,0)", "(1,1)", "(1,2)", "(0,2)"]
 * ```
 */
export function dihedralGroup(n: number): FiniteGroup {
  requireInteger("dihedralGroup", "n", n, { least: 1, most: 2 ** 30 });
  return new LawGroup({
    name: `D${n}`,
    order: 2 * n,
    generators: n === 1 ? [1] : [1, n],
    multiply: (a, b) => {
      const [flipped, turns] = [a >= n, b % n];
      const rotation = ((a % n) + (flipped ? n - turns : turns)) % n;
      return flipped === b >= n ? rotation : rotation + n;
    },
    inverse: (g) => (g >= n ? g : (n - g) % n),
    elementName: (g) => {
      if (g === n) return "f";
      return g < n ? power("r", g) : `${power("r", g - n)} f`;
    },
    irreps: (group) => dihedralIrreps(group, n),
  });
}

function dihedralIrreps(group: FiniteGroup, n: number): FiniteIrrep[] {
  const signs = (j: number, k: number): FiniteIrrep =>
    new TabulatedIrrep({
      group,
      name: `(${j},${k})`,
      dim: 1,
      type: "real",
      matrixOf: (g) => {
        const isOdd = (k > 0 && (g % n) % 2 === 1) !== (j === 1 && g >= n);
        return Float64Array.of(isOdd ? -1 : 1);
      },
    });
  const planes = Array.from({ length: Math.ceil(n / 2) - 1 }, (_, index): FiniteIrrep => {
    const k = index + 1;
    return new TabulatedIrrep({
      group,
      name: `(1,${k})`,
      dim: 2,
      type: "real",
      matrixOf: (g) => {
        const steps = (k * (g % n)) % n;
        const [c, s] = [exactCosine(steps, n), exactSine(steps, n)];
        return g < n ? Float64Array.of(c, -s, s, c) : Float64Array.of(c, s, s, -c);
      },
    });
  });
  const halves = n % 2 === 0 ? [signs(1, n / 2), signs(0, n / 2)] : [];
  return [signs(0, 0), signs(1, 0), ...planes, ...halves];
}
