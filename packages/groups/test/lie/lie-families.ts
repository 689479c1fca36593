import type { LieGroup } from "@erlangen/groups";
import {
  euclideanGroup,
  lorentzGroup,
  matrixGroup,
  o2,
  o3,
  orthogonalGroup,
  properLorentzGroup,
  sl2c,
  sl2r,
  so2,
  so3,
  specialEuclideanGroup,
  specialOrthogonalGroup,
  su2,
} from "@erlangen/groups";

/** The matrix [4, 4] with these entries, by row and column. */
function sparse(entries: readonly (readonly [number, number, number])[]): Float64Array {
  const matrix = new Float64Array(16);
  for (const [row, column, value] of entries) matrix[4 * row + column] = value;
  return matrix;
}

/** sp(4): [[A, B], [C, -A^T]] with symmetric B and C. */
const symplecticAlgebra: Float64Array[] = [];
for (const i of [0, 1]) {
  for (const j of [0, 1]) {
    symplecticAlgebra.push(
      sparse([
        [i, j, 1],
        [2 + j, 2 + i, -1],
      ]),
    );
    if (i > j) continue;
    for (const [row, column] of [
      [0, 2],
      [2, 0],
    ]) {
      symplecticAlgebra.push(
        sparse([
          [row + i, column + j, 1],
          [row + j, column + i, 1],
        ]),
      );
    }
  }
}

const symplectic = [0, 0, 1, 0, 0, 0, 0, 1, -1, 0, 0, 0, 0, -1, 0, 0];

/** The symplectic group Sp(4), as a user would declare it. */
const sp4 = matrixGroup({
  name: "Sp(4)",
  size: 4,
  algebra: symplecticAlgebra,
  invariantForms: [symplectic],
});

/** One of each family; the elements are flat arrays in all of them. */
export const families: readonly LieGroup<Float64Array>[] = [
  so2,
  o2,
  so3,
  o3,
  specialOrthogonalGroup(4),
  specialOrthogonalGroup(5),
  orthogonalGroup(4),
  su2,
  specialEuclideanGroup(2),
  specialEuclideanGroup(3),
  euclideanGroup(3),
  euclideanGroup(4),
  sl2r,
  sl2c,
  properLorentzGroup(1),
  properLorentzGroup(2),
  properLorentzGroup(),
  lorentzGroup(),
  lorentzGroup(4),
  sp4,
];
