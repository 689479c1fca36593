import { Random, determinant } from "@erlangen/numerics";
import {
  binaryFormRepresentation,
  decomposeFormProduct,
  formGenerators,
  inducedMatrix,
  invariantPairing,
  sampleSl2r,
  sl2r,
  substitute,
  transvectant,
  transvectantSparse,
} from "@erlangen/groups";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectClose, multiply, transpose } from "../closeness.ts";

/** Of the reference experiments: degrees up to 10, condition numbers up to 3. */
const tolerance = 1e-9;

const degrees = fc.integer({ min: 0, max: 10 });
const seeds = fc.integer({ min: 0, max: 2 ** 30 });
const options = { numRuns: 60, seed: 11 };

function sample(seed: number) {
  const random = Random.fromSeed(seed);
  const g = sampleSl2r(random, { condition: [1, 3] });
  return { random, g, form: (d: number) => random.normal(d + 1) };
}

function relative(actual: Float64Array, expected: Float64Array): number {
  const scale = Math.max(...expected.map(Math.abs), 1e-300);
  return Math.max(...actual.map((value, i) => Math.abs(value - expected[i]))) / scale;
}

describe("substitution in forms", () => {
  it("evaluates the form at the moved point", () => {
    fc.assert(
      fc.property(seeds, degrees, (seed, d) => {
        const { random, g, form } = sample(seed);
        const p = form(d);
        const [x, y] = random.normal(2);
        const at = (f: Float64Array, u: number, v: number): number =>
          f.reduce((sum, c, k) => sum + c * u ** k * v ** (d - k), 0);
        const moved = at(p, g[0] * x + g[1] * y, g[2] * x + g[3] * y);
        expect(Math.abs(at(substitute(p, g), x, y) - moved)).toBeLessThan(
          1e-9 * (1 + Math.abs(moved) + 1e3),
        );
      }),
      options,
    );
  });

  it("is a right action, whose matrices multiply and have determinant 1", () => {
    fc.assert(
      fc.property(seeds, degrees, (seed, d) => {
        const { random, g, form } = sample(seed);
        const h = sampleSl2r(random, { condition: [1, 3] });
        const p = form(d);
        const twice = substitute(substitute(p, g), h);
        expect(relative(twice, substitute(p, sl2r.compose(g, h)))).toBeLessThan(tolerance);
        const product = multiply(inducedMatrix(g, d), inducedMatrix(h, d), d + 1);
        expect(relative(inducedMatrix(sl2r.compose(g, h), d), product)).toBeLessThan(tolerance);
        expect(Math.abs(determinant(inducedMatrix(g, d), d + 1) - 1)).toBeLessThan(1e-6);
      }),
      options,
    );
    const g = sampleSl2r(Random.fromSeed(1));
    expectClose(inducedMatrix(g, 1), [g[3], g[2], g[1], g[0]], 0);
  });
});

describe("binaryFormRepresentation", () => {
  it("is a representation with the derivative that its exponential shows", () => {
    for (const d of [0, 1, 2, 5, 8]) {
      const representation = binaryFormRepresentation(d);
      const width = d + 1;
      const random = Random.fromSeed(d);
      const [g, h] = [sl2r.sample(random), sl2r.sample(random)];
      const product = multiply(representation.matrix(g), representation.matrix(h), width);
      expect(relative(representation.matrix(sl2r.compose(g, h)), product)).toBeLessThan(tolerance);
      const x = [0.3, -0.2, 0.5];
      const step = 1e-5;
      const [after, before] = [step, -step].map((t) =>
        representation.matrix(sl2r.exp(x.map((part) => t * part))),
      );
      expectClose(
        after.map((entry, i) => (entry - before[i]) / (2 * step)),
        representation.algebraMatrix!(x),
        1e-7,
      );
    }
    expect(() => binaryFormRepresentation(-1)).toThrow("binaryFormRepresentation: expected d");
    expect(() => binaryFormRepresentation(1).algebraMatrix!([1])).toThrow(
      "expected x of shape [3]",
    );
  });

  it("brackets its generators as sl(2)", () => {
    for (const d of [1, 4]) {
      const width = d + 1;
      const [h, e, f] = [0, 1, 2].map((k) =>
        formGenerators(d).subarray(k * width * width, (k + 1) * width * width),
      );
      const commutator = (a: Float64Array, b: Float64Array): Float64Array => {
        const [ab, ba] = [multiply(a, b, width), multiply(b, a, width)];
        return ab.map((entry, i) => entry - ba[i]);
      };
      expectClose(commutator(e, f), h, 0);
      expectClose(
        commutator(h, e),
        e.map((entry) => 2 * entry),
        0,
      );
      expectClose(
        commutator(h, f),
        f.map((entry) => -2 * entry),
        0,
      );
    }
  });

  it("preserves the invariant pairing, symmetric or antisymmetric by the parity of d", () => {
    for (const d of [0, 1, 2, 3, 6, 7]) {
      const pairing = invariantPairing(d);
      const width = d + 1;
      const matrix = binaryFormRepresentation(d).matrix(sl2r.sample(Random.fromSeed(d)));
      const moved = multiply(multiply(transpose(matrix, width), pairing, width), matrix, width);
      const scale = Math.max(...matrix.map(Math.abs)) ** 2;
      expectClose(moved, pairing, 1e-12 * scale);
      expectClose(
        transpose(pairing, width),
        pairing.map((entry) => (d % 2 === 0 ? entry : -entry)),
        0,
      );
    }
  });
});

