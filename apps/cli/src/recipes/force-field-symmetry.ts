import { equivarianceError, type EquivarianceError } from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { compile, tensor, type Tree } from "@erlangen/tensor";
import { atomicExamples } from "@erlangen/training";
import type { ForceFieldRun } from "./force-field-run.ts";

/**
 * Equivariance error of a trained force field under E(3): energies invariant, forces vectors, over 100 random elements
 * on test frames. Edges stay those of the frame, as motions keep distances.
 */
export async function forceFieldSymmetry<P extends Tree>(
  { config, data, field, engine }: Pick<ForceFieldRun<P>, "config" | "data" | "field" | "engine">,
  parameters: P,
): Promise<EquivarianceError> {
  const { graph } = atomicExamples(data.test.slice(0, 1), {
    cutoff: config.model.cutoff * 1.001,
    batchSize: 1,
    ...config.statistics,
  }).batch(Int32Array.of(0));
  const { positions } = data.test[0];
  const run = compile(
    (p: P, x: typeof graph.positions) => field.apply(p, { ...graph, positions: x }),
    { engine },
  );
  try {
    return await equivarianceError(
      async (points: Float64Array) => {
        const { energy, forces } = await run(
          parameters,
          tensor(points, graph.positions.shape, graph.positions.dtype),
        );
        return { energy: Float64Array.from(energy.data), forces: Float64Array.from(forces.data) };
      },
      {
        input: "1o",
        output: { energy: "0e", forces: "1o" },
        group: "E(3)",
        random: Random.fromSeed(config.seed).split("symmetry"),
        elements: 100,
        inputs: () => positions,
      },
    );
  } finally {
    run.dispose();
  }
}
