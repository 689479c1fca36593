import { ShapeError } from "@erlangen/numerics";

/** Flat arrays by the name of an input or output. */
export type NamedArrays = ReadonlyMap<string, Float64Array>;

/** A map between arrays on which a group acts. */
export interface ActedMap<Element> {
  readonly evaluate: (x: NamedArrays) => NamedArrays | Promise<NamedArrays>;
  readonly actOnInput: (g: Element, x: NamedArrays) => NamedArrays;
  readonly actOnOutput: (g: Element, y: NamedArrays) => NamedArrays;
}

/** An element to try, and the input to try it on. */
export interface Trial<Element> {
  readonly element: Element;
  readonly input: NamedArrays;
}

/** What is measured over all trials. */
export interface LargestDeviations<Element> {
  /** The largest of `outputs`. */
  readonly error: number;
  /** Error of each output by name. */
  readonly outputs: Readonly<Record<string, number>>;
  /** Where `error` was found. */
  readonly worst: {
    readonly output: string;
    readonly value: number;
    readonly element: Element;
  };
}

/** max |f(g x) - g f(x)| / max |f(x)| for each output; 0 where nothing deviates. */
export async function largestDeviations<Element>(
  caller: string,
  map: ActedMap<Element>,
  trials: Iterable<Trial<Element>>,
): Promise<LargestDeviations<Element>> {
  const records = new Map<string, Deviation<Element>>();
  for (const { element, input } of trials) {
    const y = await map.evaluate(input);
    // Taken before the second call: `f` may write into the same array again.
    const scales = new Map(Array.from(y, ([name, values]) => [name, largest(values)]));
    const expected = map.actOnOutput(element, y);
    const actual = await map.evaluate(map.actOnInput(element, input));
    for (const [name, values] of actual) {
      record(records, name, {
        element,
        difference: largest(differences(caller, name, values, expected.get(name))),
        scale: scales.get(name) ?? 0,
      });
    }
  }
  const errors = Array.from(records, ([output, { element, difference, scale }]) => ({
    output,
    value: difference === 0 ? 0 : difference / scale,
    element,
  }));
  const worst = errors.reduce((a, b) => (b.value > a.value ? b : a));
  return {
    error: worst.value,
    outputs: Object.fromEntries(errors.map(({ output, value }) => [output, value])),
    worst,
  };
}

/** The largest difference of one output so far, with its element, and the largest value. */
interface Deviation<Element> {
  readonly element: Element;
  readonly difference: number;
  readonly scale: number;
}

function record<Element>(
  records: Map<string, Deviation<Element>>,
  name: string,
  found: Deviation<Element>,
): void {
  const known = records.get(name);
  const scale = Math.max(found.scale, known?.scale ?? 0);
  const { element, difference } =
    known !== undefined && known.difference >= found.difference ? known : found;
  records.set(name, { element, difference, scale });
}

/** max |values|. */
export function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/**
 * f(g x) - g f(x).
 *
 * @throws ShapeError when their lengths differ.
 */
export function differences(
  caller: string,
  name: string,
  actual: Float64Array,
  expected: Float64Array | undefined,
): Float64Array {
  if (actual.length !== expected?.length) {
    throw new ShapeError(
      `${caller}: expected f to keep the length ${expected?.length} of output "${name}", got ${actual.length} on the moved input`,
    );
  }
  return actual.map((value, i) => value - expected[i]);
}
