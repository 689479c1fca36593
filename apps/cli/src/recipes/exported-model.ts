import { graphToOnnx } from "@erlangen/backends/onnx";
import type { Frame, LabelledFrame } from "@erlangen/data";
import { neighborList } from "@erlangen/data/neighbors";
import type { ForceField } from "@erlangen/layers";
import { ArgumentError } from "@erlangen/numerics";
import { add, cast, tensor, trace, type Tensor, type Tree } from "@erlangen/tensor";
import { speciesIndex } from "@erlangen/training";

/** Most atoms for which all pairs are written as edges. */
const mostAtoms = 200;

/**
 * A force field for one molecule as an ONNX model: positions `[atoms, 3]` -> energy `[1]` and forces `[atoms, 3]`.
 *
 * All pairs of atoms are edges; beyond the cutoff they contribute exactly zero. The energy is float64, with the shifts
 * of the species; positions and forces are float32. The file carries reference positions as metadata.
 *
 * @param frames - The first gives the species and the reference positions. A lattice around them may be given, as long as
 *   no atom of any frame sees another across a boundary.
 * @throws ArgumentError when one does, and for more than 200 atoms.
 */
export function exportedModel<P extends Tree>(
  field: ForceField<P>,
  parameters: P,
  frames: readonly LabelledFrame[],
  about: {
    readonly cutoff: number;
    readonly species: readonly number[];
    readonly shifts: readonly number[];
    readonly units: string;
  },
): Uint8Array {
  const [frame] = frames;
  const atoms = frame.atomicNumbers.length;
  if (frames.some((other) => crossesBoundary(other, about.cutoff))) {
    throw new ArgumentError(
      `export: expected frames without periodic boundaries within ${about.cutoff.toFixed(2)} of an atom, got a periodic one`,
    );
  }
  if (atoms > mostAtoms) {
    throw new ArgumentError(`export: expected at most ${mostAtoms} atoms, got ${atoms}`);
  }
  const kinds = Int32Array.from(frame.atomicNumbers, (number) =>
    speciesIndex(about.species, number),
  );
  const pairs = Array.from({ length: atoms * atoms }, (_, n) => [
    Math.floor(n / atoms),
    n % atoms,
  ]).filter(([target, source]) => target !== source);
  const shift = kinds.reduce((sum, kind) => sum + about.shifts[kind], 0);
  const { graph } = trace(
    (positions: Tensor) => {
      const { energy, forces } = field.apply(parameters, {
        positions,
        species: tensor(kinds),
        source: tensor(Int32Array.from(pairs, ([, source]) => source)),
        target: tensor(Int32Array.from(pairs, ([target]) => target)),
        shifts: tensor(new Float32Array(3 * pairs.length), [pairs.length, 3]),
        graph: tensor(new Int32Array(atoms)),
        sizes: tensor(Int32Array.of(atoms)),
      });
      return [add(cast(energy, "float64"), shift), forces];
    },
    [tensor(frame.positions, [atoms, 3], "float32")],
  );
  return graphToOnnx(graph, {
    inputNames: ["positions"],
    outputNames: ["energy", "forces"],
    metadata: {
      "erlangen.positions": JSON.stringify([...frame.positions]),
      "erlangen.atomicNumbers": JSON.stringify([...frame.atomicNumbers]),
      "erlangen.units": about.units,
    },
  });
}

/** Whether an atom sees another, or itself, in a neighbouring cell. */
function crossesBoundary({ positions, lattice, pbc }: Frame, cutoff: number): boolean {
  return (
    pbc.includes(true) &&
    neighborList({ positions, cutoff, lattice, pbc }).shift.some((cells) => cells !== 0)
  );
}
