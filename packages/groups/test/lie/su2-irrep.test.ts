import { Random, matrixExponential } from "@erlangen/numerics";
import {
  clebschGordanExact,
  realToComplex,
  spinCoupling,
  su2,
  su2Irrep,
  su2Matrix,
  su2ToSo3,
  wignerD,
} from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { expectDecomposes, expectIrrep } from "./intertwining.ts";

const random = Random.fromSeed(23);
const elements = Array.from({ length: 4 }, () => su2.sample(random));
const spins = [0, 0.5, 1, 1.5, 2, 2.5];

describe("su2Matrix", () => {
  it("of integer spin is the Wigner matrix of the rotation in the complex basis", () => {
    for (const j of [1, 2, 5]) {
      const width = 2 * j + 1;
      const { re, im } = realToComplex(j);
      for (const q of elements) {
        const real = wignerD(j, su2ToSo3(q));
        const complex = su2Matrix(j, q);
        for (let p = 0; p < width; p++) {
          for (let r = 0; r < width; r++) {
            let [a, b] = [0, 0];
            for (let i = 0; i < width; i++) {
              for (let k = 0; k < width; k++) {
                const [c, d] = [re[p * width + i], im[p * width + i]];
                const [e, f] = [re[r * width + k], -im[r * width + k]];
                a += real[i * width + k] * (c * e - d * f);
                b += real[i * width + k] * (c * f + d * e);
              }
            }
            expectClose([complex.re[p * width + r], complex.im[p * width + r]], [a, b], 1e-13);
          }
        }
      }
    }
  });

  it("stays unitary up to spin 50", () => {
    const { re, im } = su2Matrix(50, elements[0]);
    for (let row = 0; row < 101; row++) {
      let norm = 0;
      for (let k = 0; k < 101; k++) norm += re[row * 101 + k] ** 2 + im[row * 101 + k] ** 2;
      expect(Math.abs(norm - 1)).toBeLessThan(1e-13);
    }
  });

  it("refuses spins and quaternions that are none", () => {
    expect(() => su2Matrix(0.25, elements[0])).toThrow(
      "su2Matrix: expected j to be half an integer from 0 to 100, got 0.25",
    );
    expect(() => su2Matrix(1, [2, 0, 0, 0])).toThrow("expected quaternion to be a unit quaternion");
  });
});

describe("su2Irrep", () => {
  it("turns products into products, is orthogonal and commutes with its endomorphisms", () => {
    for (const j of spins) expectIrrep(su2Irrep(j), elements);
  });

  it("has endomorphisms that multiply like quaternions", () => {
    const [, i, j, k] = su2Irrep(1.5).endomorphisms;
    const product = Float64Array.from({ length: 64 }, (_, at) => {
      let sum = 0;
      for (let n = 0; n < 8; n++) sum += i[Math.floor(at / 8) * 8 + n] * j[n * 8 + (at % 8)];
      return sum;
    });
    expectClose(product, k, 0);
  });

  it("is the exponential of its derivative", () => {
    for (const j of spins) {
      const irrep = su2Irrep(j);
      const x = random.normal(3);
      expectClose(irrep.matrix(su2.exp(x)), matrixExponential(irrep.algebraMatrix!(x), irrep.dim));
    }
    expect(() => su2Irrep(1).algebraMatrix!([1])).toThrow("expected x of shape [3], got [1]");
  });

  it("splits products by an orthogonal change of basis that intertwines", () => {
    for (const j1 of spins) {
      for (const j2 of spins) {
        const pair = [su2Irrep(j1), su2Irrep(j2)] as const;
        expectDecomposes(pair, pair[0].product(pair[1]), elements);
      }
    }
  });

  it("sees a full turn in half-integer spin only", () => {
    const turn = su2.exp([2 * Math.PI, 0, 0]);
    expectClose(su2Irrep(2).matrix(turn), su2Irrep(2).matrix(su2.identity));
    expectClose(
      su2Irrep(1.5).matrix(turn),
      su2Irrep(1.5)
        .matrix(su2.identity)
        .map((entry) => -entry),
    );
    expect(su2Irrep(1.5).name).toBe("3/2");
  });
});

describe("spinCoupling", () => {
  it("is the exact coefficient of integers, and that of the singlet and triplet", () => {
    expect(`${spinCoupling({ j: [2, 2, 2], m: [0, 0, 0] })}`).toBe(
      `${clebschGordanExact(2, 0, 2, 0, 2, 0)}`,
    );
    expect(`${spinCoupling({ j: [0.5, 0.5, 0], m: [-0.5, 0.5, 0] })}`).toBe("-sqrt(1/2)");
    expect(`${spinCoupling({ j: [1, 0.5, 1.5], m: [0, 0.5, 0.5] })}`).toBe("sqrt(2/3)");
    expect(spinCoupling({ j: [0.5, 0.5, 0.5], m: [0.5, 0.5, 0.5] }).sign).toBe(0);
  });

  it("refuses magnetic numbers that the spin does not have", () => {
    expect(() => spinCoupling({ j: [0.5, 1, 1.5], m: [0, 0, 0.5] })).toThrow(
      "spinCoupling: expected m[0] from -0.5 to 0.5 in steps of 1, got 0",
    );
    expect(() => spinCoupling({ j: [1, 1, -1], m: [0, 0, 0] })).toThrow("j[2]");
  });
});
