import { cliffordTorus, embedded, flatTorus, swissRoll, unitSphere } from "@erlangen/data";
import { Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";

const random = Random.fromSeed(0);

describe("manifolds of known dimension", () => {
  it.each([
    [unitSphere(1), 1, 2, 2 * Math.PI],
    [unitSphere(2), 2, 3, 4 * Math.PI],
    [unitSphere(3), 3, 4, 2 * Math.PI ** 2],
    [unitSphere(8), 8, 9, (32 / 105) * Math.PI ** 4],
    [cliffordTorus(3), 3, 6, (2 * Math.PI) ** 3],
    [flatTorus(4), 4, 4, 1],
  ])("$name has its dimension, columns and volume", (manifold, dimension, columns, volume) => {
    expect(manifold.dimension).toBe(dimension);
    expect(manifold.columns).toBe(columns);
    expect(manifold.volume / volume).toBeCloseTo(1, 12);
    expect(manifold.sample(random, 7)).toHaveLength(7 * columns);
  });

  it("spheres are uniform: every coordinate has the mean square 1 / (k + 1)", () => {
    const points = unitSphere(3).sample(random, 20_000);
    const squares = [0, 0, 0, 0];
    points.forEach((value, i) => (squares[i % 4] += value ** 2 / 20_000));
    for (const square of squares) expect(Math.abs(square - 0.25)).toBeLessThan(0.01);
    for (let i = 0; i < 40; i += 4) {
      expect(Math.hypot(...points.subarray(i, i + 4))).toBeCloseTo(1, 14);
    }
  });

  it("tori lie on their circles, the roll on its spiral", () => {
    const torus = cliffordTorus(2).sample(random, 50);
    for (let i = 0; i < 100; i++) {
      expect(Math.hypot(torus[2 * i], torus[2 * i + 1])).toBeCloseTo(1, 14);
    }
    const roll = swissRoll().sample(random, 50);
    for (let i = 0; i < 50; i++) {
      const [x, h, z] = roll.subarray(3 * i, 3 * i + 3);
      const t = Math.hypot(x, z);
      expect(Math.cos(t) * t).toBeCloseTo(x, 10);
      expect(h >= 0 && h < 21 && t > 4.7 && t < 14.2).toBe(true);
    }
  });

  it("the roll has the area of its arc length times its height", () => {
    const steps = 20_000;
    let area = 0;
    for (let i = 0; i < steps; i++) {
      const t = Math.PI * (1.5 + (3 * (i + 0.5)) / steps);
      area += (21 * Math.hypot(1, t) * 3 * Math.PI) / steps;
    }
    expect(swissRoll().volume / area).toBeCloseTo(1, 8);
  });

  it("embedding keeps distances and says where the points are", () => {
    const sphere = unitSphere(2);
    const wide = embedded(sphere, { columns: 10, random });
    const [a, b] = [sphere.sample(Random.fromSeed(1), 20), wide.sample(Random.fromSeed(1), 20)];
    const distance = (rows: Float64Array, columns: number, i: number, j: number): number =>
      Math.hypot(
        ...Array.from({ length: columns }, (_, k) => rows[i * columns + k] - rows[j * columns + k]),
      );
    for (let i = 1; i < 20; i++) {
      expect(distance(b, 10, 0, i)).toBeCloseTo(distance(a, 3, 0, i), 12);
    }
    expect(wide).toMatchObject({ name: "S2", dimension: 2, columns: 10 });
  });

  it.each([
    [() => unitSphere(0), "unitSphere: expected dimension to be an integer of at least 1, got 0"],
    [
      () => unitSphere(2).sample(random, -1),
      "Manifold.sample: expected count to be an integer of at least 0, got -1",
    ],
    [
      () => embedded(unitSphere(2), { columns: 2, random }),
      "embedded: expected columns to be an integer of at least 3, got 2",
    ],
    [
      () => embedded(flatTorus(2), { columns: 5, random }),
      "embedded: expected a manifold in Euclidean space, got flat T2; take cliffordTorus",
    ],
  ])("says what is wrong with an argument (%#)", (make, message) => {
    expect(make).toThrow(message);
  });
});
