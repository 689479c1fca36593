import { ArgumentError, type Random } from "@erlangen/numerics";
import {
  actedMap,
  inputArrays,
  type ActedFunction,
  type ArrayActions,
  type ArraysFor,
} from "./action-arrays.ts";
import { largestDeviations, type LargestDeviations, type Trial } from "./deviations.ts";

/** Options of {@link actionError}. */
export interface ActionErrorOptions<
  Element,
  I extends ArrayActions<never>,
  O extends ArrayActions<never>,
> {
  /** How elements act on the input, or on each input by name. */
  readonly input: I & ArrayActions<Element>;
  /** How they act on the output, or on each output by name. */
  readonly output: O & ArrayActions<Element>;
  /** Elements to try, each on a fresh input, or how to draw one. */
  readonly elements: readonly Element[] | ((random: Random) => Element);
  /** How many to draw, >= 1. Default 200. */
  readonly count?: number;
  /** Draws an input. */
  readonly inputs: (random: Random) => ArraysFor<I>;
  /** Draws elements and inputs. */
  readonly random: Random;
}

/** What {@link actionError} measured. */
export interface ActionError<Element> extends LargestDeviations<Element> {
  /** Number of elements that were tried. */
  readonly elements: number;
  /** Whether the error is at most `tolerance`. */
  readonly holds: (tolerance: number) => boolean;
}

/**
 * Measures how far a map is from commuting with any group that acts on its arrays.
 *
 * error = max |f(g x) - g f(x)| / max |f(x)|, both maxima over all elements g, inputs x and components, for each output by
 * itself. An output that is zero everywhere has error 0 if it stays zero, else infinity.
 *
 * @param f - Any map, synchronous or not; called twice for each element.
 * @returns The error, and the element and output that are worst.
 * @throws ArgumentError when there is no element or action, or an array is missing or not finite; ShapeError when an
 * output has another length on the moved input.
 *
 * ```ts
 * import { actionError } from "@erlangen/metrics";
 * import { Random } from "@erlangen/numerics";
 *
 * const shift = (g: number, x: Float64Array) => x.map((_, i) => x[(i - g + x.length) % x.length]);
 * const { error, worst } = await actionError((x: Float64Array) => x.map((value, i) => value + (i === 0 ? 1 : 0)), {
 *   input: shift,
 *   output: shift,
 *   elements: [0, 1, 2],
 *   inputs: () => Float64Array.of(0, 0, 1),
 *   random: Random.fromSeed(0),
 * });
 * error; // => 1
 * worst.element; // => 1
 * ```
 */
export async function actionError<
  Element,
  I extends ArrayActions<never>,
  O extends ArrayActions<never>,
>(
  f: ActedFunction<I, O>,
  options: ActionErrorOptions<Element, I, O>,
): Promise<ActionError<Element>> {
  const { elements, count = 200, inputs, random, input } = options;
  const tried = typeof elements === "function" ? count : elements.length;
  if (!(Number.isInteger(tried) && tried >= 1)) {
    throw new ArgumentError(`actionError: expected at least one element, got ${tried}`);
  }
  function* trials(): Generator<Trial<Element>> {
    for (let k = 0; k < tried; k++) {
      const stream = random.split(k);
      yield {
        element: typeof elements === "function" ? elements(stream.split("element")) : elements[k],
        input: inputArrays<Element>("actionError", input, inputs(stream.split("input"))),
      };
    }
  }
  const map = actedMap<Element, I, O>("actionError", f, options);
  const found = await largestDeviations("actionError", map, trials());
  return { ...found, elements: tried, holds: (tolerance) => found.error <= tolerance };
}
