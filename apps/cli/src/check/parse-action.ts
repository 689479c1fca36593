import { o2Irrep, so2Irrep, type FiniteGroup, type Representation } from "@erlangen/groups";
import { ArgumentError } from "@erlangen/numerics";
import {
  axisPermutation,
  imageTurns,
  lastAxisBlocks,
  together,
  trivialAction,
  type ShapedAction,
} from "./array-action.ts";

/** How representations are written, for `erlangen check --help`. */
export const representationHelp: string = `
How a group acts on an input or output is written after its name and a colon:
  SO(3) O(3) SE(3) E(3)   irreps on the last axis: 1o, 8x0e+4x1o
  SO(2) O(2)              irreps on the last axis, by frequency: (1), 8x(0)+4x(1); O(2): (0,0), (1,1)
  finite groups           irreps on the last axis, by the names that "erlangen group" prints: 2x(0)+(1)
                          permute@AXIS   the points that C_n, D_n, S_n and A_n permute lie along this axis
                          regular@AXIS   the elements of the group lie along this axis
  C1 C2 C4, D1 D2 D4      image@ROWS@COLUMNS   these two axes turn by quarters and flip
  all                     trivial   nothing changes
Axes are counted from 0; -1 is the last. Actions on different axes are joined by *: image@1@2*regular@3,
permute@0*permute@1.

Examples:
  erlangen check model.onnx --group "E(3)" --input positions:1o --output energy:0e,forces:1o
  erlangen check sets.onnx --group S5 --input x:permute@1 --output y:trivial
  erlangen check net.onnx --group C4 --input x:image@1@2 --output y:trivial --orbit`;

/** Reads how SO(2) or O(2) acts. */
export function parsePlaneAction(name: "SO(2)" | "O(2)", text: string): ShapedAction<Float64Array> {
  if (text === "trivial") return trivialAction();
  return irrepAction(text, (label) => {
    const [, first, second] = /^\((\d+)(?:,(\d+))?\)$/.exec(label) ?? [];
    if (name === "SO(2)" && first !== undefined && second === undefined) {
      return so2Irrep(Number(first));
    }
    if (name === "O(2)" && second !== undefined) {
      return o2Irrep(Number(first) as 0 | 1, Number(second));
    }
    throw notUnderstood(
      name,
      text,
      name === "SO(2)" ? "irreps such as 8x(0)+4x(1)" : "irreps such as 8x(0,0)+4x(1,1)",
    );
  });
}

/** Reads how a finite group acts. */
export function parseFiniteAction(
  name: string,
  group: FiniteGroup,
  text: string,
): ShapedAction<number> {
  const factors = text.split("*").map((factor) => parseFactor(name, group, factor.trim()));
  return factors.length === 1 ? factors[0] : together(text, factors);
}

function parseFactor(name: string, group: FiniteGroup, text: string): ShapedAction<number> {
  if (text === "trivial") return trivialAction();
  const [kind, ...axes] = text.split("@");
  if (axes.length > 0) {
    const places = axes.map((axis) => (axis.trim() === "" ? NaN : Number(axis)));
    if (places.every(Number.isInteger)) {
      if (kind === "permute") return permuting(name, group, text, places);
      if (kind === "regular") return regular(group, text, places);
      if (kind === "image" && places.length === 2) {
        return imageTurns(text, [places[0], places[1]], quarterTurns(name, text));
      }
    }
    throw notUnderstood(name, text, "permute@AXIS, regular@AXIS or image@ROWS@COLUMNS");
  }
  return irrepAction(text, (label) => {
    const irreps = group.irreps();
    const found = irreps.find((irrep) => irrep.name === label);
    if (found !== undefined) return found;
    const known = irreps.map((irrep) => irrep.name).join(", ");
    throw notUnderstood(
      name,
      text,
      `permute@AXIS, regular@AXIS, image@ROWS@COLUMNS, trivial, or irreps among ${known}`,
    );
  });
}

function irrepAction<Element>(
  text: string,
  find: (label: string) => Representation<Element>,
): ShapedAction<Element> {
  const blocks = text.split(/\+(?![^([{]*[)\]}])/).map((term) => {
    const [, count, label] = /^(?:([1-9]\d*)x)?(.+)$/.exec(term.trim()) ?? [];
    const irrep = find(label ?? "");
    return {
      multiplicity: count === undefined ? 1 : Number(count),
      dim: irrep.dim,
      matrix: (g: Element) => irrep.matrix(g),
    };
  });
  return lastAxisBlocks(text, blocks);
}

function permuting(
  name: string,
  group: FiniteGroup,
  text: string,
  axes: readonly number[],
): ShapedAction<number> {
  const [, letter, digits] = /^([CDSA])(\d+)$/.exec(name) ?? [];
  if (letter === undefined) {
    throw notUnderstood(name, text, "a group C_n, D_n, S_n or A_n with permute, or regular@AXIS");
  }
  const n = Number(digits);
  const image =
    "permutation" in group && typeof group.permutation === "function"
      ? (g: number) => (group.permutation as (g: number) => Int32Array).call(group, g)
      : (g: number) =>
          Int32Array.from({ length: n }, (_, i) => ((g % n) + (g < n ? i : n - i)) % n);
  return together(
    text,
    axes.map((axis) => axisPermutation(text, axis, n, image)),
  );
}

/** Largest group whose elements may lie along an axis. */
const largestRegular = 10_000;

function regular(group: FiniteGroup, text: string, axes: readonly number[]): ShapedAction<number> {
  if (group.order > largestRegular) {
    throw new ArgumentError(
      `check: expected a group of order at most ${largestRegular} with regular, got order ${group.order}`,
    );
  }
  const image = (g: number): number[] => group.elements.map((h) => group.multiply(g, h));
  return together(
    text,
    axes.map((axis) => axisPermutation(text, axis, group.order, image)),
  );
}

function quarterTurns(
  name: string,
  text: string,
): (g: number) => { readonly quarters: number; readonly flips: boolean } {
  const [, , digits] = /^([CD])([124])$/.exec(name) ?? [];
  if (digits === undefined) {
    throw notUnderstood(name, text, "one of C1, C2, C4, D1, D2, D4 with image");
  }
  const n = Number(digits);
  return (g) => ({ quarters: ((g % n) * 4) / n, flips: g >= n });
}

function notUnderstood(name: string, text: string, expected: string): ArgumentError {
  return new ArgumentError(`check: expected ${expected} for ${name}, got "${text}"`);
}
