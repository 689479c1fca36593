import type { Tensor } from "@erlangen/tensor";

/**
 * Atoms of one or several graphs side by side, and the directed edges between neighbours.
 *
 * Edge e has the vector positions[source] + shifts - positions[target]; messages go from source to target. A padding
 * edge has source = target = 0 and a shift longer than the cutoff: it contributes exactly zero to every value and
 * derivative. Padding atoms belong to a graph of their own, the last one.
 */
export type AtomicGraph = {
  /** `[atoms, 3]`, in the unit of the cutoff. */
  readonly positions: Tensor;
  /** int32 `[atoms]`: position in the list of species of the model. */
  readonly species: Tensor;
  /** int32 `[edges]` */
  readonly source: Tensor;
  /** int32 `[edges]` */
  readonly target: Tensor;
  /** `[edges, 3]`: lattice vectors, in Cartesian coordinates, added to the source. */
  readonly shifts: Tensor;
  /** int32 `[atoms]`: the graph of each atom. */
  readonly graph: Tensor;
  /** int32 `[graphs]`: number of atoms of each graph. Its length is the number of graphs, known before any number. */
  readonly sizes: Tensor;
};
