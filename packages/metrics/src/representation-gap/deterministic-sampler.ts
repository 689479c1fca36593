import { ArgumentError, type Random } from "@erlangen/numerics";
import type { IdealDenoiser } from "./ideal-denoiser.ts";
import { requirePositive } from "./quantizer-constants.ts";
import { requireCount } from "./require-rows.ts";

/** What {@link deterministicSamples} accepts. */
export interface DeterministicSamplesOptions {
  /** Number of samples, ≥ 1. */
  readonly count: number;
  /** Draws the noise that samples start from. */
  readonly random: Random;
  /** Noise at the start. Default: 20 times the diameter of the denoiser. */
  readonly from?: number;
  /** Noise at the end, below `from`. Default 1e-3. */
  readonly to?: number;
  /** Steps, the noise falling by one factor in each, ≥ 1. Default 400. */
  readonly steps?: number;
}

/**
 * Samples by the deterministic sampler of diffusion models (DDIM, Euler steps of the probability flow):
 * x ← x + (σ' - σ)(x - x̂(x, σ)) / σ.
 *
 * Shapes: → [count, columns], flat.
 *
 * @throws ArgumentError when an option is out of range.
 *
 * Source: Song, Meng, Ermon (2021), «Denoising diffusion implicit models»; Karras et al. (2022), «Elucidating the design
 * space of diffusion-based generative models», algorithm 1 without its correction, for this form.
 */
export function deterministicSamples(
  denoiser: IdealDenoiser,
  options: DeterministicSamplesOptions,
): Float64Array {
  const where = "deterministicSamples";
  const { columns, diameter } = denoiser;
  const { count, random, from = 20 * diameter, to = 1e-3, steps = 400 } = options;
  requireCount(where, "count", count, { least: 1 });
  requireCount(where, "steps", steps, { least: 1 });
  requirePositive(where, "from", from);
  requirePositive(where, "to", to);
  if (to >= from) throw new ArgumentError(`${where}: expected to < from = ${from}, got ${to}`);
  const samples = new Float64Array(count * columns);
  for (let sample = 0; sample < count; sample++) {
    const x = random.normal(columns).map((value) => from * value);
    for (let step = 0; step < steps; step++) {
      const sigma = from * (to / from) ** (step / steps);
      const next = from * (to / from) ** ((step + 1) / steps);
      const clean = denoiser.denoise(x, sigma);
      for (let a = 0; a < columns; a++) x[a] += ((next - sigma) * (x[a] - clean[a])) / sigma;
    }
    samples.set(x, sample * columns);
  }
  return samples;
}
