import { basisPair } from "./basis-pair.ts";
import type { NamedFeatures, PreparationOptions } from "./features.ts";
import { inputGram } from "./input-gram.ts";
import type { Covariance } from "./moments.ts";
import { covariance, crossCovariance } from "./moments.ts";
import { prepare } from "./prepared.ts";
import type { RidgePair } from "./ridge-pair.ts";
import type { SampleBasis } from "./sample-basis.ts";
import { sampleBasis } from "./sample-basis.ts";
import type { SecondOrder } from "./second-order.ts";
import { secondOrder } from "./second-order.ts";
import { secondOrderPair } from "./second-order-pair.ts";

/** How features are decomposed. */
export interface DecompositionOptions extends PreparationOptions {
  /**
   * `svd` decomposes the features themselves, to full precision also for tiny λ. `gram` decomposes their second
   * moments, or their Gram matrix when features outnumber samples: much faster for large arrays, with an error of about
   * 1e-16/λ. Default: `svd` where it takes about a second at most.
   */
  readonly method?: "svd" | "gram";
}

/** Features, decomposed once, for pairs with any others that were decomposed in the same way. */
export type Decomposed =
  | { readonly method: "svd"; readonly basis: SampleBasis }
  | {
      readonly method: "gram";
      readonly of: "features";
      readonly covariance: Covariance;
      readonly order: SecondOrder;
    }
  | { readonly method: "gram"; readonly of: "inputs"; readonly order: SecondOrder };

/** So many multiplications of n min(n, k) k make a singular value decomposition wait. */
const mostForSvd = 2 ** 25;

/** Decomposes all features in the way that suits them together. */
export function decompose(
  where: string,
  all: readonly NamedFeatures[],
  options: DecompositionOptions,
): readonly Decomposed[] {
  const { method = usualMethod(all) } = options;
  if (method === "svd") {
    return all.map((named) => ({ method, basis: sampleBasis(prepare(where, named, options)) }));
  }
  // The Gram matrix of the inputs serves all as soon as one has more features than there are inputs.
  const outnumbered = all.some(({ features }) => features.columns > features.rows);
  return all.map((named): Decomposed => {
    if (outnumbered) {
      const order = secondOrder(inputGram(where, named, options), named.features.rows);
      return { method, of: "inputs", order };
    }
    const moments = covariance(where, named, options);
    const order = secondOrder(moments.matrix, named.features.columns);
    return { method, of: "features", covariance: moments, order };
  });
}

function usualMethod(all: readonly NamedFeatures[]): "svd" | "gram" {
  const work = all.map(
    ({ features: { rows, columns } }) => rows * columns * Math.min(rows, columns),
  );
  return Math.max(...work) <= mostForSvd ? "svd" : "gram";
}

/** The ridge products of two features that were decomposed together. */
export function pairOf(phi: Decomposed, psi: Decomposed): RidgePair {
  if (phi.method === "svd" && psi.method === "svd") return basisPair(phi.basis, psi.basis);
  if (phi.method === "gram" && psi.method === "gram") {
    if (phi.of === "features" && psi.of === "features") {
      const cross = crossCovariance(phi.covariance, psi.covariance);
      return secondOrderPair(phi.order, psi.order, { kind: "features", cross });
    }
    if (phi.of === "inputs" && psi.of === "inputs") {
      return secondOrderPair(phi.order, psi.order, { kind: "inputs", cross: undefined });
    }
  }
  throw new TypeError("internal: features were decomposed in different ways");
}
