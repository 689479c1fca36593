import type { RealIrrep } from "../group/representation.ts";
import { o3, so3 } from "../lie/low-dimensional-rotations.ts";
import { Irrep } from "../rotation/irrep.ts";
import { Irreps } from "../rotation/irreps.ts";

/**
 * The irreps of O(3) by degree, 0o 0e 1o 1e ..., or those of SO(3), 0 1 2 ...; without end, in e3nn's
 * order and basis.
 *
 * @yields One irrep after the other.
 */
export function* rotationIrreps(
  group: "SO(3)" | "O(3)",
): Generator<RealIrrep<Float64Array>, never> {
  for (let l = 0; ; l++) {
    if (group === "SO(3)") yield rotationIrrep(new Irrep(l, 1), so3, `${l}`);
    else for (const parity of [-1, 1] as const) yield rotationIrrep(new Irrep(l, parity));
  }
}

function rotationIrrep(
  irrep: Irrep,
  group: RealIrrep<Float64Array>["group"] = o3,
  name: string = irrep.toString(),
): RealIrrep<Float64Array> {
  const block = Irreps.fromBlocks([{ multiplicity: 1, irrep }]);
  const { dim } = block;
  return {
    group,
    name,
    dim,
    type: "real",
    endomorphisms: [
      Float64Array.from({ length: dim * dim }, (_, i) => (i % (dim + 1) === 0 ? 1 : 0)),
    ],
    matrix: (g) => block.matrix(g),
    algebraMatrix: (x) => block.algebraMatrix(x),
  };
}
