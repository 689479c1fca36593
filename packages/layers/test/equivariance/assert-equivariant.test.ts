import { Irreps } from "@erlangen/groups";
import { ErlangenError, Random } from "@erlangen/numerics";
import {
  assertEquivariant,
  describeOrthogonal,
  EquivarianceError,
  irrepsLinear,
} from "@erlangen/layers";
import { abs, mul, ones, type Tensor } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";

const vector = Irreps.parse("1o");
const random = Random.fromSeed(0);

/** A map of vectors as a layer. */
function mapOf(f: (x: Tensor) => Tensor): {
  input: [Irreps];
  output: Irreps;
  init: () => Record<string, never>;
  apply: (parameters: Record<string, never>, x: Tensor) => Tensor;
} {
  return { input: [vector], output: vector, init: () => ({}), apply: (_, x) => f(x) };
}

describe("assertEquivariant", () => {
  it("passes equivariant layers and reports the largest error", async () => {
    const linear = irrepsLinear("4x0e + 2x1o", "2x0e + 3x1o");
    const { error } = await assertEquivariant(linear, { random });
    expect(error).toBeGreaterThan(0);
    expect(error).toBeLessThan(1e-6);
  });

  it("names the element that a map breaks", async () => {
    const half = Float64Array.of(-1, 0, 0, 0, 1, 0, 0, 0, -1);
    const broken = assertEquivariant(mapOf(abs), {
      random,
      inputs: [ones([1, 3])],
      elements: [half],
    });
    await expect(broken).rejects.toThrow(
      new EquivarianceError(
        "assertEquivariant: expected |f(gx) - g f(x)| <= 0.00001 max|f(x)| for all g in O(3), got 2.00e+0 for rotation by 180.0 deg about (0.00, 1.00, 0.00)",
        { element: "rotation by 180.0 deg about (0.00, 1.00, 0.00)", error: 2 },
      ),
    );
    const failure = await broken.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ErlangenError);
    expect(failure).toMatchObject({
      error: 2,
      element: "rotation by 180.0 deg about (0.00, 1.00, 0.00)",
    });
  });

  it("tells even from odd vectors by inversion", async () => {
    const pseudo = { ...mapOf((x) => x), output: Irreps.parse("1e") };
    await expect(assertEquivariant(pseudo, { random })).rejects.toThrow(/then inversion$/);
  });

  it("does not pass numbers that are not finite", async () => {
    await expect(
      assertEquivariant(
        mapOf((x) => mul(x, Number.NaN)),
        { random },
      ),
    ).rejects.toThrow(/got Infinity for/);
  });

  it("waits for compiled layers", async () => {
    const later = {
      ...mapOf((x) => x),
      apply: async (_: Record<string, never>, x: Tensor) => await Promise.resolve(x),
    };
    await expect(assertEquivariant(later, { random })).resolves.toMatchObject({});
  });
});

describe("describeOrthogonal", () => {
  it("gives axis, angle and inversion", () => {
    expect(describeOrthogonal([0, -1, 0, 1, 0, 0, 0, 0, 1])).toBe(
      "rotation by 90.0 deg about (0.00, 0.00, 1.00)",
    );
    expect(describeOrthogonal([-1, 0, 0, 0, -1, 0, 0, 0, -1])).toMatch(
      /^rotation by 0.0 deg about .*, then inversion$/,
    );
  });
});
