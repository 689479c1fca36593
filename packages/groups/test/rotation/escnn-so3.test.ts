import { wigner3j, wignerD } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { golden } from "../golden/golden.ts";

interface EscnnSo3 {
  readonly matrices: readonly (readonly (readonly number[])[])[];
  readonly irreps: readonly {
    readonly id: readonly [number];
    readonly matrices: readonly (readonly (readonly number[])[])[];
  }[];
  readonly cg: readonly { readonly l: readonly [number, number, number]; readonly data: unknown }[];
}

const { SO3: escnn } = golden<{ readonly SO3: EscnnSo3 }>("escnn_continuous_groups");

/** The rotation in e3nn's axes, P M P^T with P (x, y, z) = (y, z, x). */
function inOurAxes(matrix: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from({ length: 9 }, (_, n) => {
    const [i, j] = [Math.floor(n / 3), n % 3];
    return matrix[(i + 1) % 3][(j + 1) % 3];
  });
}

function flat(nested: unknown): number[] {
  return Array.isArray(nested) ? nested.flatMap(flat) : [Number(nested)];
}

describe("escnn's SO(3), after a change of axes", () => {
  it("has our Wigner matrices", () => {
    expect(escnn.irreps).toHaveLength(5);
    for (const { id, matrices } of escnn.irreps) {
      matrices.forEach((matrix, sample) => {
        const ours = wignerD(id[0], inOurAxes(escnn.matrices[sample]));
        flat(matrix).forEach((value, n) => expect(Math.abs(ours[n] - value)).toBeLessThan(1e-10));
      });
    }
  });

  it("has our coupling coefficients, up to the sign and times the root of 2l+1", () => {
    expect(escnn.cg).toHaveLength(19);
    for (const { l, data } of escnn.cg) {
      const ours = wigner3j(...l);
      const theirs = flat(data);
      expect(theirs).toHaveLength(ours.length);
      const scale = Math.sqrt(2 * l[2] + 1);
      const overlap = theirs.reduce((sum, value, n) => sum + value * ours[n], 0) / scale;
      const sign = Math.sign(overlap);
      theirs.forEach((value, n) =>
        expect(Math.abs(sign * scale * ours[n] - value)).toBeLessThan(1e-10),
      );
    }
  });
});
