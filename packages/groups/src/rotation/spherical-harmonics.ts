import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { assertDegree } from "./degree.ts";

/**
 * How large the harmonics of one degree are on the unit sphere: their squares sum to 2l+1
 * (`component`), 1 (`norm`) or (2l+1) / (4 pi) (`integral`: orthonormal over the sphere).
 */
export type SphericalHarmonicsNormalization = "component" | "norm" | "integral";

/** Options of {@link sphericalHarmonics}. */
export interface SphericalHarmonicsOptions {
  /** Default `"integral"`, as in e3nn. */
  readonly normalization?: SphericalHarmonicsNormalization;
  /**
   * Whether to project the points on the sphere first (default), or to evaluate the polynomials r^l
   * Y_l.
   */
  readonly normalize?: boolean;
}

/**
 * The real spherical harmonics of all degrees up to `lMax` at points of space.
 *
 * Y_lm = sqrt((2l+1) k_m (l-|m|)! / (l+|m|)!) P_l^|m|(y/r) t_m (`component`), k_0 = 1, otherwise
 * k_m = 2, P without the phase (-1)^m; t_m = cos(m a) for m >= 0 and sin(|m| a) for m < 0, a =
 * atan2(x, z). With `normalize: false` times r^l. For l = 1 the direction is sqrt(3) (x, y, z).
 *
 * Shapes: points [n, 3] -> [n, (lMax+1)^2], both row-major; in a row Y_lm stands at l^2 + l + m.
 *
 * @param lMax - Last degree, an integer >= 0.
 * @param points - x, y, z of each point.
 * @param options - Normalisation and whether to project on the sphere.
 * @returns One row for each point. The zero vector gives Y_0 and zeros.
 * @throws ShapeError when the count of numbers is no multiple of three; ArgumentError for a bad
 * degree or option.
 *
 * Numerics: Cartesian recurrences with normalised coefficients: no angle and no division by
 * x^2+z^2, hence no special direction; no factorial, hence any degree. Relative to the norm of a
 * degree, the error at l = 20 is 1e-14.
 *
 * Source: Limpanuparb and Milthorpe (2014), «Associated Legendre polynomials and spherical
 * harmonics computation for chemistry applications», times r^l; axes and signs equal
 * `e3nn.o3.spherical_harmonics`.
 *
 * ```ts
 * import { sphericalHarmonics } from "@erlangen/groups";
 *
 * const y = sphericalHarmonics(1, [0, 0, 2], { normalization: "component" });
 * [...y]; // => [1, 0, 0, 1.7320508075688772]
 * ```
 */
export function sphericalHarmonics(
  lMax: number,
  points: ArrayLike<number>,
  options: SphericalHarmonicsOptions = {},
): Float64Array {
  const { normalization = "integral", normalize = true } = options;
  assertDegree("sphericalHarmonics", "lMax", lMax);
  if (!(points?.length % 3 === 0)) {
    throw new ShapeError(
      `sphericalHarmonics: expected points of shape [n, 3], got ${points?.length} numbers`,
    );
  }
  const scales = Float64Array.from({ length: lMax + 1 }, (_, l) => degreeScale(l, normalization));
  const table = recurrence(lMax);
  const rowLength = (lMax + 1) ** 2;
  const result = new Float64Array((points.length / 3) * rowLength);
  for (let n = 0; 3 * n < points.length; n++) {
    let [x, y, z] = [points[3 * n], points[3 * n + 1], points[3 * n + 2]];
    if (normalize) {
      const r = Math.hypot(x, y, z);
      if (r > 0) {
        [x, y, z] = [x / r, y / r, z / r];
      }
    }
    fillRow(table, [x, y, z], result, n * rowLength);
  }
  for (let position = 0; position < result.length; position++) {
    result[position] *= scales[table.degrees[position % rowLength]];
  }
  return result;
}

function degreeScale(l: number, normalization: SphericalHarmonicsNormalization): number {
  switch (normalization) {
    case "component":
      return 1;
    case "norm":
      return 1 / Math.sqrt(2 * l + 1);
    case "integral":
      return 1 / Math.sqrt(4 * Math.PI);
    default:
      throw new ArgumentError(
        `sphericalHarmonics: expected normalization "component", "norm" or "integral", got ${JSON.stringify(normalization)}`,
      );
  }
}

/** The constants of the recurrences up to some degree. */
interface Recurrence {
  readonly lMax: number;
  /** Degree of each position l^2 + l + m of a row. */
  readonly degrees: Uint16Array;
  /** Factor of (z + i x) from order m-1 to m, by m. */
  readonly sectoral: Float64Array;
  /** Factor of y F_(l-1), at l (lMax+1) + m. */
  readonly first: Float64Array;
  /** Factor of r^2 F_(l-2), at l (lMax+1) + m. */
  readonly second: Float64Array;
}

const recurrences: Recurrence[] = [];

function recurrence(lMax: number): Recurrence {
  recurrences[lMax] ??= buildRecurrence(lMax);
  return recurrences[lMax];
}

function buildRecurrence(lMax: number): Recurrence {
  const width = lMax + 1;
  const first = new Float64Array(width * width);
  const second = new Float64Array(width * width);
  for (let l = 1; l <= lMax; l++) {
    for (let m = 0; m < l; m++) {
      const gap = l * l - m * m;
      first[l * width + m] = Math.sqrt((4 * l * l - 1) / gap);
      second[l * width + m] =
        l === m + 1 ? 0 : Math.sqrt(((2 * l + 1) * ((l - 1) ** 2 - m * m)) / ((2 * l - 3) * gap));
    }
  }
  return {
    lMax,
    degrees: Uint16Array.from({ length: width * width }, (_, position) =>
      Math.floor(Math.sqrt(position)),
    ),
    // At m = 1 the factor sqrt(2) of k_m enters.
    sectoral: Float64Array.from({ length: width }, (_, m) =>
      m === 0 ? 1 : Math.sqrt(((2 * m + 1) / (2 * m)) * (m === 1 ? 2 : 1)),
    ),
    first,
    second,
  };
}

/**
 * One row: for each order m the pair (cos, sin) part (z + i x)^m, times the polynomials F_lm(y,
 * r^2) of rising degree, F_lm = first y F_(l-1)m - second r^2 F_(l-2)m. The constant F_mm is
 * carried by the pair.
 */
function fillRow(
  { lMax, sectoral, first, second }: Recurrence,
  [x, y, z]: readonly [number, number, number],
  result: Float64Array,
  offset: number,
): void {
  const width = lMax + 1;
  const squared = x * x + y * y + z * z;
  let [cosine, sine] = [1, 0];
  for (let m = 0; m <= lMax; m++) {
    if (m > 0) {
      const factor = sectoral[m];
      [cosine, sine] = [factor * (cosine * z - sine * x), factor * (sine * z + cosine * x)];
    }
    let [before, current] = [0, 1];
    for (let l = m; l <= lMax; l++) {
      if (l > m) {
        const position = l * width + m;
        [before, current] = [
          current,
          first[position] * y * current - second[position] * squared * before,
        ];
      }
      const middle = offset + l * l + l;
      result[middle - m] = current * sine;
      result[middle + m] = current * cosine;
    }
  }
}
