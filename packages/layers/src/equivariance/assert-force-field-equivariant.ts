import { Irreps, o3 } from "@erlangen/groups";
import type { Random } from "@erlangen/numerics";
import { tensor, type Tensor, type Tree } from "@erlangen/tensor";
import type { AtomicGraph } from "../message-passing/atomic-graph.ts";
import type { EnergyAndForces } from "../message-passing/force-field.ts";
import { transform, type EquivarianceReport } from "./assert-equivariant.ts";
import { describeOrthogonal, EquivarianceError, relativeDifference } from "./equivariance-error.ts";

/** Options of {@link assertForceFieldEquivariant}. */
export interface AssertForceFieldOptions<Parameters extends Tree> {
  /** Draws the group elements. */
  readonly random: Random;
  readonly parameters: Parameters;
  readonly graph: AtomicGraph;
  /** Largest error that passes; default 1e-4 in float32, 1e-10 in float64. */
  readonly tolerance?: number;
  /** How many rotations, translations and permutations to try, one of each; default 4. */
  readonly elements?: number;
}

const vector = Irreps.parse("1o");

/**
 * Throws unless energies stay and forces turn along under rotations, reflections, translations and permutations of the
 * atoms.
 *
 * Permutations rename the atoms of the whole graph, with their species, their edges and their graph index.
 *
 * @returns The largest of |ΔE| / max |E| and |ΔF| / max |F|, and where it occurred.
 * @throws EquivarianceError (the promise rejects) that names the motion and the output with the largest error.
 */
export async function assertForceFieldEquivariant<Parameters extends Tree>(
  field: {
    apply(parameters: Parameters, graph: AtomicGraph): EnergyAndForces | Promise<EnergyAndForces>;
  },
  options: AssertForceFieldOptions<Parameters>,
): Promise<EquivarianceReport> {
  const { random, parameters, graph, elements = 4 } = options;
  const tolerance = options.tolerance ?? (graph.positions.dtype === "float64" ? 1e-10 : 1e-4);
  const still = await field.apply(parameters, graph);
  let worst: EquivarianceReport = { error: 0, element: "none" };
  const compare = async (moved: Motion): Promise<void> => {
    const found = await field.apply(parameters, moved.graph);
    for (const [name, a, b] of [
      ["energy", found.energy, still.energy],
      ["forces", found.forces, moved.forces(still.forces)],
    ] as const) {
      const error = relativeDifference(a.data, b.data);
      if (error > worst.error) worst = { error, element: `${name}, ${moved.element}` };
    }
  };
  for (let k = 0; k < elements; k++) {
    const stream = random.split(k);
    await compare(turned(graph, o3.sample(stream.split("rotation"))));
    await compare(shifted(graph, stream.split("translation").normal(3)));
    await compare(renamed(graph, stream.split("permutation").permutation(graph.species.shape[0])));
  }
  if (!(worst.error <= tolerance)) {
    throw new EquivarianceError(
      `assertForceFieldEquivariant: expected energy and forces to follow the motion up to ${tolerance}, got ${worst.error.toExponential(2)} (${worst.element})`,
      worst,
    );
  }
  return worst;
}

/** A moved graph, and what its forces should be. */
interface Motion {
  readonly element: string;
  readonly graph: AtomicGraph;
  forces(still: Tensor): Tensor;
}

function turned(graph: AtomicGraph, g: Float64Array): Motion {
  const matrix = vector.matrix(g);
  return {
    element: describeOrthogonal(g),
    graph: {
      ...graph,
      positions: transform(graph.positions, matrix),
      shifts: transform(graph.shifts, matrix),
    },
    forces: (still) => transform(still, matrix),
  };
}

function shifted(graph: AtomicGraph, by: Float64Array): Motion {
  const { data, shape, dtype } = graph.positions;
  return {
    element: `translation by (${[...by].map((x) => x.toFixed(2)).join(", ")})`,
    graph: {
      ...graph,
      positions: tensor(
        Float64Array.from(data, (x, i) => x + by[i % 3]),
        shape,
        dtype,
      ),
    },
    forces: (still) => still,
  };
}

/** Atom i becomes atom `to[i]`. */
function renamed(graph: AtomicGraph, to: Int32Array): Motion {
  const moveRows = (x: Tensor): Tensor => {
    const width = x.size / to.length;
    const moved = new Float64Array(x.size);
    to.forEach((row, i) => {
      for (let k = 0; k < width; k++) moved[row * width + k] = x.data[i * width + k];
    });
    return tensor(moved, x.shape, x.dtype);
  };
  const rename = (index: Tensor): Tensor =>
    tensor(
      Int32Array.from(index.data, (i) => to[i]),
      index.shape,
    );
  return {
    element: `permutation of ${to.length} atoms`,
    graph: {
      ...graph,
      positions: moveRows(graph.positions),
      species: moveRows(graph.species),
      graph: moveRows(graph.graph),
      source: rename(graph.source),
      target: rename(graph.target),
    },
    forces: moveRows,
  };
}
