import { o3 } from "@erlangen/groups";
import type { Random } from "@erlangen/numerics";

/** The groups of motions of space: rotations; with reflections; with translations; with both. */
export const euclideanGroupNames = ["SO(3)", "O(3)", "SE(3)", "E(3)"] as const;

/** One of {@link euclideanGroupNames}. */
export type EuclideanGroupName = (typeof euclideanGroupNames)[number];

/** A motion of space, x -> matrix x + translation. */
export interface EuclideanElement {
  /** Orthogonal [3, 3], row-major. */
  readonly matrix: Float64Array;
  /** [3]; zeros in groups without translations. */
  readonly translation: Float64Array;
}

/** Whether a group contains translations. */
export function hasTranslations(group: EuclideanGroupName): boolean {
  return group === "SE(3)" || group === "E(3)";
}

/**
 * A random motion: the orthogonal part by Haar measure, the translation normal with standard deviation `distance` in
 * each direction.
 */
export function sampleEuclidean(
  group: EuclideanGroupName,
  random: Random,
  distance: number = 1,
): EuclideanElement {
  const matrix = group === "O(3)" || group === "E(3)" ? o3.sample(random) : random.rotation();
  const translation = hasTranslations(group)
    ? random.normal(3).map((component) => distance * component)
    : new Float64Array(3);
  return { matrix, translation };
}
