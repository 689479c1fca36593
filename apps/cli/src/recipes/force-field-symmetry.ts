import { equivarianceError, type EquivarianceError } from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { compile, tensor, type Tensor, type Tree } from "@erlangen/tensor";
import { atomicExamples } from "@erlangen/training";
import type { ForceFieldRun } from "./force-field-run.ts";

/**
 * Equivariance error of a trained force field under E(3): energies invariant, forces vectors, over 100 random elements
 * on the first test frame. Edges stay those of the frame, as motions keep distances; the lattice turns with the atoms.
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
  const shown: Readonly<Record<"positions" | "shifts", Float64Array>> = {
    positions: data.test[0].positions,
    shifts: Float64Array.from(graph.shifts.data),
  };
  const run = compile(
    (p: P, positions: Tensor, shifts: Tensor) => field.apply(p, { ...graph, positions, shifts }),
    { engine },
  );
  try {
    return await equivarianceError(
      async ({ positions, shifts }: typeof shown) => {
        const { energy, forces } = await run(
          parameters,
          tensor(positions, graph.positions.shape, graph.positions.dtype),
          tensor(shifts, graph.shifts.shape, graph.shifts.dtype),
        );
        return { energy: Float64Array.from(energy.data), forces: Float64Array.from(forces.data) };
      },
      {
        input: { positions: "1o", shifts: "1o" },
        output: { energy: "0e", forces: "1o" },
        group: "E(3)",
        random: Random.fromSeed(config.seed).split("symmetry"),
        elements: 100,
        translates: ["positions"],
        inputs: () => shown,
      },
    );
  } finally {
    run.dispose();
  }
}
