import { Irreps, type IrrepsLike, type SphericalHarmonicsOptions } from "@erlangen/groups";
import { ArgumentError } from "@erlangen/numerics";
import { mul, solidHarmonics, tensor, type Tensor } from "@erlangen/tensor";
import { takeColumns } from "./feature-rows.ts";
import { unitVectors } from "./unit-vectors.ts";

/**
 * The real spherical harmonics of vectors, differentiable to every order.
 *
 * Component normalisation makes the squares of degree l sum to 2l+1 on the sphere, `norm` to 1, `integral` to
 * (2l+1)/(4 pi). With `normalize: false` the polynomials r^l Y_l.
 *
 * Shapes: vectors [..., 3] -> [..., irreps.dim].
 *
 * @param irreps - Which ones: the last degree, or irreps such as `"0e + 1o + 2e"` of the parities that a polar or an axial
 * vector gives; a multiplicity repeats.
 * @param vectors - Any length; the zero vector gives Y_0 and zeros, and derivatives of 0 there.
 * @param options - As of `sphericalHarmonics` of @erlangen/groups: `normalization` (default `"integral"`), `normalize`
 * (default true).
 * @throws ArgumentError when the irreps are of no vector; ShapeError when the last axis is not 3.
 *
 * ```ts
 * import { sphericalHarmonics } from "@erlangen/layers";
 * import { tensor } from "@erlangen/tensor";
 *
 * const y = sphericalHarmonics("0e + 1o", tensor([0, 0, 2]), { normalization: "component" });
 * y.toArray(); // => [1, 0, 0, 1.7320508]
 * ```
 */
export function sphericalHarmonics(
  irreps: IrrepsLike | number,
  vectors: Tensor,
  options: SphericalHarmonicsOptions = {},
): Tensor {
  const { normalization = "integral", normalize = true } = options;
  const wanted =
    typeof irreps === "number" ? Irreps.sphericalHarmonics(irreps) : Irreps.from(irreps);
  const degrees = wanted.blocks.flatMap(({ multiplicity, irrep }) =>
    new Array<number>(multiplicity).fill(irrep.l),
  );
  const isPolar = wanted.blocks.every(({ irrep }) => irrep.parity === (irrep.l % 2 === 0 ? 1 : -1));
  const isAxial = wanted.blocks.every(({ irrep }) => irrep.parity === 1);
  if (degrees.length === 0 || !(isPolar || isAxial)) {
    throw new ArgumentError(
      `sphericalHarmonics: expected irreps of the harmonics of a polar (0e, 1o, 2e, ...) or axial (0e, 1e, 2e, ...) vector, got "${wanted}"`,
    );
  }
  const lMax = Math.max(...degrees);
  const all = solidHarmonics(normalize ? unitVectors(vectors).unit : vectors, lMax);
  const columns = degrees.map((l) => ({ offset: l * l, length: 2 * l + 1 }));
  const inOrder = degrees.length === lMax + 1 && degrees.every((l, position) => l === position);
  const taken = inOrder ? all : takeColumns(all, columns);
  if (normalization === "component") return taken;
  const factors = degrees.flatMap((l) =>
    new Array<number>(2 * l + 1).fill(
      normalization === "norm" ? 1 / Math.sqrt(2 * l + 1) : 1 / Math.sqrt(4 * Math.PI),
    ),
  );
  return mul(taken, tensor(Float64Array.from(factors), [factors.length], vectors.dtype));
}
