import { ArgumentError } from "@erlangen/numerics";
import { columnsCheck, type Isometries, type RowPlace } from "./isometries.ts";
import { scaledBessel } from "./scaled-bessel.ts";

/** Two columns that turn into each other. */
export type Plane = readonly [first: number, second: number];

/**
 * Translations of some columns: their values do not matter. For flat tori, together with `periods`, or for shifts.
 *
 * Exact: distances are those of the other columns.
 *
 * @param translated - The columns, each once; at least one column must remain.
 */
export function translations(translated: readonly number[]): Isometries {
  requireDifferent("translations", translated);
  const name = `translations(${translated.join()})`;
  const kept = (columns: number): number[] =>
    Array.from({ length: columns }, (_, a) => a).filter((a) => !translated.includes(a));
  return {
    name,
    dimension: translated.length,
    exact: true,
    requireColumns: columnsCheck(
      name,
      (columns) => Math.max(...translated) < columns && translated.length < columns,
      `more than ${Math.max(...translated, translated.length)}`,
    ),
    orbits: {
      kind: "quotient",
      width: (columns) => columns - translated.length,
      keeps: kept,
      reduce: (source, target) => {
        let place = target.at;
        for (let a = 0; a < target.columns; a++) {
          if (!translated.includes(a)) target.rows[place++] = source.rows[source.at + a];
        }
      },
    },
  };
}

/**
 * Rotations of each plane by an angle of its own: the torus SO(2)^k.
 *
 * Exact: a plane counts with its radius alone, min over the angle of |e^{iθ} y - z|² = (|y| - |z|)².
 */
export function independentRotations(planes: readonly Plane[]): Isometries {
  requireDifferent("independentRotations", planes.flat());
  const name = `SO(2)^${planes.length}`;
  const taken = new Set(planes.flat());
  return {
    name,
    dimension: planes.length,
    exact: true,
    requireColumns: columnsCheck(
      name,
      (columns) => Math.max(...taken) < columns,
      `more than ${Math.max(...taken)}`,
    ),
    orbits: {
      kind: "quotient",
      width: (columns) => columns - planes.length,
      reduce: ({ rows, at }, target) => {
        let place = target.at;
        for (const [p, q] of planes) target.rows[place++] = Math.hypot(rows[at + p], rows[at + q]);
        for (let a = 0; a < target.columns; a++) {
          if (!taken.has(a)) target.rows[place++] = rows[at + a];
        }
      },
    },
  };
}

/**
 * Rotations of all planes by one common angle: SO(2), or U(1) acting by a phase on complex vectors.
 *
 * Exact: with y and z as complex numbers, one for each plane, min over θ of ‖e^{iθ} y - z‖² = ‖y‖² + ‖z‖² - 2 |⟨y, z⟩|;
 * other columns stay as they are. All pairs are compared, those whose norms differ by more than the best distance
 * excepted.
 *
 * ```ts
 * import { planeRotations, representationGap } from "@erlangen/metrics";
 *
 * const phases = planeRotations([[0, 1], [2, 3]]);
 * const { gap } = await representationGap([0, 1, 1, 0], [1, 0, 0, -1], { columns: 4, group: phases });
 * gap; // => 0.000000000000
 * ```
 */
