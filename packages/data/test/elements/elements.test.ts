import {
  atomicMass,
  atomicNumber,
  elementSymbol,
  elementSymbols,
  isElementSymbol,
  largestAtomicNumber,
} from "@erlangen/data";
import { ArgumentError } from "@erlangen/numerics";
import { describe, expect, test } from "vitest";

describe("elements", () => {
  test("symbols and atomic numbers 1 to 118 are inverse to each other", () => {
    expect(elementSymbols).toHaveLength(largestAtomicNumber + 1);
    for (let number = 1; number <= largestAtomicNumber; number++) {
      expect(atomicNumber(elementSymbol(number))).toBe(number);
    }
  });

  test("known elements stand where they belong", () => {
    expect(["H", "C", "Ar", "Kr", "Xe", "Lu", "Rn", "Lr", "Og"].map(atomicNumber)).toEqual([
      1, 6, 18, 36, 54, 71, 86, 103, 118,
    ]);
  });

  test("every element has a mass, which falls only where the periodic table is known to", () => {
    const falls: string[] = [];
    for (let number = 2; number <= largestAtomicNumber; number++) {
      if (atomicMass(number) < atomicMass(number - 1)) falls.push(elementSymbol(number));
    }
    expect(falls).toEqual(["K", "Ni", "I", "Pa", "Np", "Am", "Hs"]);
    expect(atomicMass(1)).toBe(1.008);
    expect(atomicMass(118)).toBe(294);
  });

  test("the case of a symbol counts, and the dummy atom is no element", () => {
    expect(isElementSymbol("Cl")).toBe(true);
    expect(isElementSymbol("CL")).toBe(false);
    expect(isElementSymbol("X")).toBe(false);
    expect(elementSymbol(0)).toBe("X");
  });

  test("what is no element is refused by name", () => {
    expect(() => atomicNumber("Xx")).toThrow(ArgumentError);
    expect(() => atomicNumber("Xx")).toThrow(
      'atomicNumber: expected symbol to be one of the 118 element symbols, got "Xx"',
    );
    expect(() => elementSymbol(119)).toThrow(
      "elementSymbol: expected number to be an integer from 0 to 118, got 119",
    );
    expect(() => atomicMass(0)).toThrow(
      "atomicMass: expected number to be an integer from 1 to 118, got 0",
    );
    expect(() => atomicMass(1.5)).toThrow(ArgumentError);
  });
});
