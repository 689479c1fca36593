import type { FiniteGroup, FiniteIrrep } from "../group/finite-group.ts";
import { generalIrreps } from "./general-irreps.ts";
import { ListedMatrixGroup, matrixLaw } from "./group-from-matrices.ts";
import type { FiniteMatrixGroup } from "./group-from-matrices.ts";
import { TabulatedIrrep } from "./tabulated-irrep.ts";

/** What belongs to a polyhedral group. */
export interface PolyhedralOptions {
  /** Whether the inversion x ↦ -x belongs to it too; false by default. */
  readonly inversion?: boolean;
}

/** What defines a group of rotations of a solid. */
interface Solid {
  readonly name: string;
  /** Rotations [3, 3] that generate the group. */
  readonly generators: readonly Float64Array[];
  /** The names of the irreps in the order of their characters, the vectors apart. */
  readonly irrepNames: readonly string[];
  /** The name of the irrep by which vectors transform. */
  readonly vectorName: string;
}

const golden = (1 + Math.sqrt(5)) / 4;
const cycleAxes = Float64Array.of(0, 0, 1, 1, 0, 0, 0, 1, 0);
const halfTurnX = Float64Array.of(1, 0, 0, 0, -1, 0, 0, 0, -1);
const quarterTurnZ = Float64Array.of(0, -1, 0, 1, 0, 0, 0, 0, 1);
const fifthTurn = Float64Array.of(
  golden,
  1 / 2,
  golden - 1 / 2,
  -1 / 2,
  golden - 1 / 2,
  golden,
  golden - 1 / 2,
  -golden,
  1 / 2,
);

/**
 * The rotations of a tetrahedron with vertices (1, 1, 1), (1, -1, -1), ...: order 12, with the
 * inversion 24 (T_h). `defining` gives them as matrices [3, 3].
 *
 * Irreps: A, E (complex type), T; with the inversion each even (`Ag`) and odd (`Au`).
 *
 * ```ts
 * import { tetrahedralGroup } from "@erlangen/groups";
 *
 * tetrahedralGroup().irreps().map(({ name }) => name); // => ["A", "E", "T"]
 * ```
 */
export function tetrahedralGroup(options: PolyhedralOptions = {}): FiniteMatrixGroup {
  return solidGroup(
    {
      name: "T",
      generators: [halfTurnX, cycleAxes],
      irrepNames: ["A", "E"],
      vectorName: "T",
    },
    options,
  );
}

/**
 * The rotations of a cube with faces across the axes: order 24, with the inversion 48 (O_h).
 * `defining` gives them as matrices [3, 3].
 *
 * Irreps: A1, A2, E, T1 (vectors), T2; with the inversion each even (`T1g`) and odd (`T1u`).
 *
 * ```ts
 * import { octahedralGroup } from "@erlangen/groups";
 *
 * octahedralGroup({ inversion: true }).order; // => 48
 * ```
 */
export function octahedralGroup(options: PolyhedralOptions = {}): FiniteMatrixGroup {
  return solidGroup(
    {
      name: "O",
      generators: [quarterTurnZ, cycleAxes],
      irrepNames: ["A1", "A2", "E", "T2"],
      vectorName: "T1",
    },
    options,
  );
}

/**
 * The rotations of an icosahedron with half-turns about the axes: order 60, with the inversion 120
 * (I_h). `defining` gives them as matrices [3, 3], the same as escnn's.
 *
 * Irreps: A, T1 (vectors), T2, G, H of dimensions 1, 3, 3, 4, 5; with the inversion each even
 * (`Hg`) and odd (`Hu`).
 *
 * ```ts
 * import { icosahedralGroup } from "@erlangen/groups";
 *
 * icosahedralGroup().irreps().map(({ dim }) => dim); // => [1, 3, 3, 4, 5]
 * ```
 */
export function icosahedralGroup(options: PolyhedralOptions = {}): FiniteMatrixGroup {
  return solidGroup(
    {
      name: "I",
      generators: [fifthTurn, halfTurnX],
      irrepNames: ["A", "T2", "G", "H"],
      vectorName: "T1",
    },
    options,
  );
}

function solidGroup(solid: Solid, { inversion = false }: PolyhedralOptions): FiniteMatrixGroup {
  const { values, law } = matrixLaw(solid.name, solid.generators, 3);
  const rotations = new ListedMatrixGroup(
    { ...law, irreps: (group) => solidIrreps(group, solid, values) },
    values,
    3,
  );
  return inversion ? withInversion(rotations, values) : rotations;
}

/** The irreps that characters give, under their names, vectors by the rotations themselves. */
function solidIrreps(
  group: FiniteGroup,
  { irrepNames, vectorName }: Solid,
  rotations: readonly Float64Array[],
): FiniteIrrep[] {
  const traceOf = (g: number): number => rotations[g][0] + rotations[g][4] + rotations[g][8];
  const isVector = (irrep: FiniteIrrep): boolean =>
    group.elements.every((g) => Math.abs(irrep.character(g) - traceOf(g)) < 1e-6);
  const names = irrepNames.values();
  const irreps = generalIrreps(group).map((irrep) => {
    const vectors = isVector(irrep);
    const name = vectors ? vectorName : (names.next().value ?? irrep.name);
    return renamed(irrep, {
      group,
      name,
      matrixOf: vectors ? (g) => rotations[g].slice() : (g) => irrep.matrix(g),
    });
  });
  return irreps.toSorted((a, b) => a.dim - b.dim || (a.name < b.name ? -1 : 1));
}

/** The rotations g, then g composed with the inversion. */
function withInversion(
  rotations: FiniteMatrixGroup,
  values: readonly Float64Array[],
): FiniteMatrixGroup {
  const { order } = rotations;
  const law = {
    name: `${rotations.name}h`,
    order: 2 * order,
    generators: [...rotations.generators, order],
    multiply: (a: number, b: number) =>
      rotations.multiply(a % order, b % order) + (a >= order === b >= order ? 0 : order),
    elementName: (g: number) =>
      g < order ? rotations.elementName(g) : `-${rotations.elementName(g - order)}`,
    inverse: (g: number) => rotations.inverse(g % order) + (g < order ? 0 : order),
    irreps: (group: FiniteGroup) =>
      [1, -1].flatMap((parity) =>
        rotations.irreps().map((irrep) =>
          renamed(irrep, {
            group,
            name: `${irrep.name}${parity > 0 ? "g" : "u"}`,
            matrixOf: (g) => {
              const sign = g < order ? 1 : parity;
              return irrep.matrix(g % order).map((entry) => sign * entry);
            },
          }),
        ),
      ),
  };
  const inverted = values.map((matrix) => matrix.map((entry) => -entry));
  return new ListedMatrixGroup(law, [...values, ...inverted], 3);
}

function renamed(
  irrep: FiniteIrrep,
  parts: { readonly group: FiniteGroup; readonly name: string; matrixOf(g: number): Float64Array },
): FiniteIrrep {
  const { dim, type } = irrep;
  const endomorphisms = (): readonly Float64Array[] => irrep.endomorphisms.slice(1);
  return new TabulatedIrrep({ ...parts, dim, type, endomorphisms });
}
