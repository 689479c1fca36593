import type { Action, Group, Representation } from "@erlangen/groups";
import { ArgumentError, ShapeError } from "@erlangen/numerics";

/** An action of a Lie group on flat arrays, with its derivative. */
export interface SmoothAction<Element> extends Action<Element, Float64Array> {
  /** d/dt act(exp(t X), point) at t = 0, for the algebra element with coordinates `x`. */
  readonly differential?: (x: ArrayLike<number>, point: Float64Array) => Float64Array;
}

/**
 * A representation acting on every row of an array [..., dim], flat.
 *
 * @throws ShapeError when `act` gets no whole number of rows.
 *
 * ```ts
 * import { planeRotation, so2Irrep } from "@erlangen/groups";
 * import { rowAction } from "@erlangen/metrics";
 *
 * rowAction(so2Irrep(1)).act(planeRotation(Math.PI / 2), Float64Array.of(1, 0, 0, 2)); // => [0.000000000000, 1.000000000000, -2.000000000000, 0.000000000000]
 * ```
 */
export function rowAction<Element>(representation: Representation<Element>): SmoothAction<Element> {
  const { group, dim } = representation;
  const onRows = (matrix: Float64Array, rows: Float64Array): Float64Array => {
    if (rows.length % dim !== 0) {
      throw new ShapeError(
        `rowAction: expected an array of shape [..., ${dim}], flat with a multiple of ${dim} numbers, got ${rows.length}`,
      );
    }
    const result = new Float64Array(rows.length);
    for (let row = 0; row < rows.length; row += dim) {
      for (let i = 0; i < dim; i++) {
        let sum = 0;
        for (let j = 0; j < dim; j++) sum += matrix[i * dim + j] * rows[row + j];
        result[row + i] = sum;
      }
    }
    return result;
  };
  return {
    group,
    act: (g, rows) => onRows(representation.matrix(g), rows),
    ...(representation.algebraMatrix === undefined
      ? {}
      : {
          differential: (x, rows) =>
            onRows(representation.algebraMatrix?.(x) ?? new Float64Array(dim * dim), rows),
        }),
  };
}

/**
 * Motions of n-dimensional space, matrices [[R, t], [0, 1]], acting on points [..., n]: x -> R x + t.
 *
 * @param group - `specialEuclideanGroup(n)` or `euclideanGroup(n)`, or another group of such matrices.
 *
 * ```ts
 * import { motionMatrix, specialEuclideanGroup } from "@erlangen/groups";
 * import { pointAction } from "@erlangen/metrics";
 *
 * const lift = motionMatrix([1, 0, 0, 1], [0, 5]);
 * pointAction(specialEuclideanGroup(2)).act(lift, Float64Array.of(1, 2)); // => [1, 7]
 * ```
 */
export function pointAction(
  group: Group<Float64Array> & { readonly size: number },
): SmoothAction<Float64Array> {
  const n = group.size - 1;
  const { algebra = [] } = group;
  const onPoints = (motion: Float64Array, points: Float64Array): Float64Array => {
    if (points.length % n !== 0) {
      throw new ShapeError(
        `pointAction: expected points of shape [..., ${n}], flat with a multiple of ${n} numbers, got ${points.length}`,
      );
    }
    return points.map((_, at) => {
      const i = at % n;
      let sum = motion[i * (n + 1) + n];
      for (let j = 0; j < n; j++) sum += motion[i * (n + 1) + j] * points[at - i + j];
      return sum;
    });
  };
  return {
    group,
    act: onPoints,
    differential: (x, points) => {
      if (x.length !== algebra.length) {
        throw new ArgumentError(
          `pointAction: expected ${algebra.length} coordinates of the algebra, got ${x.length}`,
        );
      }
      const velocity = new Float64Array((n + 1) ** 2);
      algebra.forEach((basis, k) => {
        basis.forEach((entry, at) => {
          velocity[at] += x[k] * entry;
        });
      });
      return onPoints(velocity, points);
    },
  };
}
