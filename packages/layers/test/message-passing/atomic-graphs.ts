import type { Random } from "@erlangen/numerics";
import { tensor, type FloatDType, type Tensor } from "@erlangen/tensor";
import type { AtomicGraph } from "@erlangen/layers";

/** What is drawn, and how much padding is added. */
export interface DrawnGraphOptions {
  readonly atoms?: number;
  readonly graphs?: number;
  readonly species?: number;
  readonly cutoff?: number;
  readonly padding?: number;
  readonly dtype?: FloatDType;
}

/** Random clusters side by side, with all edges shorter than the cutoff and edges that lead nowhere as padding. */
export function drawnGraph(random: Random, options: DrawnGraphOptions = {}): AtomicGraph {
  const { atoms = 5, graphs = 2, species = 2, cutoff = 2.5, padding = 0 } = options;
  const { dtype = "float64" } = options;
  const count = atoms * graphs;
  const positions = random.split("positions").normal(3 * count);
  const [source, target, shifts]: number[][] = [[], [], []];
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      if (i === j || Math.floor(i / atoms) !== Math.floor(j / atoms)) continue;
      const length = Math.hypot(
        ...[0, 1, 2].map((k) => positions[3 * i + k] - positions[3 * j + k]),
      );
      if (length > cutoff) continue;
      source.push(i);
      target.push(j);
      shifts.push(0, 0, 0);
    }
  }
  for (let k = 0; k < padding; k++) {
    source.push(0);
    target.push(0);
    shifts.push(2 * cutoff, 0, 0);
  }
  return {
    positions: tensor(positions, [count, 3], dtype),
    species: int32(Array.from({ length: count }, (_, i) => (i % atoms) % species)),
    source: int32(source),
    target: int32(target),
    shifts: tensor(Float64Array.from(shifts), [source.length, 3], dtype),
    graph: int32(Array.from({ length: count }, (_, i) => Math.floor(i / atoms))),
    sizes: int32(new Array<number>(graphs).fill(atoms)),
  };
}

/** An int32 vector. */
export function int32(values: readonly number[]): Tensor {
  return tensor(Int32Array.from(values));
}
