import { orthonormalPolynomials, planeLiftFamily } from "@erlangen/metrics";
import { gaussLaguerre, gaussLegendre } from "@erlangen/numerics";

/** What integrals over the plane say of the planar function of a hard family. */
export interface PlanarIntegrals {
  /** E f² */
  readonly meanSquare: number;
  /** Largest |E f h_a(x) h_b(y)| over Hermite products of degree a + b < k. */
  readonly lowMoment: number;
}

/** Largest degree that is exact between two kinks, to float precision. */
const nodes = 20;

/**
 * Integrals against the normal law in polar coordinates: Gauss-Laguerre in r² / 2, Gauss-Legendre in the angle between the
 * 2k kinks of f.
 */
export function planarIntegrals(k: number): PlanarIntegrals {
  const family = planeLiftFamily({ d: 2, k });
  const plane = Float64Array.of(1, 0, 0, 1);
  const radial = gaussLaguerre(nodes);
  const angular = gaussLegendre(nodes);
  const moments = new Float64Array(k * k);
  let meanSquare = 0;
  for (let sector = 0; sector < 2 * k; sector++) {
    angular.nodes.forEach((node, i) => {
      const angle = (Math.PI / k) * (sector + (node + 1) / 2);
      const angularWeight = angular.weights[i] / (4 * k);
      radial.nodes.forEach((u, j) => {
        const weight = angularWeight * radial.weights[j];
        const [x, y] = [Math.sqrt(2 * u) * Math.cos(angle), Math.sqrt(2 * u) * Math.sin(angle)];
        const value = family.evaluate(plane, Float64Array.of(x, y));
        const h = orthonormalPolynomials("hermite", [x, y], k - 1);
        meanSquare += weight * value * value;
        for (let a = 0; a < k; a++) {
          for (let b = 0; a + b < k; b++) moments[a * k + b] += weight * value * h[a][0] * h[b][1];
        }
      });
    });
  }
  return { meanSquare, lowMoment: Math.max(...moments.map(Math.abs)) };
}
