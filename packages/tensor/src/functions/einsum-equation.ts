import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { formatShape, type Shape } from "../shape.ts";

/** An equation of einsum with its axes named one by one. */
export interface Equation {
  /** For each operand the label of each axis. Letters, and `.0`, `.1`, ... for the axes of an ellipsis from the right. */
  readonly operands: readonly (readonly string[])[];
  readonly output: readonly string[];
  /** Length of each label. */
  readonly lengths: ReadonlyMap<string, number>;
}

/**
 * Reads `ij,jk->ik`; see {@link einsum} for the notation.
 *
 * @throws ArgumentError when the text is no equation for so many operands; ShapeError when shapes do not fit it.
 */
export function parseEquation(text: string, shapes: readonly Shape[]): Equation {
  const fail = (expected: string): never => {
    throw new ArgumentError(`einsum: expected ${expected}, got "${text}"`);
  };
  const compact = text.replaceAll(/\s/g, "");
  const [left, right, ...more] = compact.split("->");
  const terms = left.split(",");
  if (more.length > 0) fail("one arrow");
  if (terms.length !== shapes.length) {
    fail(`an equation of ${shapes.length} operands`);
  }
  for (const term of [...terms, right ?? ""]) {
    if (!/^[A-Za-z]*(\.\.\.)?[A-Za-z]*$/.test(term)) {
      fail(`letters and at most one "..." in each term`);
    }
  }
  const operands = terms.map((term, i) => labelsOf(term, shapes[i], `operand ${i} (${term})`));
  const lengths = measure(operands, shapes, text);
  const dots = [...lengths.keys()].filter((label) => label.startsWith(".")).toSorted(descending);
  const output = right === undefined ? implicitOutput(operands, dots) : spell(right, dots);
  if (new Set(output).size !== output.length) fail("distinct labels in the output");
  for (const label of output) {
    if (!lengths.has(label)) fail(`output label "${label}" to be a label of an operand`);
  }
  return { operands, output, lengths };
}

function descending(a: string, b: string): number {
  return Number(b.slice(1)) - Number(a.slice(1));
}

/** Letters of a term, with `dots` in the place of its ellipsis. */
function spell(term: string, dots: readonly string[]): string[] {
  const [before, after] = term.split("...").map((letters) => letters.split(""));
  return after === undefined ? before : [...before, ...dots, ...after];
}

function labelsOf(term: string, shape: Shape, name: string): string[] {
  const letters = term.replace("...", "").length;
  const hidden = shape.length - letters;
  if (hidden < 0 || (hidden > 0 && !term.includes("..."))) {
    throw new ShapeError(
      `einsum: expected ${name} of ${term.includes("...") ? "at least " : ""}${letters} axes, got ${formatShape(shape)}`,
    );
  }
  const dots = Array.from({ length: hidden }, (_, i) => `.${hidden - 1 - i}`);
  return spell(term, dots);
}

/** Axes of an ellipsis broadcast: a length of 1 stretches. Letters do not. */
function measure(
  operands: readonly (readonly string[])[],
  shapes: readonly Shape[],
  text: string,
): Map<string, number> {
  const lengths = new Map<string, number>();
  operands.forEach((labels, i) => {
    labels.forEach((label, axis) => {
      const length = shapes[i][axis];
      const known = lengths.get(label);
      const stretches = label.startsWith(".");
      if (known === undefined || (stretches && known === 1)) lengths.set(label, length);
      else if (known !== length && !(stretches && length === 1)) {
        const name = stretches ? "the axes of ..." : `axis "${label}"`;
        throw new ShapeError(
          `einsum: expected ${name} to have one length in "${text}", got ${shapes.map(formatShape).join(" and ")}`,
        );
      }
    });
  });
  return lengths;
}

/** NumPy's rule: the ellipsis, then the letters that occur once, in alphabetical order (capitals first). */
function implicitOutput(
  operands: readonly (readonly string[])[],
  dots: readonly string[],
): string[] {
  const count = new Map<string, number>();
  for (const label of operands.flat()) count.set(label, (count.get(label) ?? 0) + 1);
  const once = [...count.keys()].filter(
    (label) => !label.startsWith(".") && count.get(label) === 1,
  );
  return [...dots, ...once.toSorted()];
}
