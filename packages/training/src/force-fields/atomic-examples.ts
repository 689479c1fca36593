import type { LabelledFrame } from "@erlangen/data";
import { neighborList } from "@erlangen/data/neighbors";
import type { AtomicGraph } from "@erlangen/layers";
import { ArgumentError } from "@erlangen/numerics";
import { tensor, type FloatDType, type Tensor } from "@erlangen/tensor";
import type { Examples } from "../trainer/batches.ts";
import { requireCount } from "../require-number.ts";
import { EdgeCapacity } from "./edge-capacity.ts";
import { speciesIndex } from "./energy-scale.ts";

/** Graphs with the energies and forces that a force field is to learn. */
export type AtomicBatch = {
  readonly graph: AtomicGraph;
  /** Energies with the shifts of the species taken off, `[graphs]`. */
  readonly energy: Tensor;
  /** `[atoms, 3]` */
  readonly forces: Tensor;
  /** 1 over the number of atoms, 0 for a padding graph, `[graphs]`. */
  readonly perAtom: Tensor;
  /** 1, 0 for a padding atom, `[atoms, 1]`. */
  readonly isAtom: Tensor;
};

/** Options of {@link atomicExamples}. */
export interface AtomicExamplesOptions {
  /** Radius of the neighbourhoods, in the unit of the positions. */
  readonly cutoff: number;
  /** Atomic numbers, in the order of the model. */
  readonly species: readonly number[];
  /** Energy of an atom of each species, taken off in float64 before the energies become float32. */
  readonly shifts: readonly number[];
  /** Batch size that the padding is made for. */
  readonly batchSize: number;
  /** Default `float32`. */
  readonly dtype?: FloatDType;
}

/** Labelled frames as examples, with their numbers of edges. */
export interface AtomicExamples extends Examples<AtomicBatch> {
  /** Average number of edges into an atom. */
  readonly averageNeighbors: number;
  /** Energy of an example with the shifts of its species taken off. */
  relativeEnergy(position: number): number;
}

/** One frame, ready to be put into a batch. */
interface Prepared {
  readonly frame: LabelledFrame;
  /** Relative to their mean: differences keep their digits in float32, wherever the frame lies. */
  readonly positions: Float64Array;
  readonly species: Int32Array;
  readonly reference: number;
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly shifts: Float64Array;
}

/**
 * Frames as examples for a force field: neighbour lists are made once, batches are padded to few shapes.
 *
 * Padding edges are longer than the cutoff; where frames differ in size, padding atoms fill a last graph of their own.
 *
 * @throws ArgumentError when a frame holds an atom that is not among `species`, or `shifts` is not as long as it.
 */
export function atomicExamples(
  frames: readonly LabelledFrame[],
  options: AtomicExamplesOptions,
): AtomicExamples {
  const { cutoff, batchSize, species: kinds, shifts, dtype = "float32" } = options;
  requireCount("atomicExamples", "batchSize", batchSize);
  if (shifts.length !== kinds.length) {
    throw new ArgumentError(
      `atomicExamples: expected as many shifts as species (${kinds.length}), got ${shifts.length}`,
    );
  }
  const prepared = frames.map((frame) => prepare(frame, options));
  const edgeCounts = prepared.map(({ source }) => source.length);
  const capacity = new EdgeCapacity(edgeCounts, batchSize);
  const sizes = prepared.map(({ species }) => species.length);
  const largest = sizes.reduce((a, b) => Math.max(a, b), 0);
  const mixed = sizes.some((size) => size !== largest);
  const atoms = sizes.reduce((a, b) => a + b, 0);
  return {
    length: frames.length,
    averageNeighbors: Math.max(1e-3, edgeCounts.reduce((a, b) => a + b, 0) / Math.max(1, atoms)),
    relativeEnergy: (position) => prepared[position].frame.energy - prepared[position].reference,
    batch: (positions) => {
      const members = Array.from(positions, (position) => prepared[position]);
      const edges = members.reduce((sum, { source }) => sum + source.length, 0);
      return collate(members, {
        atoms: mixed
          ? members.length * largest
          : members.reduce((sum, { species }) => sum + species.length, 0),
        edges: capacity.for(edges),
        mixed,
        cutoff,
        dtype,
      });
    },
  };
}