export function planeRotations(planes: readonly Plane[]): Isometries {
  requireDifferent("planeRotations", planes.flat());
  const name = `SO(2) on ${planes.length} planes`;
  const taken = new Set(planes.flat());
  const others = (columns: number): number[] =>
    Array.from({ length: columns }, (_, a) => a).filter((a) => !taken.has(a));
  let known: { readonly columns: number; readonly others: readonly number[] } = {
    columns: 0,
    others: [],
  };
  const stay = (columns: number): readonly number[] => {
    if (known.columns !== columns) known = { columns, others: others(columns) };
    return known.others;
  };
  return {
    name,
    dimension: 1,
    exact: true,
    requireColumns: columnsCheck(
      name,
      (columns) => Math.max(...taken) < columns,
      `more than ${Math.max(...taken)}`,
    ),
    orbits: {
      kind: "pairs",
      squaredDistance: (y, z, columns) => {
        const { real, imaginary, squares } = hermitian(y, z, planes);
        const rest = fixedDistance(y, z, stay(columns));
        return Math.max(0, squares - 2 * Math.sqrt(real * real + imaginary * imaginary)) + rest;
      },
      alignedSquaredDistance: (y, z, columns) => {
        const { real, imaginary } = hermitian(y, z, planes);
        const size = Math.hypot(real, imaginary);
        const [cosine, sine] = size > 0 ? [real / size, imaginary / size] : [1, 0];
        let sum = fixedDistance(y, z, stay(columns));
        for (const [p, q] of planes) {
          const [a, b] = [y.rows[y.at + p], y.rows[y.at + q]];
          sum += (cosine * a - sine * b - z.rows[z.at + p]) ** 2;
          sum += (sine * a + cosine * b - z.rows[z.at + q]) ** 2;
        }
        return sum;
      },
      mean: (x, y, target) => {
        const { real, imaginary, squares } = hermitian(y, x, planes);
        const size = Math.hypot(real, imaginary);
        const variance = target.sigma ** 2;
        const { logScaledI0, ratio } = scaledBessel(size / variance);
        const [cosine, sine] = size > 0 ? [real / size, imaginary / size] : [1, 0];
        for (const [p, q] of planes) {
          const [a, b] = [y.rows[y.at + p], y.rows[y.at + q]];
          target.rows[target.at + p] = ratio * (cosine * a - sine * b);
          target.rows[target.at + q] = ratio * (sine * a + cosine * b);
        }
        for (const a of stay(target.columns)) target.rows[target.at + a] = y.rows[y.at + a];
        const rest = fixedDistance(x, y, stay(target.columns));
        // The exponent at the best angle, then the share of the circle around it.
        return logScaledI0 - (Math.max(0, squares - 2 * size) + rest) / (2 * variance);
      },
    },
  };
}

/**
 * Rotations about one axis of space, of rows that list points [points, 3]: SO(2).
 *
 * Points on the axis stay where they are. Such fixed points break the power law of the gap: on the sphere S² the product
 * n² R grows like log n instead of tending to a number.
 */
export function axisRotations(columns: number, axis: "x" | "y" | "z"): Isometries {
  columnsCheck("SO(2)", (n) => n >= 3 && n % 3 === 0, "a multiple of 3")("axisRotations", columns);
  const [p, q] = { x: [1, 2], y: [2, 0], z: [0, 1] }[axis];
  const planes = Array.from({ length: columns / 3 }, (_, i): Plane => [3 * i + p, 3 * i + q]);
  return { ...planeRotations(planes), name: `SO(2) about ${axis}` };
}

/** Σ conj(y) z over the planes as complex numbers, and ‖y‖² + ‖z‖² there. */
function hermitian(
  y: RowPlace,
  z: RowPlace,
  planes: readonly Plane[],
): { readonly real: number; readonly imaginary: number; readonly squares: number } {
  let [real, imaginary, squares] = [0, 0, 0];
  for (const [p, q] of planes) {
    const [a, b] = [y.rows[y.at + p], y.rows[y.at + q]];
    const [c, d] = [z.rows[z.at + p], z.rows[z.at + q]];
    real += a * c + b * d;
    imaginary += a * d - b * c;
    squares += a * a + b * b + c * c + d * d;
  }
  return { real, imaginary, squares };
}

function fixedDistance(y: RowPlace, z: RowPlace, columns: readonly number[]): number {
  return columns.reduce((sum, a) => sum + (y.rows[y.at + a] - z.rows[z.at + a]) ** 2, 0);
}

function requireDifferent(where: string, columns: readonly number[]): void {
  const wrong = columns.find(
    (a, i) => !Number.isSafeInteger(a) || a < 0 || columns.indexOf(a) !== i,
  );
  if (wrong === undefined && columns.length > 0) return;
  throw new ArgumentError(
    `${where}: expected different columns >= 0, at least one, got ${columns.join(", ") || "none"}`,
  );
}
