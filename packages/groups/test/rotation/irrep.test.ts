import { ArgumentError } from "@erlangen/numerics";
import { Irrep } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { golden } from "../golden/golden.ts";

const reference = golden<{ products: [string, string, string[]][]; iterator: string[] }>(
  "e3nn_irreps",
);

describe("Irrep", () => {
  it("multiplies as e3nn's does", () => {
    for (const [first, second, expected] of reference.products) {
      expect(Irrep.parse(first).product(second).map(String)).toEqual(expected);
    }
  });

  it("lists both parities of each degree, the natural parity first", () => {
    expect(Irrep.upTo(4).map(String)).toEqual(reference.iterator);
  });

  it("reads the parity y as that of the spherical harmonics", () => {
    expect(Irrep.parse("2y").equals("2e")).toBe(true);
    expect(Irrep.parse(" 3y ").toString()).toBe("3o");
  });

  it("has dimension 2l+1 and one scalar", () => {
    expect(Irrep.parse("3o").dim).toBe(7);
    expect(
      Irrep.upTo(3)
        .filter((irrep) => irrep.isScalar)
        .map(String),
    ).toEqual(["0e"]);
  });

  it("sorts odd before even by default, natural parity first on demand", () => {
    const all = Irrep.upTo(2);
    expect(all.toSorted((a, b) => a.compare(b)).join(" ")).toBe("0o 0e 1o 1e 2o 2e");
    expect(all.toSorted((a, b) => a.compare(b, "natural-parity")).join(" ")).toBe(
      "0e 0o 1o 1e 2e 2o",
    );
  });

  it("refuses what is no irrep", () => {
    expect(() => Irrep.parse("1z")).toThrow(
      new ArgumentError(
        `Irrep.parse: expected a degree and a parity such as "0e", "1o" or "2y", got "1z"`,
      ),
    );
    expect(() => new Irrep(-1, 1)).toThrow("Irrep: expected l to be an integer >= 0, got -1");
    expect(() => new Irrep(1, 0 as 1)).toThrow("Irrep: expected parity 1 or -1, got 0");
  });
});