describe("transvectant", () => {
  it("commutes with SL(2,R) to 1e-9 up to degree 10 and condition 3", () => {
    fc.assert(
      fc.property(seeds, degrees, degrees, degrees, (seed, d1, d2, order) => {
        const { g, form } = sample(seed);
        const n = order % (Math.min(d1, d2) + 1);
        const [p, q] = [form(d1), form(d2)];
        const moved = transvectant(substitute(p, g), substitute(q, g), n);
        const expected = substitute(transvectant(p, q, n), g);
        const scale =
          Math.max(...substitute(p, g).map(Math.abs), 1) *
          Math.max(...substitute(q, g).map(Math.abs), 1);
        expectClose(moved, expected, tolerance * scale);
      }),
      options,
    );
  });

  it("is the product for n = 0 and the Jacobian for n = 1", () => {
    expectClose(transvectant([1, 2], [3, 4, 5], 0), [3, 10, 13, 10], 1e-15);
    // f = x^2, g = y: f_x g_y - f_y g_x = 2 x, over d1 d2 = 2.
    expectClose(transvectant([0, 0, 1], [1, 0], 1), [0, 1], 1e-15);
  });

  it("is symmetric or antisymmetric by the parity of n, so vanishes on (f, f) for odd n", () => {
    const random = Random.fromSeed(70);
    for (const [d1, d2] of [
      [3, 5],
      [4, 4],
    ]) {
      const [p, q] = [random.normal(d1 + 1), random.normal(d2 + 1)];
      for (let n = 0; n <= Math.min(d1, d2); n++) {
        const sign = n % 2 === 0 ? 1 : -1;
        expectClose(
          transvectant(q, p, n),
          transvectant(p, q, n).map((c) => sign * c),
          1e-13,
        );
      }
    }
    const cubic = random.normal(4);
    expectClose(transvectant(cubic, cubic, 3), [0], 1e-15);
  });

  it("keeps digits at high degree, where factorials leave float64", () => {
    const entries = transvectantSparse(120, 100, 60);
    expect(entries.every(({ value }) => Number.isFinite(value) && value !== 0)).toBe(true);
    expect(transvectantSparse(120, 100, 60)).toBe(entries);
  });

  it("refuses orders and forms that are none", () => {
    expect(() => transvectant([1, 2], [1, 2, 3], 2)).toThrow(
      "transvectant: expected n to be an integer from 0 to min(d1, d2) = 1, got 2",
    );
    expect(() => transvectant([], [1], 0)).toThrow(
      "transvectant: expected f to hold the d+1 coefficients",
    );
    expect(() => transvectant([1], [Number.NaN], 0)).toThrow(
      "transvectant: expected g to hold finite numbers, got NaN at index 0",
    );
    expect(() => transvectantSparse(-1, 2, 0)).toThrow("transvectantSparse: expected d1");
    expect(() => inducedMatrix([1, 0, 0], 2)).toThrow(
      "inducedMatrix: expected g of shape [2, 2], got 3 numbers",
    );
    expect(() => substitute([1], [1, 0, 0, Number.POSITIVE_INFINITY])).toThrow("finite numbers");
  });
});

describe("decomposeFormProduct", () => {
  it("is inverted by its inverse, and counts dimensions", () => {
    for (const [d1, d2] of [
      [0, 0],
      [1, 1],
      [3, 2],
      [4, 4],
      [7, 5],
      [10, 10],
    ]) {
      const { degrees: found, matrix, inverse } = decomposeFormProduct(d1, d2);
      const size = (d1 + 1) * (d2 + 1);
      expect(found.reduce((sum, d) => sum + d + 1, 0)).toBe(size);
      const unit = Float64Array.from({ length: size * size }, (_, i) =>
        i % (size + 1) === 0 ? 1 : 0,
      );
      expectClose(multiply(matrix, inverse, size), unit, 1e-11);
      expectClose(multiply(inverse, matrix, size), unit, 1e-11);
    }
  });

  it("stacks the transvectants in order", () => {
    const random = Random.fromSeed(71);
    const [p, q] = [random.normal(5), random.normal(4)];
    const { degrees: found, matrix } = decomposeFormProduct(4, 3);
    let row = 0;
    found.forEach((d, n) => {
      const expected = transvectant(p, q, n);
      for (let m = 0; m <= d; m++, row++) {
        let sum = 0;
        for (let c = 0; c < 20; c++) sum += matrix[row * 20 + c] * p[Math.floor(c / 4)] * q[c % 4];
        expect(Math.abs(sum - expected[m])).toBeLessThan(1e-13);
      }
    });
  });
});
