import { ArgumentError, Random, ShapeError } from "@erlangen/numerics";
import { anglesToXyz, solidHarmonicGradient, sphericalHarmonics, wignerD } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { golden } from "../golden/golden.ts";
import { expectClose } from "../closeness.ts";
import { gaussLegendre } from "./gauss-legendre.ts";

const reference = golden<{
  points: number[][];
  lmax: number;
  values: Record<"component" | "norm" | "integral", number[][]>;
  values_unnormalised_component_lmax4: number[][];
  vjp_unnormalised_component_lmax4: { n: number; cotangent: number[][]; grad: number[][] };
  zero_vector_component_lmax3: number[][];
}>("e3nn_spherical_harmonics");

const angles = golden<{
  alpha: number[];
  beta: number[];
  spherical_harmonics_alpha_beta_integral: number[][];
  angles_to_xyz: number[][];
}>("e3nn_spherical_harmonics_angles");

const highest = 20;

describe("sphericalHarmonics", () => {
  const points = reference.points.flat();

  it.each(["component", "norm", "integral"] as const)(
    "are those of e3nn, normalised by %s",
    (normalization) => {
      const expected = reference.values[normalization].flat();
      expectClose(
        sphericalHarmonics(reference.lmax, points, { normalization, normalize: true }),
        expected,
        1e-13,
      );
    },
  );

  it("without projection on the sphere are the polynomials r^l Y_l", () => {
    const actual = sphericalHarmonics(4, points, { normalization: "component", normalize: false });
    const expected = reference.values_unnormalised_component_lmax4.flat();
    for (const [n, value] of expected.entries()) {
      expect(Math.abs(actual[n] - value)).toBeLessThan(1e-13 * Math.max(1, Math.abs(value)));
    }
  });

  it("default to the integral normalisation on the sphere", () => {
    expectClose(sphericalHarmonics(8, points), reference.values.integral.flat(), 1e-13);
  });

  it("agree with e3nn's harmonics of angles", () => {
    for (const [n, alpha] of angles.alpha.entries()) {
      const xyz = anglesToXyz({ alpha, beta: angles.beta[n] });
      expectClose(xyz, angles.angles_to_xyz[n], 1e-15);
      expectClose(
        sphericalHarmonics(4, xyz),
        angles.spherical_harmonics_alpha_beta_integral[n],
        1e-14,
      );
    }
  });

  it("of the zero vector are Y_0 and zeros", () => {
    for (const normalize of [true, false]) {
      expectClose(
        sphericalHarmonics(3, [0, 0, 0], { normalization: "component", normalize }),
        reference.zero_vector_component_lmax3.flat(),
        0,
      );
    }
  });

  it("of tiny and huge vectors are those of their directions", () => {
    const expected = sphericalHarmonics(4, [1, 2, 3]);
    expectClose(sphericalHarmonics(4, [1e-200, 2e-200, 3e-200]), expected, 1e-13);
    expectClose(sphericalHarmonics(4, [1e200, 2e200, 3e200]), expected, 1e-13);
  });

  it("are orthonormal over the sphere up to l = 20, by a quadrature that is exact for them", () => {
    // Products have degree 40: 21 Gauss nodes in y and 41 equal steps in alpha integrate them
    // exactly.
    const { nodes, weights } = gaussLegendre(highest + 1);
    const steps = 2 * highest + 1;
    const size = (highest + 1) ** 2;
    const gram = new Float64Array(size * size);
    for (const [n, node] of nodes.entries()) {
      for (let step = 0; step < steps; step++) {
        const xyz = anglesToXyz({ alpha: (2 * Math.PI * step) / steps, beta: Math.acos(node) });
        const y = sphericalHarmonics(highest, xyz);
        const weight = (weights[n] * 2 * Math.PI) / steps;
        for (let i = 0; i < size; i++) {
          const scaled = weight * y[i];
          for (let j = 0; j < size; j++) {
            gram[i * size + j] += scaled * y[j];
          }
        }
      }
    }
    const identity = gram.map((_, n) => (n % (size + 1) === 0 ? 1 : 0));
    expectClose(gram, identity, 1e-12);
  });

  it("satisfy the addition theorem Y_l(u) . Y_l(v) = (2l+1) P_l(u . v), up to l = 20", () => {
    const random = Random.fromSeed(5);
    for (let sample = 0; sample < 20; sample++) {
      const u = random.rotation().slice(0, 3);
      const v = random.rotation().slice(0, 3);
      const [yu, yv] = [u, v].map((point) =>
        sphericalHarmonics(highest, point, { normalization: "component" }),
      );
      const cosine = u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
      let [before, legendre] = [0, 1];
      for (let l = 0; l <= highest; l++) {
        let dot = 0;
        for (let n = l * l; n < (l + 1) ** 2; n++) {
          dot += yu[n] * yv[n];
        }
        expect(Math.abs(dot - (2 * l + 1) * legendre)).toBeLessThan(1e-11);
        [before, legendre] = [legendre, ((2 * l + 1) * cosine * legendre - l * before) / (l + 1)];
      }
    }
  });

  it("turn with the point: Y_l(R v) = D_l(R) Y_l(v), up to l = 20", () => {
    const random = Random.fromSeed(6);
    for (let sample = 0; sample < 10; sample++) {
      const rotation = random.rotation();
      const v = random.normal(3);
      const turned = [0, 3, 6].map(
        (row) => rotation[row] * v[0] + rotation[row + 1] * v[1] + rotation[row + 2] * v[2],
      );
      const [y, expected] = [v, turned].map((point) =>
        sphericalHarmonics(highest, point, { normalization: "component" }),
      );
      for (let l = 0; l <= highest; l++) {
        const d = wignerD(l, rotation);
        const width = 2 * l + 1;
        const actual = Float64Array.from({ length: width }, (_, i) => {
          let sum = 0;
          for (let j = 0; j < width; j++) {
            sum += d[i * width + j] * y[l * l + j];
          }
          return sum;
        });
        expectClose(actual, expected.slice(l * l, (l + 1) ** 2), 1e-12);
      }
    }
  });

  it("have norm sqrt(2l+1) at l = 200 too, at the poles and elsewhere", () => {
    for (const point of [
      [0, 1, 0],
      [0, -1, 0],
      [1, 0, 0],
      [1e-9, 1, 0],
      [1, 2, 3],
    ]) {
      const y = sphericalHarmonics(200, point, { normalization: "norm" });
      const last = y.slice(200 * 200);
      expect(Math.hypot(...last)).toBeCloseTo(1, 11);
    }
  });

  it("refuse bad arguments by name", () => {
    expect(() => sphericalHarmonics(1, [1, 2])).toThrow(
      new ShapeError("sphericalHarmonics: expected points of shape [n, 3], got 2 numbers"),
    );
    expect(() => sphericalHarmonics(-1, [])).toThrow(
      new ArgumentError("sphericalHarmonics: expected lMax to be an integer >= 0, got -1"),
    );
    expect(() => sphericalHarmonics(1, [0, 0, 1], { normalization: "max" as "norm" })).toThrow(
      `expected normalization "component", "norm" or "integral", got "max"`,
    );
  });
});

