import { ArgumentError, type Random } from "@erlangen/numerics";
import {
  actedMap,
  inputArrays,
  type ActedFunction,
  type ArrayActions,
  type ArraysFor,
} from "./action-arrays.ts";
import { differences, largest, type ActedMap, type NamedArrays } from "./deviations.ts";

/** An element of the group, and the number that names it, such as its angle. */
export interface OrbitPoint<Element> {
  readonly parameter: number;
  readonly element: Element;
}

/** Options of {@link orbitProfile}. */
export interface OrbitProfileOptions<
  Element,
  I extends ArrayActions<never>,
  O extends ArrayActions<never>,
> {
  /** How elements act on the input, or on each input by name. */
  readonly input: I & ArrayActions<Element>;
  /** How they act on the output, or on each output by name. */
  readonly output: O & ArrayActions<Element>;
  /** The elements, in order. */
  readonly orbit: readonly OrbitPoint<Element>[];
  /** Draws an input. */
  readonly inputs: (random: Random) => ArraysFor<I>;
  /** Number of inputs, each taken along the whole orbit, >= 1. Default 20. */
  readonly count?: number;
  /** Draws the inputs. */
  readonly random: Random;
}

/** Errors over an orbit. */
export interface OrbitProfile {
  /** In the order of the orbit. */
  readonly points: readonly {
    readonly parameter: number;
    /** Largest over inputs and components, of the worst output. */
    readonly max: number;
    /** Mean over inputs and components, of the worst output. */
    readonly mean: number;
  }[];
  /** The largest `max`. */
  readonly max: number;
  /** The mean of the `mean`. */
  readonly mean: number;
}

/**
 * The equivariance error along an orbit: |f(g x) - g f(x)| / max |f(x)| for each element g of a list, such as rotations by
 * growing angles.
 *
 * A map that was made equivariant under a subgroup shows it by zeros; one that was trained shows how far it generalises.
 *
 * @param f - Any map, synchronous or not; called once for each input and once for each input and element.
 * @throws ArgumentError when orbit or count are empty, or an array is missing or not finite; ShapeError when an output has
 * another length on the moved input.
 *
 * ```ts
 * import { planeRotation, so2Irrep } from "@erlangen/groups";
 * import { orbitProfile, rowAction } from "@erlangen/metrics";
 * import { Random } from "@erlangen/numerics";
 *
 * // |x| + |y| turns into itself by quarters only.
 * const turn = rowAction(so2Irrep(1));
 * const profile = await orbitProfile((x: Float64Array) => Float64Array.of(Math.abs(x[0]) + Math.abs(x[1])), {
 *   input: (g: Float64Array, x: Float64Array) => turn.act(g, x),
 *   output: (_g: Float64Array, y: Float64Array) => y,
 *   orbit: [0, 45, 90].map((degrees) => ({
 *     parameter: degrees,
 *     element: planeRotation((degrees * Math.PI) / 180),
 *   })),
 *   inputs: () => Float64Array.of(1, 0),
 *   random: Random.fromSeed(0),
 * });
 * profile.points.map(({ max }) => max); // => [0.000000000000, 0.414213562373, 0.000000000000]
 * ```
 */
export async function orbitProfile<
  Element,
  I extends ArrayActions<never>,
  O extends ArrayActions<never>,
>(f: ActedFunction<I, O>, options: OrbitProfileOptions<Element, I, O>): Promise<OrbitProfile> {
  const { orbit, inputs, count = 20, random, input } = options;
  if (orbit.length === 0 || !(Number.isInteger(count) && count >= 1)) {
    throw new ArgumentError(
      `orbitProfile: expected an orbit and a count of inputs, each >= 1, got ${orbit.length} and ${count}`,
    );
  }
  const map = actedMap<Element, I, O>("orbitProfile", f, options);
  const sums = orbit.map(() => new Map<string, DeviationSum>());
  const scales = new Map<string, number>();
  for (let k = 0; k < count; k++) {
    const x = inputArrays<Element>("orbitProfile", input, inputs(random.split(k)));
    await follow(map, { x, orbit, sums, scales });
  }
  const points = orbit.map(({ parameter }, i) => {
    const outputs = Array.from(sums[i], ([name, { most, total, numbers }]) => {
      const scale = scales.get(name) ?? 0;
      return {
        max: most === 0 ? 0 : most / scale,
        mean: total === 0 ? 0 : total / numbers / scale,
      };
    });
    return {
      parameter,
      max: Math.max(...outputs.map(({ max }) => max)),
      mean: Math.max(...outputs.map(({ mean }) => mean)),
    };
  });
  return {
    points,
    max: points.reduce((most, { max }) => Math.max(most, max), 0),
    mean: points.reduce((sum, { mean }) => sum + mean, 0) / points.length,
  };
}

/** Deviations of one output at one element. */
interface DeviationSum {
  readonly most: number;
  readonly total: number;
  readonly numbers: number;
}

async function follow<Element>(
  map: ActedMap<Element>,
  {
    x,
    orbit,
    sums,
    scales,
  }: {
    readonly x: NamedArrays;
    readonly orbit: readonly OrbitPoint<Element>[];
    readonly sums: readonly Map<string, DeviationSum>[];
    readonly scales: Map<string, number>;
  },
): Promise<void> {
  // Copied, because `f` may write into the same array again.
  const y = new Map(Array.from(await map.evaluate(x), ([name, array]) => [name, array.slice()]));
  for (const [name, values] of y) {
    scales.set(name, Math.max(scales.get(name) ?? 0, largest(values)));
  }
  for (const [i, { element }] of orbit.entries()) {
    const expected = map.actOnOutput(element, y);
    const actual = await map.evaluate(map.actOnInput(element, x));
    for (const [name, values] of actual) {
      const difference = differences("orbitProfile", name, values, expected.get(name));
      const known = sums[i].get(name) ?? { most: 0, total: 0, numbers: 0 };
      sums[i].set(name, {
        most: Math.max(known.most, largest(difference)),
        total: difference.reduce((sum, value) => sum + Math.abs(value), known.total),
        numbers: known.numbers + difference.length,
      });
    }
  }
}
