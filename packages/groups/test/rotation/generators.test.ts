import {
  realToComplex,
  so3Generators,
  wignerD,
  rotationX,
  rotationY,
  rotationZ,
} from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { golden } from "../golden/golden.ts";
import { expectClose, multiply } from "../closeness.ts";

const reference = golden<{
  generators: Record<string, number[][][]>;
  real_to_complex: Record<string, { re: number[][]; im: number[][] }>;
  J_matrices: Record<string, number[][]>;
}>("e3nn_so3_algebra");

function parts(l: number): Float64Array[] {
  const size = (2 * l + 1) ** 2;
  const all = so3Generators(l);
  return [0, 1, 2].map((axis) => all.slice(axis * size, (axis + 1) * size));
}

describe("so3Generators", () => {
  it("are those of e3nn", () => {
    for (const [l, expected] of Object.entries(reference.generators)) {
      expectClose(so3Generators(Number(l)), expected.flat(2), 1e-14);
    }
    expect([...so3Generators(0)]).toEqual([0, 0, 0]);
  });

  it("satisfy [Kx, Ky] = Kz and cyclic, up to l = 20", () => {
    for (let l = 1; l <= 20; l++) {
      const k = parts(l);
      for (let axis = 0; axis < 3; axis++) {
        const [a, b, c] = [k[axis], k[(axis + 1) % 3], k[(axis + 2) % 3]];
        const [ab, ba] = [multiply(a, b, 2 * l + 1), multiply(b, a, 2 * l + 1)];
        expectClose(
          ab.map((entry, n) => entry - ba[n]),
          c,
          1e-12,
        );
      }
    }
  });

  it("are the derivatives of the rotations about x, y and z at zero", () => {
    const step = 1e-5;
    for (const l of [1, 2, 5]) {
      const k = parts(l);
      for (const [axis, rotation] of [rotationX, rotationY, rotationZ].entries()) {
        const [after, before] = [wignerD(l, rotation(step)), wignerD(l, rotation(-step))];
        expectClose(
          after.map((entry, n) => (entry - before[n]) / (2 * step)),
          k[axis],
          1e-8,
        );
      }
    }
  });
});

describe("realToComplex", () => {
  it("is that of e3nn", () => {
    for (const [l, { re, im }] of Object.entries(reference.real_to_complex)) {
      const basis = realToComplex(Number(l));
      expectClose(basis.re, re.flat(), 1e-15);
      expectClose(basis.im, im.flat(), 1e-15);
    }
  });

  it("diagonalises the rotation about the polar axis", () => {
    const [l, angle] = [3, 0.8];
    const width = 2 * l + 1;
    const d = wignerD(l, rotationY(angle));
    const { re, im } = realToComplex(l);
    for (let mu = -l; mu <= l; mu++) {
      // Row mu of Q D = exp(i phase) row mu of Q, with phase = mu angle.
      for (let column = 0; column < width; column++) {
        let [real, imaginary] = [0, 0];
        for (let m = 0; m < width; m++) {
          real += re[(mu + l) * width + m] * d[m * width + column];
          imaginary += im[(mu + l) * width + m] * d[m * width + column];
        }
        const [c, s] = [Math.cos(mu * angle), Math.sin(mu * angle)];
        const position = (mu + l) * width + column;
        expect(real).toBeCloseTo(c * re[position] - s * im[position], 13);
        expect(imaginary).toBeCloseTo(c * im[position] + s * re[position], 13);
      }
    }
  });
});

describe("the swap of the axes x and -y", () => {
  it("is the J of e3nn, seen through D of the half turn about x - y", () => {
    const halfTurn = [0, 1, 0, 1, 0, 0, 0, 0, -1];
    for (const [degree, expected] of Object.entries(reference.J_matrices)) {
      const l = Number(degree);
      const sign = l % 2 === 0 ? 1 : -1;
      expectClose(
        wignerD(l, halfTurn).map((entry) => sign * entry),
        expected.flat(),
        1e-13,
      );
    }
  });
});
