import { Random } from "@erlangen/numerics";
import { specialOrthogonalGroup } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose, multiply, transpose } from "../closeness.ts";

describe("logarithms of rotations", () => {
  it("survive half turns and repeated angles in any dimension", () => {
    const random = Random.fromSeed(5);
    for (const n of [2, 3, 4, 5, 6, 7]) {
      const group = specialOrthogonalGroup(n);
      for (const angles of [
        [Math.PI, Math.PI, Math.PI],
        [Math.PI, 1, Math.PI],
        [Math.PI - 1e-9, Math.PI - 2e-9, Math.PI],
        [Math.PI - 1e-5, 1e-7, Math.PI - 1e-5],
        [2, 2, 2],
        [Math.PI, 0, 1e-12],
        [1.7, 1.7 + 1e-9, -1.7],
        [0, 0, 0],
      ]) {
        const planes = Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
        for (let plane = 0; 2 * plane + 1 < n; plane++) {
          const [c, s] = [Math.cos(angles[plane]), Math.sin(angles[plane])];
          const at = 2 * plane * (n + 1);
          planes.set([c, -s], at);
          planes.set([s, c], at + n);
        }
        const basis = random.orthogonal(n);
        const rotation = multiply(multiply(basis, planes, n), transpose(basis, n), n);
        const x = group.log(rotation);
        expectClose(group.exp(x), rotation, 1e-12);
        const expected = angles.slice(0, Math.floor(n / 2));
        expect(Math.hypot(...x)).toBeLessThan(Math.hypot(...expected) + 1e-6);
      }
    }
  });
});
