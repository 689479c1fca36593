import { Random } from "@erlangen/numerics";
import { binaryFormRepresentation, formGenerators, invariantPairing, sl2r } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose, multiply, transpose } from "../closeness.ts";
import { relative, tolerance } from "./samples.ts";

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
