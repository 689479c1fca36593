import { add, gather, mul, reshape, sub, type Tensor } from "@erlangen/tensor";
import { besselBasis } from "../irreps/bessel-basis.ts";
import { polynomialCutoff } from "../irreps/polynomial-cutoff.ts";
import { unitVectors } from "../irreps/unit-vectors.ts";
import type { AtomicGraph } from "./atomic-graph.ts";

/** What models see of the edges. */
export interface EdgeGeometry {
  /** From target to source, `[edges, 3]`. */
  readonly vectors: Tensor;
  /** Their directions, `[edges, 3]`. */
  readonly unit: Tensor;
  /** Their lengths, `[edges, 1]`. */
  readonly length: Tensor;
  /** The cutoff function, 1 at length 0, `[edges, 1]`. */
  readonly fade: Tensor;
  /** Bessel functions of the length, faded out at the cutoff, `[edges, count]`. */
  readonly radial: Tensor;
}

/** How edges are looked at. */
export interface RadialOptions {
  readonly cutoff: number;
  /** Number of Bessel functions. */
  readonly count: number;
  /** Exponent of the polynomial cutoff. */
  readonly power: number;
}

/** Directions and radial features of the edges of a graph; beyond the cutoff the features are exactly 0. */
export function edgeGeometry(graph: AtomicGraph, options: RadialOptions): EdgeGeometry {
  const { cutoff, count, power } = options;
  const { positions, source, target, shifts } = graph;
  const vectors = sub(add(gather(positions, source), shifts), gather(positions, target));
  const { unit, length } = unitVectors(vectors);
  const basis = reshape(besselBasis(length, { cutoff, count }), [source.shape[0], count]);
  const fade = polynomialCutoff(length, cutoff, power);
  return { vectors, unit, length, fade, radial: mul(basis, fade) };
}

/**
 * The mean square of the radial features over distances with density proportional to r: between a chain and a solid.
 *
 * Networks divide by it, so that their first layer sees numbers of order one whatever the unit of length.
 */
export function radialSecondMoment({ cutoff, count, power }: RadialOptions): number {
  const points = 512;
  let total = 0;
  for (let k = 0; k < points; k++) {
    const u = (k + 0.5) / points;
    const fade =
      1 -
      u ** power *
        (((power + 1) * (power + 2)) / 2 -
          u * (power * (power + 2) - (u * power * (power + 1)) / 2));
    let squares = 0;
    for (let n = 1; n <= count; n++) squares += (Math.sin(n * Math.PI * u) / u) ** 2;
    total += (squares / count) * fade * fade * 2 * u;
  }
  return ((total / points) * 2) / cutoff ** 3;
}
