import { readFileSync } from "node:fs";
import { ConvergenceError, Random, linearSvm, linearSvmPath } from "@erlangen/numerics";
import type { LinearSvm } from "@erlangen/numerics";
import { describe, expect, test } from "vitest";
import { fc } from "../fast-check.ts";
import { exactly, relativeError } from "../tolerances.ts";
import { dualByProjectedGradient } from "./projected-gradient.ts";

/** Violation that the solver leaves, in units of the decision value. */
const tolerance = 1e-3;

/** What the task asks of the dual objective, relative. */
const dualTolerance = 1e-4;

interface Problem {
  readonly rows: Float64Array;
  readonly targets: Float64Array;
}

/** Normal rows; targets lean on the first feature and hold both values. */
function overlappingClasses(samples: number, features: number, seed: number): Problem {
  const random = Random.fromSeed(seed);
  const rows = random
    .split("rows")
    .normal(samples * features)
    .map((z) => z / Math.sqrt(features));
  const targets = random
    .split("targets")
    .uniform(samples)
    .map((u, i) => (u < 0.3 + 0.4 * Number(rows[i * features] > 0) ? 1 : -1));
  if (targets.every((t) => t === targets[0])) targets[0] = -targets[0];
  return { rows, targets };
}

function dot(rows: Float64Array, i: number, w: Float64Array): number {
  return w.reduce((sum, value, k) => sum + value * rows[i * w.length + k], 0);
}

function expectOptimal({ rows, targets }: Problem, svm: LinearSvm, bounds: Float64Array): void {
  const balance = svm.alpha.reduce((sum, alpha, i) => sum + alpha * targets[i], 0);
  expect(Math.abs(balance)).toBeLessThan(1e-9 * (1 + bounds.reduce((a, b) => a + b)));
  for (let i = 0; i < targets.length; i++) {
    const margin = targets[i] * (dot(rows, i, svm.w) + svm.b);
    expect(svm.alpha[i]).toBeGreaterThanOrEqual(0);
    expect(svm.alpha[i]).toBeLessThanOrEqual(bounds[i]);
    if (svm.alpha[i] < bounds[i]) expect(margin).toBeGreaterThan(1 - 2 * tolerance);
    if (svm.alpha[i] > 0) expect(margin).toBeLessThan(1 + 2 * tolerance);
  }
}

