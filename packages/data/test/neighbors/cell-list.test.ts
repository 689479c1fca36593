import { ArgumentError, Random, ShapeError } from "@erlangen/numerics";
import { bruteForceNeighborList, neighborList } from "@erlangen/data";
import type { NeighborListOptions } from "@erlangen/data";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const float64Tolerance = 1e-10;

/** Random atoms, mostly outside their cell, in a triclinic lattice with any periodic directions. */
const systems: fc.Arbitrary<NeighborListOptions> = fc
  .record({
    seed: fc.nat(),
    atoms: fc.integer({ min: 0, max: 12 }),
    cutoff: fc.double({ min: 0.3, max: 4.5, noNaN: true }),
    spread: fc.constantFrom(0.5, 3, 8),
    skew: fc.double({ min: 0, max: 0.9, noNaN: true }),
    pbc: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  })
  .map(({ seed, atoms, cutoff, spread, skew, pbc }) => {
    const random = Random.fromSeed(seed);
    const positions = random.normal(3 * atoms).map((x) => spread * x);
    const lattice = random
      .uniform(9)
      .map((u, i) => (i % 4 === 0 ? 1.5 + 3 * u : skew * 3 * (u - 0.5)));
    return { positions, cutoff, lattice, pbc };
  });

describe("neighborList", () => {
  test("the cell list is the brute-force list, edge for edge, in any lattice with any periodic directions", () => {
    fc.assert(
      fc.property(systems, (system) => {
        expect(neighborList(system)).toEqual(bruteForceNeighborList(system));
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test("many cells without a lattice give the brute-force list", () => {
    for (let seed = 0; seed < 5; seed++) {
      const positions = Random.fromSeed(seed)
        .uniform(3 * 300)
        .map((u) => 10 * u);
      const system = { positions, cutoff: 1.3 };
      expect(neighborList(system)).toEqual(bruteForceNeighborList(system));
    }
  });

  test("many cells in a periodic box give the brute-force list", () => {
    const positions = Random.fromSeed(9)
      .uniform(3 * 300)
      .map((u) => 30 * u - 15);
    const lattice = Float64Array.of(10, 0, 0, 3, 9, 0, -2, 1, 8);
    const system = { positions, cutoff: 1.3, lattice };
    expect(neighborList(system)).toEqual(bruteForceNeighborList(system));
  });

  test("each vector is source plus shift times lattice minus target, within the cutoff", () => {
    fc.assert(
      fc.property(systems, (system) => {
        const list = neighborList(system);
        const { positions: r, lattice = new Float64Array(9) } = system;
        for (let e = 0; e < list.edges; e++) {
          let length = 0;
          for (let k = 0; k < 3; k++) {
            let x = r[3 * list.source[e] + k] - r[3 * list.target[e] + k];
            for (let row = 0; row < 3; row++) x += list.shift[3 * e + row] * lattice[3 * row + k];
            expect(Math.abs(list.vectors[3 * e + k] - x)).toBeLessThan(float64Tolerance);
            length += x * x;
          }
          expect(Math.sqrt(length)).toBeLessThanOrEqual(system.cutoff + float64Tolerance);
        }
      }),
      { numRuns: 50, seed: 2 },
    );
  });

  test("edges are sorted by target, source and shift, and none appears twice", () => {
    fc.assert(
      fc.property(systems, (system) => {
        const { edges, source, target, shift } = neighborList(system);
        for (let e = 1; e < edges; e++) {
          const key = (i: number) => [target[i], source[i], ...shift.subarray(3 * i, 3 * i + 3)];
          const [before, after] = [key(e - 1), key(e)];
          const first = before.findIndex((value, i) => value !== after[i]);
          expect(first).toBeGreaterThanOrEqual(0);
          expect(before[first]).toBeLessThan(after[first]);
        }
      }),
      { numRuns: 50, seed: 3 },
    );
  });

  test("every edge has its reverse", () => {
    fc.assert(
      fc.property(systems, (system) => {
        const { edges, source, target, shift } = neighborList(system);
        const name = (s: number, t: number, a: readonly number[]) =>
          `${s} ${t} ${a.map((x) => x + 0).join(" ")}`;
        const all = new Set<string>();
        for (let e = 0; e < edges; e++) {
          all.add(name(source[e], target[e], [...shift.subarray(3 * e, 3 * e + 3)]));
        }
        for (let e = 0; e < edges; e++) {
          const back = [...shift.subarray(3 * e, 3 * e + 3)].map((x) => 0 - x);
          expect(all.has(name(target[e], source[e], back))).toBe(true);
        }
      }),
      { numRuns: 50, seed: 4 },
    );
  });

  test("one atom of a simple cubic lattice sees 6, 12 and 8 images in its first three shells", () => {
    const cube = {
      positions: new Float64Array(3),
      lattice: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
    };
    expect(neighborList({ ...cube, cutoff: 1 }).edges).toBe(6);
    expect(neighborList({ ...cube, cutoff: 1.42 }).edges).toBe(6 + 12);
    expect(neighborList({ ...cube, cutoff: 1.74 }).edges).toBe(6 + 12 + 8);
  });

  test("moving an atom by lattice vectors moves its shifts and keeps the vectors", () => {
    const lattice = Float64Array.of(3, 0, 0, 1, 3, 0, 0, 1, 3);
    const positions = Random.fromSeed(3)
      .uniform(30)
      .map((u) => 3 * u);
    const moved = positions.map((x, i) => (i < 3 ? x + 5 * lattice[i] - 2 * lattice[6 + i] : x));
    const here = neighborList({ positions, cutoff: 3.5, lattice });
    const there = neighborList({ positions: moved, cutoff: 3.5, lattice });
    expect(there.source).toEqual(here.source);
    there.vectors.forEach((x, i) =>
      expect(Math.abs(x - here.vectors[i])).toBeLessThan(float64Tolerance),
    );
  });

  test("bad arguments are named", () => {
    const positions = new Float64Array(6);
    const lattice = Float64Array.of(1, 0, 0, 2, 0, 0, 0, 0, 1);
    const call = (options: Partial<NeighborListOptions>) => () =>
      neighborList({ positions, cutoff: 1, ...options });
    expect(call({ positions: new Float64Array(4) })).toThrow(ShapeError);
    expect(call({ positions: new Float64Array(4) })).toThrow(
      "neighborList: expected positions of shape [atoms, 3], flat, got 4 numbers",
    );
    expect(call({ lattice: new Float64Array(3) })).toThrow(
      "neighborList: expected a lattice of shape [3, 3], flat, got 3 numbers",
    );
    expect(call({ cutoff: 0 })).toThrow("neighborList: expected a cutoff > 0, got 0");
    expect(call({ cutoff: Number.NaN })).toThrow(ArgumentError);
    expect(call({ positions: Float64Array.of(0, 0, Number.NaN) })).toThrow(
      "neighborList: expected positions to hold finite numbers, got NaN at index 2",
    );
    expect(call({ lattice })).toThrow(
      "neighborList: expected independent lattice vectors where pbc is true",
    );
    expect(call({ pbc: [true, false, false] })).toThrow(
      "neighborList: expected a lattice, since pbc is true, got none",
    );
    expect(call({ positions: Float64Array.of(1e12, 0, 0), lattice: lattice.with(4, 1) })).toThrow(
      "neighborList: expected positions within 1073741824 cells of the origin, got one outside",
    );
  });

  test("too many edges or images are refused, not attempted", () => {
    const positions = new Float64Array(3);
    const lattice = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
    expect(() => neighborList({ positions, lattice, cutoff: 1e6 })).toThrow(
      "neighborList: expected a cutoff that spans fewer periodic images",
    );
    expect(() => neighborList({ positions, lattice, cutoff: 2, maxEdges: 10 })).toThrow(
      "neighborList: expected at most 10 edges, got more; lower the cutoff or raise maxEdges",
    );
  });
});
