import { ArgumentError } from "@erlangen/numerics";

/** Where a text is read, for messages, and how its points are counted. */
export interface CycleNotation {
  /** Name of the public function. */
  readonly where: string;
  /** Number of points. */
  readonly degree: number;
  /** What the first point is called in the text: 1 or 0. */
  readonly firstPoint: number;
}

/**
 * The images of 0, ..., degree - 1 under a product of disjoint cycles such as `(1 2 3)(4 5)`; points may be separated
 * by spaces or commas, `()` and the empty text are the identity.
 *
 * @throws ArgumentError that quotes the text and says at which character it fails.
 */
export function parseCycles(text: string, notation: CycleNotation): Int32Array {
  const images = Int32Array.from({ length: notation.degree }, (_, point) => point);
  const seen = new Set<number>();
  let position = skip(text, 0, /\s/);
  while (position < text.length) {
    if (text[position] !== "(") throw malformed(notation, text, position, '"("');
    const cycle: number[] = [];
    position = skip(text, position + 1, /[\s,]/);
    while (text[position] !== ")") {
      const digits = /^\d+/.exec(text.slice(position))?.[0];
      if (digits === undefined) throw malformed(notation, text, position, 'a point or ")"');
      cycle.push(pointOf(digits, seen, text, notation));
      const end = position + digits.length;
      if (end < text.length && !/[\s,)]/.test(text[end])) {
        throw malformed(notation, text, end, 'a space, "," or ")"');
      }
      position = skip(text, end, /[\s,]/);
    }
    cycle.forEach((point, i) => (images[point] = cycle[(i + 1) % cycle.length]));
    position = skip(text, position + 1, /\s/);
  }
  return images;
}

/** Splits `(1 2 3)(4 5), (1 4)` at the commas (or semicolons) outside the cycles. */
export function splitGenerators(text: string): readonly string[] {
  if (text.trim() === "") return [];
  return text.split(/[,;](?![^()]*\))/).map((part) => part.trim());
}

/** A permutation as a product of disjoint cycles, fixed points left out; the identity is `()`. */
export function formatCycles(cycles: readonly (readonly number[])[], firstPoint: number): string {
  const moved = cycles.filter((cycle) => cycle.length > 1);
  if (moved.length === 0) return "()";
  return moved.map((cycle) => `(${cycle.map((point) => point + firstPoint).join(" ")})`).join("");
}

function pointOf(
  digits: string,
  seen: Set<number>,
  text: string,
  { where, degree, firstPoint }: CycleNotation,
): number {
  const point = Number(digits) - firstPoint;
  if (point < 0 || point >= degree) {
    const remedy = digits === "0" ? "; pass { firstPoint: 0 } to count from 0" : "";
    throw new ArgumentError(
      `${where}: expected points from ${firstPoint} to ${degree - 1 + firstPoint}, got ${digits} in ${JSON.stringify(text)}${remedy}`,
    );
  }
  if (seen.has(point)) {
    throw new ArgumentError(
      `${where}: expected disjoint cycles, got the point ${digits} twice in ${JSON.stringify(text)}`,
    );
  }
  seen.add(point);
  return point;
}

function skip(text: string, from: number, what: RegExp): number {
  let position = from;
  while (position < text.length && what.test(text[position])) position++;
  return position;
}

function malformed(
  { where }: CycleNotation,
  text: string,
  position: number,
  expected: string,
): ArgumentError {
  const got = position < text.length ? JSON.stringify(text[position]) : "the end";
  return new ArgumentError(
    `${where}: expected ${expected} at character ${position + 1} of ${JSON.stringify(text)}, got ${got}`,
  );
}
