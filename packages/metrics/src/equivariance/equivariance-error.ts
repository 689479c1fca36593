import { ArgumentError, type Random } from "@erlangen/numerics";
import { actOnRows } from "./act.ts";
import { largestDeviations, type ActedMap, type NamedArrays, type Trial } from "./deviations.ts";
import { describeElement, type ElementDescription } from "./element-description.ts";
import {
  euclideanGroupNames,
  sampleEuclidean,
  type EuclideanElement,
  type EuclideanGroupName,
} from "./euclidean-group.ts";
import {
  namedArrays,
  normalRows,
  signatureOf,
  type ArraysOf,
  type FeatureArrays,
  type Representations,
  type Signature,
} from "./feature-arrays.ts";
import { withTranslations } from "./points.ts";

/** Options of {@link equivarianceError}. */
export interface EquivarianceErrorOptions<I extends Representations, O extends Representations> {
  /** How the rows of the input transform. One array without a name is called `input` in messages. */
  readonly input: I;
  /** How the rows of the output transform. One array without a name is called `output`. */
  readonly output: O;
  /** Draws elements and inputs. */
  readonly random: Random;
  /** Number of random elements, each on a fresh input, >= 1. Default 200. */
  readonly elements?: number;
  /** Default `O(3)`. */
  readonly group?: EuclideanGroupName;
  /** Draws an input. Default: standard normal numbers, eight rows in each array. */
  readonly inputs?: (random: Random) => ArraysOf<I>;
  /**
   * Names of the inputs and outputs whose 1o vectors are points, so that translations move them. Default: the input
   * that is exactly one 1o.
   */
  readonly translates?: readonly string[];
  /** Standard deviation of a translation in each direction, in the unit of the positions. Default 1. */
  readonly distance?: number;
}

/** What {@link equivarianceError} measured. */
export interface EquivarianceError {
  /** The largest of `outputs`. */
  readonly error: number;
  /** Error of each output by name. */
  readonly outputs: Readonly<Record<string, number>>;
  /** Where `error` was found. */
  readonly worst: {
    readonly output: string;
    readonly value: number;
    readonly element: ElementDescription;
  };
  /** Number of elements that were tried. */
  readonly elements: number;
  /** Whether the error is at most `tolerance`. */
  readonly holds: (tolerance: number) => boolean;
}

/**
 * Measures how far a map is from commuting with a group of motions of space.
 *
 * error = max |f(g x) - g f(x)| / max |f(x)|, both maxima over all random elements g, inputs x and components, for each
 * output by itself. An output that is zero everywhere has error 0 if it stays zero, else infinity.
 *
 * Shapes: arrays [..., dim] of their representation, flat; the number of rows is free and may differ between arrays.
 *
 * @param f - Any map, synchronous or not; called twice for each element.
 * @returns The error, and the element and output that are worst.
 * @throws ArgumentError when an argument or an array of `f` is not what the representations say, or not finite;
 * ShapeError when a length does not fit.
 *
 * Numerics: everything but `f` is float64; the action itself contributes about 1e-15.
 *
 * ```ts
 * import { equivarianceError } from "@erlangen/metrics";
 * import { Random } from "@erlangen/numerics";
 *
 * const lengths = (x: Float64Array) =>
 *   Float64Array.from({ length: x.length / 3 }, (_, i) => Math.hypot(...x.subarray(3 * i, 3 * i + 3)));
 * const random = Random.fromSeed(0);
 * const { error, holds } = await equivarianceError(lengths, { input: "1o", output: "0e", random });
 * error < 1e-12; // => true
 * holds(1e-12); // => true
 * ```
 */
export async function equivarianceError<I extends Representations, O extends Representations>(
  f: (x: ArraysOf<I>) => ArraysOf<O> | Promise<ArraysOf<O>>,
  options: EquivarianceErrorOptions<I, O>,
): Promise<EquivarianceError> {
  const { random, elements = 200, group = "O(3)", distance = 1 } = options;
  checkOptions({ elements, group, distance });
  const input = signatureOf("input", options.input);
  const output = signatureOf("output", options.output);
  const [from, to] = withTranslations(input, output, group, options.translates);
  const draw = options.inputs ?? ((stream: Random) => normalRows(from, stream) as ArraysOf<I>);

  function* trials(): Generator<Trial<EuclideanElement>> {
    for (let k = 0; k < elements; k++) {
      const stream = random.split(k);
      yield {
        element: sampleEuclidean(group, stream.split("element"), distance),
        input: namedArrays(from, draw(stream.split("input"))),
      };
    }
  }
  const map: ActedMap<EuclideanElement> = {
    evaluate: async (x) => namedArrays(to, await f(unnamed(from, x) as ArraysOf<I>)),
    actOnInput: (element, x) => act(from, element, x),
    actOnOutput: (element, y) => act(to, element, y),
  };
  const found = await largestDeviations("equivarianceError", map, trials());
  return {
    ...found,
    worst: { ...found.worst, element: describeElement(found.worst.element) },
    elements,
    holds: (tolerance) => found.error <= tolerance,
  };
}

function checkOptions({
  elements,
  group,
  distance,
}: {
  readonly elements: number;
  readonly group: string;
  readonly distance: number;
}): void {
  requireThat(
    Number.isInteger(elements) && elements >= 1,
    "elements to be an integer >= 1",
    elements,
  );
  const known: readonly string[] = euclideanGroupNames;
  requireThat(
    known.includes(group),
    `group to be one of ${known.join(", ")}`,
    JSON.stringify(group),
  );
  requireThat(distance >= 0 && Number.isFinite(distance), "distance >= 0", distance);
}

function requireThat(holds: boolean, what: string, got: unknown): void {
  if (!holds) throw new ArgumentError(`equivarianceError: expected ${what}, got ${String(got)}`);
}

function act(
  { actions }: Signature,
  element: EuclideanElement,
  arrays: NamedArrays,
): Map<string, Float64Array> {
  const moved = new Map<string, Float64Array>();
  for (const [name, action] of actions) {
    const rows = arrays.get(name);
    if (rows !== undefined) moved.set(name, actOnRows(element, rows, action));
  }
  return moved;
}

/** The arrays in the form in which `f` takes them. */
function unnamed({ side, single }: Signature, arrays: NamedArrays): FeatureArrays {
  const array = single ? arrays.get(side) : undefined;
  return array ?? Object.fromEntries(arrays);
}
