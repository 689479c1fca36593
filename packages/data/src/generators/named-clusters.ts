import type { LabelledFrame } from "../formats/extended-xyz/frame.ts";
import type { ClusterFramesOptions } from "./cluster-frames.ts";
import { clusterFrames } from "./cluster-frames.ts";
import type { LennardJonesParameters } from "./lennard-jones.ts";
import { lennardJones } from "./lennard-jones.ts";
import type { MorseParameters } from "./morse.ts";
import { morse } from "./morse.ts";

/**
 * Frames of a free Lennard-Jones cluster: {@link clusterFrames} with {@link lennardJones}.
 *
 * @param options - `epsilon` and `sigma` (both 1 by default) set the units of the frames; `...argon` gives eV and Å.
 *
 * ```ts
 * import { argon, lennardJonesFrames } from "@erlangen/data";
 * import { Random } from "@erlangen/numerics";
 *
 * const frames = lennardJonesFrames({ ...argon, frames: 2, random: Random.fromSeed(0) });
 * frames[0].positions.length; // => 39
 * frames[0].energy > 13 * -3.41 * argon.epsilon; // => true
 * ```
 */
export function lennardJonesFrames(
  options: ClusterFramesOptions & LennardJonesParameters,
): LabelledFrame[] {
  return clusterFrames(lennardJones(options), options);
}

/**
 * Frames of a free Morse cluster: {@link clusterFrames} with {@link morse}.
 *
 * @param options - `epsilon`, `distance` (both 1 by default) and `rho` (6) beside those of {@link clusterFrames}.
 */
export function morseFrames(options: ClusterFramesOptions & MorseParameters): LabelledFrame[] {
  return clusterFrames(morse(options), options);
}