describe("linearSvm", () => {
  test("two points at -1 and 1 give w = min(2C, 1) and b = 0", () => {
    for (const C of [1e-3, 0.1, 0.25, 0.5, 0.75, 1, 10]) {
      const { w, b, alpha, dualityGap } = linearSvm([-1, 1], [-1, 1], { C });
      expect(relativeError(w, [Math.min(2 * C, 1)])).toBeLessThan(exactly);
      expect(b).toBe(0);
      expect(relativeError(alpha, [Math.min(C, 0.5), Math.min(C, 0.5)])).toBeLessThan(exactly);
      expect(Math.abs(dualityGap)).toBeLessThan(exactly);
    }
  });

  test("b is not determined, and the middle of its interval, where all multipliers are at their bounds", () => {
    // w = 0.4; the residuals t - w x are -0.6 and -0.2.
    const { b, free } = linearSvm([-1, 3], [-1, 1], { C: 0.1 });
    expect(free).toBe(0);
    expect(b).toBeCloseTo(-0.4, 14);
    expect(linearSvm([-1, 3], [-1, 1], { C: 1 }).free).toBe(2);
  });

  test("its dual objective is LIBSVM's", () => {
    const golden = JSON.parse(
      readFileSync(new URL("../golden/libsvm.json", import.meta.url), "utf8"),
    ) as {
      readonly cases: readonly {
        readonly samples: number;
        readonly features: number;
        readonly seed: number;
        readonly C: number;
        readonly dualObjective: number;
      }[];
    };
    expect(golden.cases).toHaveLength(16);
    for (const { samples, features, seed, C, dualObjective } of golden.cases) {
      const { rows, targets } = overlappingClasses(samples, features, seed);
      const svm = linearSvm(rows, targets, { C, classWeights: "balanced" });
      expect(Math.abs(svm.dualObjective / dualObjective - 1)).toBeLessThan(1e-6);
    }
  });

  test("its dual objective is that of projected gradients, for any weights of the classes", () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.integer({ min: 2, max: 14 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(0.05, 0.5, 2),
        fc.constantFrom(0.5, 1, 3),
        (...[seed, samples, features, C, positive]) => {
          const problem = overlappingClasses(samples, features, seed);
          const classWeights = { negative: 1, positive };
          const svm = linearSvm(problem.rows, problem.targets, { C, classWeights });
          const bounds = problem.targets.map((t) => C * (t > 0 ? positive : 1));
          const slow = dualByProjectedGradient(problem.rows, problem.targets, bounds);
          expect(Math.abs(svm.dualObjective - slow)).toBeLessThan(dualTolerance * slow);
          expect(svm.dualityGap).toBeGreaterThan(-1e-12);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("margins and multipliers meet the conditions of optimality", () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.integer({ min: 2, max: 300 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: -3, max: 2 }),
        (seed, samples, features, decade) => {
          const problem = overlappingClasses(samples, features, seed);
          const C = 10 ** decade;
          const svm = linearSvm(problem.rows, problem.targets, { C });
          expectOptimal(
            problem,
            svm,
            problem.targets.map(() => C),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test("orthogonal rows, all between their bounds, get alpha = 1 - t mean(t)", () => {
    // 1200 are more than the solver works on at once.
    const n = 1200;
    const rows = new Float64Array(n * n);
    for (let i = 0; i < n; i++) rows[i * n + i] = 1;
    const targets = Float64Array.from({ length: n }, (_, i) => (i % 3 === 0 ? 1 : -1));
    const { alpha, b } = linearSvm(rows, targets, { C: 10, tolerance: 1e-6 });
    expect(b).toBeCloseTo(-1 / 3, 6);
    expect(
      relativeError(
        alpha,
        targets.map((t) => 1 + t / 3),
      ),
    ).toBeLessThan(1e-6);
  });

  test("separable classes get the widest margin", () => {
    // The nearest points of the two classes are (0, 0) and (3, 4), 5 apart.
    const rows = [0, 0, -1, -2, -2, -1, 3, 4, 5, 5, 4, 7];
    const { w, b, alpha } = linearSvm(rows, [-1, -1, -1, 1, 1, 1], { C: 1e6, tolerance: 1e-9 });
    expect(relativeError(w, [6 / 25, 8 / 25])).toBeLessThan(1e-8);
    expect(b).toBeCloseTo(-1, 8);
    expect(alpha.filter((value) => value > 0)).toHaveLength(2);
  });

  test("scaling rows by s and C by 1/s² scales w by 1/s", () => {
    const { rows, targets } = overlappingClasses(80, 4, 9);
    const one = linearSvm(rows, targets, { C: 1, tolerance: 1e-8 });
    const other = linearSvm(
      rows.map((x) => 3 * x),
      targets,
      { C: 1 / 9, tolerance: 1e-8 },
    );
    expect(
      relativeError(
        other.w.map((x) => 3 * x),
        one.w,
      ),
    ).toBeLessThan(1e-6);
    expect(other.b).toBeCloseTo(one.b, 6);
  });

  test("a direction that no row has gets weight 0", () => {
    const { rows, targets } = overlappingClasses(50, 4, 3);
    const flat = rows.map((x, i) => (i % 4 === 2 ? 0 : x));
    expect(linearSvm(flat, targets, { C: 1 }).w[2]).toBe(0);
  });

  test("single precision and plain arrays of the same numbers give the same", () => {
    const { rows, targets } = overlappingClasses(50, 4, 3);
    const single = Float32Array.from(rows);
    const expected = linearSvm(Float64Array.from(single), targets, { C: 1 });
    expect(linearSvm(single, [...targets], { C: 1 })).toEqual(expected);
  });

  test("too few iterations end in an error that says how far it came", () => {
    const { rows, targets } = overlappingClasses(200, 10, 2);
    expect(() => linearSvm(rows, targets, { C: 10, maxIterations: 3 })).toThrow(ConvergenceError);
    expect(() => linearSvm(rows, targets, { C: 10, maxIterations: 3 })).toThrow(
      /^linearSvm: expected a violation of at most 0\.001 within 3 iterations, got \d/,
    );
  });

  test.each([
    ["no samples", [], [], {}, "expected targets of at least 2 samples, got 0"],
    ["one target", [1, 2], [1, 1], {}, "expected both targets 1 and -1, got only 1"],
    ["targets 0 and 1", [1, 2], [0, 1], {}, "expected targets 1 or -1, got 0 at index 0"],
    ["part of a row", [1, 2, 3], [1, -1], {}, "[samples, features] = [2, features], flat, got 3"],
    ["NaN", [1, NaN], [1, -1], {}, "expected rows to hold finite numbers, got NaN at index 1"],
    ["C = 0", [1, 2], [1, -1], { C: 0 }, "expected C > 0 and increasing, got [0]"],
    ["tolerance 0", [1, 2], [1, -1], { tolerance: 0 }, "expected tolerance > 0, got 0"],
    [
      "a weight of 0",
      [1, 2],
      [1, -1],
      { classWeights: { negative: 1, positive: 0 } },
      "expected classWeights > 0, got 1 and 0",
    ],
    ["no iterations", [1, 2], [1, -1], { maxIterations: 0 }, "expected maxIterations to be"],
  ])("refuses %s", (...[, rows, targets, options, message]) => {
    expect(() => linearSvm(rows, targets, { C: 1, ...options })).toThrow(message);
  });
});

describe("linearSvmPath", () => {
  test("each machine of a path is the one that is found alone", () => {
    const { rows, targets } = overlappingClasses(300, 20, 4);
    const Cs = [1e-4, 1e-2, 1, 10];
    const path = linearSvmPath(rows, targets, { Cs, classWeights: "balanced", tolerance: 1e-6 });
    expect(path.map(({ C }) => C)).toEqual(Cs);
    for (const svm of path) {
      const alone = linearSvm(rows, targets, {
        C: svm.C,
        classWeights: "balanced",
        tolerance: 1e-6,
      });
      expect(relativeError(svm.w, alone.w)).toBeLessThan(1e-4);
      expect(Math.abs(svm.dualObjective / alone.dualObjective - 1)).toBeLessThan(1e-8);
    }
  });

  test("refuses C that do not increase", () => {
    expect(() => linearSvmPath([1, 2], [1, -1], { Cs: [1, 0.1] })).toThrow(
      "linearSvmPath: expected C > 0 and increasing, got [1, 0.1]",
    );
    expect(() => linearSvmPath([1, 2], [1, -1], { Cs: [] })).toThrow("got []");
  });
});
