import { matmul, matrixExponential, transpose } from "@erlangen/numerics";
import type { Random } from "@erlangen/numerics";
import type { BasisOfMaps, Representation } from "@erlangen/groups";
import { expect } from "vitest";
import { expectClose } from "../closeness.ts";

/** The law of representations, ρ(g h) = ρ(g) ρ(h), up to rounding relative to the entries. */
export function checkLawOfProducts<Element>(
  representation: Representation<Element>,
  random: Random,
  runs: number = 5,
): void {
  const { group, dim } = representation;
  for (let run = 0; run < runs; run++) {
    const [g, h] = [group.sample(random), group.sample(random)];
    const product = matmul(representation.matrix(g), representation.matrix(h), {
      rows: dim,
      inner: dim,
      columns: dim,
    });
    expectClose(representation.matrix(group.compose(g, h)), product, 1e-10 * largest(product));
  }
}

/** Every basis element commutes with random elements of the group, and the basis is orthonormal. */
export function checkLawOfMaps<Element>(
  maps: BasisOfMaps,
  [repIn, repOut]: readonly [Representation<Element>, Representation<Element>],
  random: Random,
): void {
  const { dimension, rows, columns } = maps;
  expect([rows, columns]).toEqual([repOut.dim, repIn.dim]);
  const g = repIn.group.sample(random);
  const [before, after] = [repIn.matrix(g), repOut.matrix(g)];
  for (let k = 0; k < dimension; k++) {
    const map = maps.element(k);
    const first = matmul(map, before, { rows, inner: columns, columns });
    const second = matmul(after, map, { rows, inner: rows, columns });
    expectClose(first, second, 1e-10 * Math.max(largest(before), largest(after)));
    expectClose(
      maps.coordinates(map),
      Array.from({ length: dimension }, (_, i) => (i === k ? 1 : 0)),
      1e-12,
    );
  }
}

/** The orthogonal projector on the span of orthonormal rows, [size, size]. */
export function projectorOf(basis: Float64Array, size: number): Float64Array {
  const rows = basis.length / size;
  if (rows === 0) return new Float64Array(size * size);
  return matmul(transpose(basis, rows, size), basis, { rows: size, inner: rows, columns: size });
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
}

/** The derivative of ρ(exp(t X)) at t = 0 is the matrix of X, for each X in the basis. */
export function checkLawOfDerivatives(representation: Representation<Float64Array>): void {
  const { dim, group } = representation;
  const algebra = group.algebra ?? [];
  const step = 1e-4;
  algebra.forEach((x, a) => {
    const n = Math.sqrt(x.length);
    const at = (t: number): Float64Array =>
      representation.matrix(
        matrixExponential(
          x.map((entry) => t * entry),
          n,
        ),
      );
    const [ahead, behind] = [at(step), at(-step)];
    const unit = algebra.map((_, b) => (a === b ? 1 : 0));
    const derivative = representation.algebraMatrix?.(unit) ?? new Float64Array(dim * dim);
    expectClose(
      ahead.map((entry, i) => (entry - behind[i]) / (2 * step)),
      derivative,
      1e-5,
    );
  });
}
