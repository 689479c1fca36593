import { requireCounts } from "./require-positive.ts";

/**
 * The sites of a Mackay icosahedron, innermost first: 1, 13, 55, 147, 309, ... points for 0, 1, 2, 3, 4, ... shells.
 *
 * Shell n holds the points i a + j b + k c with i + j + k = n for the corners a, b, c of each of the twenty faces.
 *
 * Shapes: → [sites, 3], corners of the first shell at distance 1 from the centre.
 *
 * @param shells - Number of shells around the central site, ≥ 0.
 * @throws ArgumentError when `shells` is no such integer.
 *
 * Source: Mackay (1962), «A dense non-crystallographic packing of equal spheres».
 *
 * ```ts
 * import { mackayIcosahedron } from "@erlangen/data";
 *
 * mackayIcosahedron(2).length / 3; // => 55
 * ```
 */
export function mackayIcosahedron(shells: number): Float64Array {
  requireCounts("mackayIcosahedron", 0, { shells });
  const corners = icosahedronCorners();
  const faces = icosahedronFaces(corners);
  const sites: Point[] = [[0, 0, 0]];
  for (let n = 1; n <= shells; n++) {
    // Corners and edges belong to several faces; a point is known by its corners and their weights.
    const known = new Set<string>();
    for (const face of faces) {
      for (let i = 0; i <= n; i++) {
        for (let j = 0; j <= n - i; j++) {
          const weights = [i, j, n - i - j];
          const name = face
            .flatMap((corner, m) => (weights[m] > 0 ? [`${corner}:${weights[m]}`] : []))
            .join(" ");
          if (known.has(name)) continue;
          known.add(name);
          sites.push(
            combine(
              face.map((corner) => corners[corner]),
              weights,
            ),
          );
        }
      }
    }
  }
  return Float64Array.from(sites.flat());
}

type Point = readonly [number, number, number];

/** The cyclic permutations of (0, ±1, ±φ), at distance 1. */
function icosahedronCorners(): readonly Point[] {
  const golden = (1 + Math.sqrt(5)) / 2;
  const scale = 1 / Math.hypot(1, golden);
  const corners: Point[] = [];
  for (const short of [scale, -scale]) {
    for (const long of [golden * scale, -golden * scale]) {
      corners.push([0, short, long], [short, long, 0], [long, 0, short]);
    }
  }
  return corners;
}

/** Triples of mutually adjacent corners, in ascending order. */
function icosahedronFaces(corners: readonly Point[]): readonly (readonly number[])[] {
  const edge = 1 / Math.sin((2 * Math.PI) / 5);
  const adjacent = (a: number, b: number): boolean => {
    const [p, q] = [corners[a], corners[b]];
    return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]) < 1.1 * edge;
  };
  const faces: number[][] = [];
  for (let a = 0; a < corners.length; a++) {
    for (let b = a + 1; b < corners.length; b++) {
      for (let c = b + 1; c < corners.length; c++) {
        if (adjacent(a, b) && adjacent(b, c) && adjacent(a, c)) faces.push([a, b, c]);
      }
    }
  }
  return faces;
}

function combine(points: readonly Point[], weights: readonly number[]): Point {
  const sum = (k: 0 | 1 | 2): number =>
    points.reduce((total, point, m) => total + weights[m] * point[k], 0);
  return [sum(0), sum(1), sum(2)];
}
