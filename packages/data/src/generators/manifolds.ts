import { ArgumentError, type Random } from "@erlangen/numerics";
import { requireCounts } from "./require-positive.ts";

/** A space of known dimension to draw points from. */
export interface Manifold {
  /** Short, such as `S2`. */
  readonly name: string;
  /** As a manifold. */
  readonly dimension: number;
  /** Numbers in a row: dimension of the space around it. */
  readonly columns: number;
  /** In the metric of the space around it, or of the flat torus. */
  readonly volume: number;
  /** Length after which each column repeats, for flat tori. */
  readonly periods?: readonly number[];
  /** Independent points, [count, columns], flat; uniform unless the maker says otherwise. */
  readonly sample: (random: Random, count: number) => Float64Array;
}

/**
 * The sphere S^k of radius 1 in k + 1 columns.
 *
 * @param dimension - k, ≥ 1.
 * @throws ArgumentError when it is no such integer.
 *
 * ```ts
 * import { unitSphere } from "@erlangen/data";
 * import { Random } from "@erlangen/numerics";
 *
 * const [x, y, z] = unitSphere(2).sample(Random.fromSeed(0), 1);
 * Math.hypot(x, y, z); // => 1.000000000000
 * ```
 */
export function unitSphere(dimension: number): Manifold {
  requireCounts("unitSphere", 1, { dimension });
  const columns = dimension + 1;
  return {
    name: `S${dimension}`,
    dimension,
    columns,
    volume: sphereVolume(dimension),
    sample: (random, count) => {
      requireCounts("Manifold.sample", 0, { count });
      const points = random.normal(count * columns);
      for (let at = 0; at < points.length; at += columns) {
        const row = points.subarray(at, at + columns);
        const norm = Math.hypot(...row);
        for (let a = 0; a < columns; a++) row[a] /= norm;
      }
      return points;
    },
  };
}

/**
 * The flat torus [0, 1)^d with opposite faces joined: as many columns, each of period 1.
 *
 * @param dimension - d, ≥ 1.
 */
export function flatTorus(dimension: number): Manifold {
  requireCounts("flatTorus", 1, { dimension });
  return {
    name: `flat T${dimension}`,
    dimension,
    columns: dimension,
    volume: 1,
    periods: new Array<number>(dimension).fill(1),
    sample: (random, count) => {
      requireCounts("Manifold.sample", 0, { count });
      return random.uniform(count * dimension);
    },
  };
}

/**
 * The torus as a product of d circles of radius 1, each in two columns (cosine, sine).
 *
 * @param dimension - d, ≥ 1.
 */
export function cliffordTorus(dimension: number): Manifold {
  requireCounts("cliffordTorus", 1, { dimension });
  return {
    name: `T${dimension}`,
    dimension,
    columns: 2 * dimension,
    volume: (2 * Math.PI) ** dimension,
    sample: (random, count) => {
      requireCounts("Manifold.sample", 0, { count });
      const points = new Float64Array(2 * count * dimension);
      random.uniform(count * dimension).forEach((turn, i) => {
        points[2 * i] = Math.cos(2 * Math.PI * turn);
        points[2 * i + 1] = Math.sin(2 * Math.PI * turn);
      });
      return points;
    },
  };
}

/** Angles and height of the roll. */
const roll = { from: 1.5 * Math.PI, to: 4.5 * Math.PI, height: 21 };

/**
 * The swiss roll (t cos t, h, t sin t) with t in [1.5π, 4.5π] and h in [0, 21]: a sheet with edges, rolled up.
 *
 * t and h are uniform, as usual, which is not quite uniform on the sheet.
 *
 * Source: Tenenbaum, de Silva, Langford (2000), «A global geometric framework for nonlinear dimensionality reduction».
 */
export function swissRoll(): Manifold {
  return {
    name: "swiss roll",
    dimension: 2,
    columns: 3,
    volume: roll.height * (spiralLength(roll.to) - spiralLength(roll.from)),
    sample: (random, count) => {
      requireCounts("Manifold.sample", 0, { count });
      const uniform = random.uniform(2 * count);
      const points = new Float64Array(3 * count);
      for (let i = 0; i < count; i++) {
        const t = roll.from + (roll.to - roll.from) * uniform[2 * i];
        points[3 * i] = t * Math.cos(t);
        points[3 * i + 1] = roll.height * uniform[2 * i + 1];
        points[3 * i + 2] = t * Math.sin(t);
      }
      return points;
    },
  };
}

/**
 * The same space turned into more columns by a random isometry.
 *
 * @param columns - At least those of `manifold`.
 * @throws ArgumentError when there are fewer, or when the manifold is a flat torus, which does not lie in such a space.
 */
export function embedded(
  manifold: Manifold,
  { columns, random }: { readonly columns: number; readonly random: Random },
): Manifold {
  requireCounts("embedded", manifold.columns, { columns });
  const { periods, ...rest } = manifold;
  if (periods !== undefined) {
    throw new ArgumentError(
      `embedded: expected a manifold in Euclidean space, got ${manifold.name}; take cliffordTorus`,
    );
  }
  const turn = random.orthogonal(columns);
  return {
    ...rest,
    columns,
    sample: (stream, count) => {
      const points = manifold.sample(stream, count);
      const turned = new Float64Array(count * columns);
      for (let i = 0; i < count; i++) {
        for (let a = 0; a < columns; a++) {
          let sum = 0;
          for (let b = 0; b < manifold.columns; b++) {
            sum += turn[a * columns + b] * points[i * manifold.columns + b];
          }
          turned[i * columns + a] = sum;
        }
      }
      return turned;
    },
  };
}

/** From the origin to the angle t on the spiral of radius t. */
function spiralLength(t: number): number {
  return (t * Math.hypot(1, t) + Math.asinh(t)) / 2;
}

/** 2 π^{(k+1)/2} / Γ((k+1)/2), from vol(S^k) = 2π vol(S^{k-2}) / (k-1). */
function sphereVolume(k: number): number {
  if (k === 0) return 2;
  return k === 1 ? 2 * Math.PI : (2 * Math.PI * sphereVolume(k - 2)) / (k - 1);
}
