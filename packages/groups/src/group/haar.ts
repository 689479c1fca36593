import { ArgumentError, ShapeError, matmul, transpose } from "@erlangen/numerics";
import type { CompactGroup, Group, HaarRule } from "./group.ts";
import type { Representation } from "./representation.ts";

/** How finely `haarAverage` and `reynolds` integrate. */
export interface HaarOptions {
  /**
   * Degrees of matrix entries, added up over the factors of the integrand, up to which the average
   * is exact. Needless for finite groups, whose average is always exact.
   */
  readonly degree?: number;
}

/**
 * The mean of `f` over a compact group: ∫ f(g) dg, for finite groups 1/|G| Σ f(g).
 *
 * @param f - From an element to an array; all of one length.
 * @throws ArgumentError when the group has no Haar rule, or is infinite and `degree` is missing.
 *
 * ```ts
 * import { cyclicGroup, haarAverage } from "@erlangen/groups";
 *
 * [...haarAverage(cyclicGroup(4), (g) => [g, 1])]; // => [1.5, 1]
 * ```
 */
export function haarAverage<Element>(
  group: Group<Element>,
  f: (g: Element) => ArrayLike<number>,
  options: HaarOptions = {},
): Float64Array {
  const { elements, weights } = ruleOf("haarAverage", group, options);
  let mean: Float64Array | undefined;
  elements.forEach((g, node) => {
    const value = f(g);
    mean ??= new Float64Array(value.length);
    if (value.length !== mean.length) {
      throw new ShapeError(
        `haarAverage: expected f to return arrays of one length, got ${mean.length} and ${value.length}`,
      );
    }
    for (let i = 0; i < mean.length; i++) mean[i] += weights[node] * value[i];
  });
  return mean ?? new Float64Array(0);
}

/** Representations at both ends of a map, and the degree of the average. */
export interface ReynoldsOptions<Element> extends HaarOptions {
  /** How the input of the map transforms. */
  readonly input: Representation<Element>;
  /** How its output transforms. */
  readonly output: Representation<Element>;
}

/**
 * The Reynolds operator: the equivariant map that is nearest to a linear map in the Frobenius norm
 * (for orthogonal representations).
 *
 * A ↦ ∫ ρ_out(g) A ρ_in(g)⁻¹ dg. It is a projection; equivariant maps stay as they are.
 *
 * @param map - [output.dim, input.dim], row-major.
 * @returns [output.dim, input.dim].
 * @throws ShapeError when `map` has another size; ArgumentError as `haarAverage`.
 *
 * ```ts
 * import { cyclicGroup, reynolds } from "@erlangen/groups";
 *
 * const rotation = cyclicGroup(4).irreps()[1];
 * const map = [1, 0, 0, 0];
 * reynolds(map, { input: rotation, output: rotation })[0].toFixed(12); // => "0.500000000000"
 * ```
 */
export function reynolds<Element>(
  map: ArrayLike<number>,
  { input, output, ...options }: ReynoldsOptions<Element>,
): Float64Array {
  const [rows, columns] = [output.dim, input.dim];
  if (map.length !== rows * columns) {
    throw new ShapeError(
      `reynolds: expected map of shape [output.dim, input.dim] = [${rows}, ${columns}], flat, got ${map.length} numbers`,
    );
  }
  if (input.group !== output.group) {
    throw new ArgumentError(
      `reynolds: expected input and output of one group, got ${input.group.name} and ${output.group.name}`,
    );
  }
  const { group } = input;
  return haarAverage(
    group,
    (g) => {
      const after = matmul(output.matrix(g), map, { rows, inner: rows, columns });
      return matmul(after, input.matrix(group.inverse(g)), { rows, inner: columns, columns });
    },
    options,
  );
}

/**
 * The orthogonal projection onto the invariant vectors of an orthogonal representation: ∫ ρ(g) dg.
 *
 * @returns [dim, dim], symmetric; its trace is the number of trivial irreps inside.
 * @throws ArgumentError as `haarAverage`.
 */
export function invariantProjector<Element>(
  representation: Representation<Element>,
  options: HaarOptions = {},
): Float64Array {
  const { dim, group } = representation;
  const mean = haarAverage(group, (g) => representation.matrix(g), options);
  const mirrored = transpose(mean, dim, dim);
  return mean.map((entry, i) => (entry + mirrored[i]) / 2);
}

function ruleOf<Element>(
  where: string,
  group: Group<Element>,
  { degree }: HaarOptions,
): HaarRule<Element> {
  const compact: Partial<CompactGroup<Element>> = group;
  if (compact.haarRule === undefined) {
    throw new ArgumentError(
      `${where}: expected a compact group with a Haar rule, got ${group.name}; average over group.sample instead`,
    );
  }
  if (degree === undefined && !("order" in group)) {
    throw new ArgumentError(`${where}: expected a degree for the infinite group ${group.name}`);
  }
  return compact.haarRule(degree ?? 0);
}
