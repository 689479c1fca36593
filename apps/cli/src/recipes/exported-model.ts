import { graphToOnnx } from "@erlangen/backends/onnx";
import type { LabelledFrame } from "@erlangen/data";
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
 * @param frame - Gives the species and the reference positions; free boundaries.
 * @throws ArgumentError for periodic frames and for more than 200 atoms.
 */
export function exportedModel<P extends Tree>(
  field: ForceField<P>,
  parameters: P,
  frame: LabelledFrame,
  about: {
    readonly species: readonly number[];
    readonly shifts: readonly number[];
    readonly units: string;
  },
): Uint8Array {
  const atoms = frame.atomicNumbers.length;
  if (frame.pbc.includes(true)) {
    throw new ArgumentError(
      "export: expected frames without periodic boundaries, got a periodic one",
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
