import { axisAngleToMatrix, o3 } from "@erlangen/groups";
import { describeElement, elementToText, sampleEuclidean } from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";

describe("describeElement", () => {
  it("tells rotation, inversion and translation apart, and nothing is lost", () => {
    const random = Random.fromSeed(2);
    for (let n = 0; n < 50; n++) {
      const element = sampleEuclidean("E(3)", random.split(n), 3);
      const { axis, degrees, inverts, translation } = describeElement(element);
      const rotation = axisAngleToMatrix({ axis, angle: (degrees * Math.PI) / 180 });
      const matrix = rotation.map((entry) => (inverts ? -entry : entry));
      expect(o3.equals(matrix, element.matrix)).toBe(true);
      expect(translation).toEqual([...element.translation]);
    }
  });
});

describe("elementToText", () => {
  it("leaves out what does nothing", () => {
    const still = describeElement({ matrix: o3.identity, translation: new Float64Array(3) });
    expect(elementToText(still)).toBe("identity");
    expect(elementToText({ ...still, inverts: true })).toBe("inversion");
    expect(
      elementToText({
        axis: [0.2, 0.88, -0.01],
        degrees: 171.4,
        inverts: true,
        translation: [0.1, 2, -0.3],
      }),
    ).toBe("rotation 171 deg about (0.2, 0.9, 0.0), inversion, translation (0.1, 2.0, -0.3)");
  });
});

describe("sampleEuclidean", () => {
  it("inverts in O(3) and E(3) only, and translates in SE(3) and E(3) only", () => {
    const random = Random.fromSeed(3);
    const kinds = (["SO(3)", "O(3)", "SE(3)", "E(3)"] as const).map((group) => {
      const elements = Array.from({ length: 40 }, (_, n) =>
        describeElement(sampleEuclidean(group, random.split(n))),
      );
      const inverted = elements.filter(({ inverts }) => inverts).length;
      const moved = elements.filter(({ translation }) => translation.some((t) => t !== 0)).length;
      return [inverted > 5 && inverted < 35, inverted === 0, moved === 40, moved === 0];
    });
    expect(kinds).toEqual([
      [false, true, false, true],
      [true, false, false, true],
      [false, true, true, false],
      [true, false, true, false],
    ]);
  });
});