function prepare(
  frame: LabelledFrame,
  { cutoff, species, shifts }: AtomicExamplesOptions,
): Prepared {
  const { positions, lattice, pbc, atomicNumbers } = frame;
  const list = neighborList({ positions, cutoff, lattice, pbc });
  const images = new Float64Array(3 * list.edges);
  if (lattice !== undefined) {
    for (let edge = 0; edge < list.edges; edge++) {
      for (let axis = 0; axis < 3; axis++) {
        for (let row = 0; row < 3; row++) {
          images[3 * edge + axis] += list.shift[3 * edge + row] * lattice[3 * row + axis];
        }
      }
    }
  }
  const kinds = Int32Array.from(atomicNumbers, (number) => speciesIndex(species, number));
  return {
    frame,
    positions: centred(positions),
    species: kinds,
    reference: kinds.reduce((sum, kind) => sum + shifts[kind], 0),
    source: list.source,
    target: list.target,
    shifts: images,
  };
}

function centred(positions: Float64Array): Float64Array {
  const mean = [0, 0, 0];
  positions.forEach((value, i) => (mean[i % 3] += (3 * value) / positions.length));
  return positions.map((value, i) => value - mean[i % 3]);
}

function collate(
  members: readonly Prepared[],
  layout: {
    readonly atoms: number;
    readonly edges: number;
    readonly mixed: boolean;
    readonly cutoff: number;
    readonly dtype: FloatDType;
  },
): AtomicBatch {
  const { atoms, edges, mixed, cutoff, dtype } = layout;
  const graphs = members.length + (mixed ? 1 : 0);
  const positions = new Float64Array(3 * atoms);
  const forces = new Float64Array(3 * atoms);
  const isAtom = new Float64Array(atoms);
  const species = new Int32Array(atoms);
  const graph = new Int32Array(atoms).fill(graphs - 1);
  const sizes = new Int32Array(graphs);
  const energy = new Float64Array(graphs);
  const perAtom = new Float64Array(graphs);
  const source = new Int32Array(edges);
  const target = new Int32Array(edges);
  const shifts = new Float64Array(3 * edges);
  let atom = 0;
  let edge = 0;
  members.forEach((member, g) => {
    const count = member.species.length;
    positions.set(member.positions, 3 * atom);
    forces.set(member.frame.forces, 3 * atom);
    species.set(member.species, atom);
    isAtom.fill(1, atom, atom + count);
    graph.fill(g, atom, atom + count);
    sizes[g] = count;
    energy[g] = member.frame.energy - member.reference;
    perAtom[g] = 1 / count;
    source.set(
      member.source.map((i) => i + atom),
      edge,
    );
    target.set(
      member.target.map((i) => i + atom),
      edge,
    );
    shifts.set(member.shifts, 3 * edge);
    atom += count;
    edge += member.source.length;
  });
  if (mixed) sizes[graphs - 1] = atoms - atom;
  for (; edge < edges; edge++) shifts[3 * edge] = 2 * cutoff;
  return {
    graph: {
      positions: tensor(positions, [atoms, 3], dtype),
      species: tensor(species),
      source: tensor(source),
      target: tensor(target),
      shifts: tensor(shifts, [edges, 3], dtype),
      graph: tensor(graph),
      sizes: tensor(sizes),
    },
    energy: tensor(energy, [graphs], dtype),
    forces: tensor(forces, [atoms, 3], dtype),
    perAtom: tensor(perAtom, [graphs], dtype),
    isAtom: tensor(isAtom, [atoms, 1], dtype),
  };
}
