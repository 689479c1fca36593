import {
  cca,
  gulp,
  linearCka,
  linearCkaOfMoments,
  meanSquaredCca,
  procrustes,
  procrustesOfMoments,
  pwcca,
  ridgeCca,
  type Features,
  type PairMoments,
} from "@erlangen/metrics";

/** A measure as the command line knows it. */
export interface Metric {
  /** For people. */
  readonly title: string;
  readonly measure: (phi: Features, psi: Features) => number;
  readonly symmetric: boolean;
  /** The same from second moments, for arrays larger than memory. */
  readonly ofMoments?: (moments: PairMoments) => number;
  /** The squared distance that a value implies; the value of a representation with itself is given. */
  readonly squaredDistance: (value: number, own: readonly [number, number]) => number;
}

const ofCosine = (value: number): number => Math.max(0, 2 - 2 * value);

/** The measures by name; `lambda` is that of the regularised ones. */
export function metricsByName(lambda: number): Readonly<Record<string, Metric>> {
  return {
    cka: {
      title: "linear centred kernel alignment",
      measure: linearCka,
      symmetric: true,
      ofMoments: linearCkaOfMoments,
      squaredDistance: ofCosine,
    },
    cca: {
      title: "mean canonical correlation",
      measure: cca,
      symmetric: true,
      squaredDistance: ofCosine,
    },
    "mean-squared-cca": {
      title: "mean squared canonical correlation",
      measure: meanSquaredCca,
      symmetric: true,
      squaredDistance: ofCosine,
    },
    pwcca: {
      title: "projection-weighted canonical correlation",
      measure: pwcca,
      symmetric: false,
      squaredDistance: ofCosine,
    },
    procrustes: {
      title: "squared Procrustes distance",
      measure: procrustes,
      symmetric: true,
      ofMoments: procrustesOfMoments,
      squaredDistance: (value) => value,
    },
    "ridge-cca": {
      title: `ridge CCA at λ = ${lambda}`,
      measure: (phi, psi) => ridgeCca(phi, psi, { lambda }),
      symmetric: true,
      squaredDistance: (value, [a, b]) => Math.max(0, a + b - 2 * value),
    },
    gulp: {
      title: `GULP distance at λ = ${lambda}`,
      measure: (phi, psi) => gulp(phi, psi, { lambda }),
      symmetric: true,
      squaredDistance: (value) => value * value,
    },
  };
}
