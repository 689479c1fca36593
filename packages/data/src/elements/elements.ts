import { ArgumentError } from "@erlangen/numerics";
import { standardAtomicWeights } from "./atomic-weights.ts";

/**
 * The symbols of the elements; entry Z is the element of atomic number Z, and entry 0, "X", is the dummy atom.
 *
 * Source: IUPAC periodic table of the elements, 2022.
 */
export const elementSymbols: readonly string[] = (
  "X " +
  "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr " +
  "Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe " +
  "Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn " +
  "Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og"
).split(" ");

/** The largest atomic number that has a name. */
export const largestAtomicNumber = 118;

const numbers: ReadonlyMap<string, number> = new Map(
  elementSymbols.slice(1).map((symbol, index) => [symbol, index + 1]),
);

/** Whether `text` is the symbol of one of the 118 elements; the case of the letters counts. */
export function isElementSymbol(text: string): boolean {
  return numbers.has(text);
}

/**
 * The atomic number of an element symbol.
 *
 * @param symbol - One of the 118 symbols, such as `"C"` or `"Ar"`; the case of the letters counts.
 * @returns An integer from 1 to 118.
 * @throws ArgumentError when `symbol` is not an element.
 *
 * ```ts
 * import { atomicNumber } from "@erlangen/data";
 *
 * atomicNumber("Ar"); // => 18
 * ```
 */
export function atomicNumber(symbol: string): number {
  const number = numbers.get(symbol);
  if (number !== undefined) return number;
  throw new ArgumentError(
    `atomicNumber: expected symbol to be one of the 118 element symbols, got ${JSON.stringify(symbol)}`,
  );
}

/**
 * The symbol of an atomic number; `"X"` for the dummy atom 0.
 *
 * @param number - An integer from 0 to 118.
 * @throws ArgumentError outside that range.
 *
 * ```ts
 * import { elementSymbol } from "@erlangen/data";
 *
 * elementSymbol(6); // => "C"
 * ```
 */
export function elementSymbol(number: number): string {
  const symbol = elementSymbols[number];
  if (symbol !== undefined) return symbol;
  throw new ArgumentError(
    `elementSymbol: expected number to be an integer from 0 to ${largestAtomicNumber}, got ${String(number)}`,
  );
}

/**
 * The mass of an element in unified atomic mass units: its abridged standard atomic weight, or, where nature
 * gives none (no stable isotope), the mass number of the isotope that lives longest.
 *
 * @param number - An atomic number from 1 to 118.
 * @throws ArgumentError outside that range.
 *
 * Source: IUPAC Commission on Isotopic Abundances and Atomic Weights, abridged standard atomic weights 2021
 * (conventional values for the elements whose weight is an interval).
 *
 * ```ts
 * import { atomicMass } from "@erlangen/data";
 *
 * atomicMass(8); // => 15.999
 * ```
 */
export function atomicMass(number: number): number {
  const mass = number === 0 ? undefined : standardAtomicWeights[number];
  if (mass !== undefined) return mass;
  throw new ArgumentError(
    `atomicMass: expected number to be an integer from 1 to ${largestAtomicNumber}, got ${String(number)}`,
  );
}
