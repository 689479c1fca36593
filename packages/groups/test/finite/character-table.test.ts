import {
  cyclicGroup,
  dihedralGroup,
  finiteGroupFromPermutations,
  mathieuGroup,
  quaternionGroup,
  symmetricGroup,
} from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { frobeniusGroup, samples, withoutFormulas } from "./samples.ts";

describe("character tables", () => {
  it("have orthonormal rows, and degrees whose squares add up to the order", () => {
    for (const group of samples) {
      const { characters, classSizes } = group.characterTable();
      expect(characters.length).toBe(classSizes.length);
      expect(characters.reduce((sum, { degree }) => sum + degree ** 2, 0)).toBe(group.order);
      characters.forEach((first, i) => {
        characters.forEach((second, j) => {
          let [real, imaginary] = [0, 0];
          classSizes.forEach((size, c) => {
            const [a, b, x, y] = [
              first.real[c],
              first.imaginary[c],
              second.real[c],
              second.imaginary[c],
            ];
            real += (size * (a * x + b * y)) / group.order;
            imaginary += (size * (b * x - a * y)) / group.order;
          });
          expectClose([real, imaginary], [i === j ? 1 : 0, 0]);
        });
      });
    }
  });

  it("list the classes in the order of conjugacyClasses", () => {
    for (const group of samples) {
      const { classSizes, representatives } = group.characterTable();
      const classes = group.conjugacyClasses();
      expect(classSizes).toEqual(classes.map(({ length }) => length));
      expect(representatives).toEqual(classes.map(([first]) => first));
    }
  });

  it("are integers, exactly, where they are rational", () => {
    for (const group of [withoutFormulas(symmetricGroup(5)), quaternionGroup(), dihedralGroup(6)]) {
      for (const { real, imaginary } of group.characterTable().characters) {
        expect(real.every(Number.isInteger)).toBe(true);
        expect(imaginary.every((value) => value === 0)).toBe(true);
      }
    }
  });

  it("are the same by the rule of Murnaghan and Nakayama and by the class algebra", () => {
    const closed = symmetricGroup(5).characterTable().characters;
    const general = withoutFormulas(symmetricGroup(5)).characterTable().characters;
    const rows = (characters: typeof closed) =>
      characters.map(({ real }) => real.join(" ")).toSorted();
    expect(rows(general)).toEqual(rows(closed));
  });

  it("tell the types apart", () => {
    const types = (characters: readonly { readonly type: string }[]) =>
      characters.map(({ type }) => type);
    expect(types(quaternionGroup().characterTable().characters).at(-1)).toBe("quaternionic");
    expect(types(frobeniusGroup().characterTable().characters)).toEqual([
      "real",
      "complex",
      "complex",
      "complex",
      "complex",
    ]);
    expect(types(cyclicGroup(4).characterTable().characters)).toEqual([
      "real",
      "complex",
      "real",
      "complex",
    ]);
  });

  it("find the degrees of the Mathieu group M11", () => {
    const group = finiteGroupFromPermutations(mathieuGroup(11).generators, "M11");
    const { characters } = group.characterTable();
    expect(characters.map(({ degree }) => degree)).toEqual([1, 10, 10, 10, 11, 16, 16, 44, 45, 55]);
    expect(group.irreps().map(({ dim, type }) => `${dim} ${type}`)).toEqual([
      "1 real",
      "10 real",
      "11 real",
      "20 complex",
      "32 complex",
      "44 real",
      "45 real",
      "55 real",
    ]);
  });
});
