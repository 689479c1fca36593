import type { FiniteGroup } from "@erlangen/groups";
import { textTable } from "../output.ts";

/** Tables with more classes are too wide for a terminal. */
const widestTable = 24;

/** The irreps of a finite group as rows: name, dimension, type. */
export function irrepTable(group: FiniteGroup): string {
  return textTable([
    ["irrep", "dim", "type"],
    ...group.irreps().map(({ name, dim, type }) => [name, String(dim), type]),
  ]);
}

/** The characters of the complex irreps on the classes, headed by one element and the size of each. */
export function characterTableText(group: FiniteGroup): string {
  const { classSizes, representatives, characters } = group.characterTable();
  if (classSizes.length > widestTable) {
    return `${classSizes.length} classes: the table of characters is part of --json`;
  }
  return textTable([
    ["class of", ...representatives.map((g) => group.elementName(g))],
    ["size", ...classSizes.map(String)],
    ...characters.map(({ real, imaginary }, row) =>
      [`χ${row + 1}`].concat(Array.from(real, (value, c) => complexText(value, imaginary[c]))),
    ),
  ]);
}

/** A complex number in a few digits: `-1`, `1.618`, `-0.5+0.866i`. */
function complexText(real: number, imaginary: number): string {
  const sign = imaginary < 0 ? "-" : "+";
  if (Math.abs(imaginary) < 1e-9) return short(real);
  const imaginaryText = `${short(Math.abs(imaginary)).replace(/^1$/, "")}i`;
  if (Math.abs(real) < 1e-9) return `${sign === "-" ? "-" : ""}${imaginaryText}`;
  return `${short(real)}${sign}${imaginaryText}`;
}

function short(value: number): string {
  return String(Number(value.toFixed(3)) + 0);
}
