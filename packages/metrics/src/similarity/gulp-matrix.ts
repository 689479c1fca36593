import { ArgumentError } from "@erlangen/numerics";
import { decompose, pairOf } from "./decomposed.ts";
import type { Features, NamedFeatures } from "./features.ts";
import { requireFeatures, requireLambda, requireSameRows } from "./features.ts";
import type { GulpOptions } from "./gulp.ts";

/** What several networks say about the same inputs, by name. */
export type Networks = Readonly<Record<string, Features>>;

/** A symmetric table over networks. */
export interface SimilarityMatrix {
  /** In the order of rows and columns. */
  readonly names: readonly string[];
  /** [names, names], flat. */
  readonly values: Float64Array;
}

/**
 * The GULP distances between all pairs of networks; each network is decomposed once. See `gulp`.
 *
 * @returns Distances, or their squares; zeros on the diagonal.
 * @throws As `gulp`, naming the network; ArgumentError when two networks are the same to the bit, naming both.
 */
export function gulpMatrix(networks: Networks, options: GulpOptions): SimilarityMatrix {
  const all = requireNetworks("gulpMatrix", networks);
  requireLambda("gulpMatrix", options.lambda);
  const decomposed = decompose("gulpMatrix", all, options);
  return table(
    Object.keys(networks),
    (i, j) => {
      const { squared } = pairOf(decomposed[i], decomposed[j]).products(options.lambda);
      return options.squared === true ? squared : Math.sqrt(squared);
    },
    0,
  );
}

/**
 * Any measure of two features between all pairs of networks.
 *
 * @param measure - Such as `linearCka`.
 * @param options - `symmetric`, by default true: one that is not, such as `pwcca`, is averaged over both orders.
 * @throws As {@link gulpMatrix}, and what `measure` throws.
 */
export function similarityMatrix(
  networks: Networks,
  measure: (phi: Features, psi: Features) => number,
  options: { readonly symmetric?: boolean } = {},
): SimilarityMatrix {
  const all = requireNetworks("similarityMatrix", networks);
  const between = (i: number, j: number): number => {
    const [a, b] = [all[i].features, all[j].features];
    return options.symmetric === false ? (measure(a, b) + measure(b, a)) / 2 : measure(a, b);
  };
  const result = table(Object.keys(networks), between, 0);
  all.forEach(({ features }, i) => {
    result.values[i * all.length + i] = measure(features, features);
  });
  return result;
}

function table(
  names: readonly string[],
  entry: (i: number, j: number) => number,
  diagonal: number,
): SimilarityMatrix {
  const count = names.length;
  const values = new Float64Array(count * count).fill(diagonal);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const value = entry(j, i);
      values[i * count + j] = value;
      values[j * count + i] = value;
    }
  }
  return { names, values };
}

/** At least two different networks, all of the same inputs. */
function requireNetworks(where: string, networks: Networks): readonly NamedFeatures[] {
  const all = Object.entries(networks).map(([name, features]) => ({
    name: JSON.stringify(name),
    features,
  }));
  if (all.length < 2) {
    throw new ArgumentError(`${where}: expected at least two networks, got ${all.length}`);
  }
  for (const [i, named] of all.entries()) {
    requireFeatures(where, named);
    requireSameRows(where, all[0], named);
    const twin = all.slice(0, i).find(({ features }) => isSame(features, named.features));
    if (twin === undefined) continue;
    throw new ArgumentError(
      `${where}: expected different networks, got the same numbers under ${twin.name} and ${named.name}; leave one out`,
    );
  }
  return all;
}

function isSame(a: Features, b: Features): boolean {
  return (
    a.columns === b.columns &&
    (a.data === b.data || a.data.every((value, i) => value === b.data[i]))
  );
}
