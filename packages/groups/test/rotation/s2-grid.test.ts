import { ArgumentError, Random, ShapeError } from "@erlangen/numerics";
import { s2Grid } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { golden } from "../golden/golden.ts";
import { expectClose } from "../closeness.ts";

interface GridCase {
  lmax: number;
  res_beta: number;
  res_alpha: number;
  normalization: "component" | "norm" | "integral";
  x: number[][] | number[][][];
  y: number[][] | number[][][];
  grid_first_row?: number[][] | null;
}

const reference = golden<{
  ToS2Grid: GridCase[];
  FromS2Grid: GridCase[];
  quadrature_weights: Record<string, number[]>;
}>("e3nn_s2_so3_grids");

const gridOf = ({ lmax, res_beta, res_alpha, normalization }: GridCase) =>
  s2Grid({ lMax: lmax, resBeta: res_beta, resAlpha: res_alpha, normalization });

describe("s2Grid", () => {
  it("takes signals to the grid as e3nn does", () => {
    for (const example of reference.ToS2Grid) {
      const grid = gridOf(example);
      expectClose(grid.toGrid(example.x.flat(2)), example.y.flat(2), 1e-13);
      if (example.grid_first_row) {
        const row = example.grid_first_row.flat();
        expectClose(grid.points.slice(0, row.length), row, 1e-15);
      }
    }
  });

  it("takes signals back as e3nn does", () => {
    for (const example of reference.FromS2Grid) {
      expectClose(gridOf(example).fromGrid(example.x.flat(2)), example.y.flat(2), 1e-13);
    }
  });

  it("has e3nn's weights, up to their scale, that sum to one over the sphere", () => {
    for (const [half, expected] of Object.entries(reference.quadrature_weights)) {
      const rings = 2 * Number(half);
      const { weights } = s2Grid({ lMax: 0, resBeta: rings, resAlpha: 3 });
      expectClose(
        weights,
        expected.map((weight) => (weight * rings * rings) / 3),
        1e-15,
      );
      expect(3 * weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 14);
    }
  });

  it.each(["component", "norm", "integral"] as const)(
    "gives every signal back from the smallest grid up to l = 20, normalised by %s",
    (normalization) => {
      const random = Random.fromSeed(12);
      for (const lMax of [0, 1, 5, 20]) {
        const grid = s2Grid({ lMax, normalization });
        const x = random.normal(2 * (lMax + 1) ** 2);
        expectClose(grid.fromGrid(grid.toGrid(x)), x, 1e-12);
      }
    },
  );

  it("has signals of mean square one for coefficients of mean square one", () => {
    for (const normalization of ["component", "norm"] as const) {
      const lMax = 4;
      const grid = s2Grid({ lMax, normalization });
      // The mean over random coefficients of the signal's square at one point.
      let square = 0;
      for (let lm = 0; lm < (lMax + 1) ** 2; lm++) {
        const l = Math.floor(Math.sqrt(lm));
        square += grid.synthesis[lm] ** 2 / (normalization === "norm" ? 2 * l + 1 : 1);
      }
      expect(square).toBeCloseTo(1, 13);
    }
  });

  it("refuses grids too coarse for the degree, and wrong shapes", () => {
    expect(() => s2Grid({ lMax: 3, resBeta: 6 })).toThrow(
      new ArgumentError(
        "s2Grid: expected resBeta even and >= 8, resAlpha >= 7 for lMax = 3, got 6 and 7",
      ),
    );
    expect(() => s2Grid({ lMax: 1, resBeta: 5 })).toThrow("expected resBeta even");
    expect(() => s2Grid({ lMax: 1, normalization: "max" as "norm" })).toThrow(
      `s2Grid: expected normalization "component", "norm" or "integral", got "max"`,
    );
    expect(() => s2Grid({ lMax: 1 }).toGrid([1, 2])).toThrow(
      new ShapeError(
        "toGrid: expected coefficients of shape [n, (lMax+1)^2] with rows of 4, got 2 numbers",
      ),
    );
    expect(() => s2Grid({ lMax: 1 }).fromGrid([1])).toThrow("of shape [n, resBeta, resAlpha]");
  });
});
