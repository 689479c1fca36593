/** Where the atoms are, and how far they see. */
export interface NeighborListOptions {
  /** Cartesian coordinates, `[atoms, 3]`; periodic ones may lie outside the cell. */
  readonly positions: Float64Array;
  /** Largest length of an edge, inclusive, > 0; it may exceed the cell. */
  readonly cutoff: number;
  /** Lattice vectors, one a row, `[3, 3]`; needed where `pbc` is true, and only those rows are read. */
  readonly lattice?: Float64Array | undefined;
  /** Along which lattice vectors the atoms repeat; by default along all when there is a lattice. */
  readonly pbc?: readonly [boolean, boolean, boolean] | undefined;
  /** Most edges, by default 2^24 (0.7 GB); more are refused. */
  readonly maxEdges?: number | undefined;
}

/**
 * Directed edges from a neighbour (`source`) to the atom at whose centre it is seen (`target`).
 *
 * Edge e has the vector positions[source] + shift · lattice - positions[target]. Each pair of atoms within the cutoff
 * gives two edges, one a direction; an atom sees its own periodic images, never itself. Edges are sorted by target,
 * then source, then shift (first component first).
 */
export interface NeighborList {
  /** Number of edges. */
  readonly edges: number;
  /** The neighbour, `[edges]`. */
  readonly source: Int32Array;
  /** The centre, `[edges]`. */
  readonly target: Int32Array;
  /** Lattice vectors added to the neighbour, `[edges, 3]`; 0 along directions that do not repeat. */
  readonly shift: Int32Array;
  /** From the centre to the neighbour, `[edges, 3]`. */
  readonly vectors: Float64Array;
}