describe("solidHarmonicGradient", () => {
  const polynomials = (point: ArrayLike<number>): Float64Array =>
    sphericalHarmonics(highest, point, { normalization: "component", normalize: false });

  it("gives e3nn's gradient of the polynomials", () => {
    const { n, cotangent, grad } = reference.vjp_unnormalised_component_lmax4;
    for (let sample = 0; sample < n; sample++) {
      const r = polynomials(reference.points[sample]);
      const actual = [0, 0, 0];
      for (let l = 1; l <= 4; l++) {
        const g = solidHarmonicGradient(l);
        const [width, lower] = [2 * l + 1, 2 * l - 1];
        for (let a = 0; a < 3; a++) {
          for (let i = 0; i < width; i++) {
            for (let j = 0; j < lower; j++) {
              actual[a] +=
                cotangent[sample][l * l + i] * g[(a * width + i) * lower + j] * r[(l - 1) ** 2 + j];
            }
          }
        }
      }
      expectClose(actual, grad[sample], 1e-11);
    }
  });

  it("satisfies Euler's relation sum_a x_a G_a R_(l-1) = l R_l, up to l = 20", () => {
    const point = [0.3, -0.5, 0.7];
    const r = polynomials(point);
    for (let l = 1; l <= highest; l++) {
      const g = solidHarmonicGradient(l);
      const [width, lower] = [2 * l + 1, 2 * l - 1];
      const actual = Float64Array.from({ length: width }, (_, i) => {
        let sum = 0;
        for (let a = 0; a < 3; a++) {
          for (let j = 0; j < lower; j++) {
            sum += point[a] * g[(a * width + i) * lower + j] * r[(l - 1) ** 2 + j];
          }
        }
        return sum / l;
      });
      expectClose(actual, r.slice(l * l, (l + 1) ** 2), 1e-13);
    }
  });

  it("refuses degree zero, whose gradient is zero", () => {
    expect(() => solidHarmonicGradient(0)).toThrow(
      new ArgumentError("solidHarmonicGradient: expected l to be an integer >= 1, got 0"),
    );
  });
});
