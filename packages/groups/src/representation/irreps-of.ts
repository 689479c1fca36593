import { ArgumentError } from "@erlangen/numerics";
import type { Group } from "../group/group.ts";
import type { RealIrrep } from "../group/representation.ts";
import { o2Irrep } from "../lie/o2-irrep.ts";
import { so2Irrep } from "../lie/so2-irrep.ts";
import { su2Irrep } from "../lie/su2-irrep.ts";
import { rotationIrreps } from "./rotation-irreps.ts";

/**
 * The real irreps of a group, each once: all of a finite group; those of SO(2), O(2), SO(3), O(3) and
 * SU(2) without end, by frequency, degree or spin.
 *
 * @throws ArgumentError for a group whose irreps are not known here.
 *
 * ```ts
 * import { irrepsOf, so2 } from "@erlangen/groups";
 *
 * const [trivial, turn] = irrepsOf(so2);
 * [trivial.dim, turn.dim]; // => [1, 2]
 * ```
 */
export function irrepsOf<Element>(group: Group<Element>): Iterable<RealIrrep<Element>> {
  if (knowsIrreps(group)) return group.irreps();
  const family = isMatrixGroup(group) ? families[group.name] : undefined;
  if (family === undefined) {
    throw new ArgumentError(
      `irrepsOf: expected a group whose irreps are known, got ${group.name}; pass them as options.irreps`,
    );
  }
  // The elements of a group in the table are those matrices.
  return family() as Iterable<RealIrrep<never>>;
}

const families: Readonly<Record<string, (() => Iterable<RealIrrep<Float64Array>>) | undefined>> = {
  "SO(2)": so2Irreps,
  "O(2)": o2Irreps,
  "SU(2)": su2Irreps,
  "SO(3)": () => rotationIrreps("SO(3)"),
  "O(3)": () => rotationIrreps("O(3)"),
};

function* so2Irreps(): Generator<RealIrrep<Float64Array>, never> {
  for (let k = 0; ; k++) yield so2Irrep(k);
}

function* o2Irreps(): Generator<RealIrrep<Float64Array>, never> {
  yield o2Irrep(0, 0);
  for (let k = 0; ; k++) yield o2Irrep(1, k);
}

function* su2Irreps(): Generator<RealIrrep<Float64Array>, never> {
  for (let twice = 0; ; twice++) yield su2Irrep(twice / 2);
}

interface WithIrreps<Element> {
  irreps(): Iterable<RealIrrep<Element>>;
}

function knowsIrreps<Element>(
  group: Group<Element>,
): group is Group<Element> & WithIrreps<Element> {
  return "irreps" in group && typeof group.irreps === "function";
}

function isMatrixGroup(group: Group<unknown>): boolean {
  return group.identity instanceof Float64Array;
}
