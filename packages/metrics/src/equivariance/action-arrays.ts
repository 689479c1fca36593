import { ArgumentError } from "@erlangen/numerics";
import type { ActedMap, NamedArrays } from "./deviations.ts";

/** How an element acts on a flat array; a new array of the same length. */
export type ArrayAction<Element> = (g: Element, x: Float64Array) => Float64Array;

/** One action for one array, or one for each name. */
export type ArrayActions<Element> =
  | ArrayAction<Element>
  | Readonly<Record<string, ArrayAction<Element>>>;

/** The arrays that fit actions: one, or one for each name. */
export type ArraysFor<A> = A extends (...args: never) => unknown
  ? Float64Array
  : { readonly [Name in keyof A]: Float64Array };

/** A function of arrays, in the form of its actions. */
export interface ActedFunction<I, O> {
  (x: ArraysFor<I>): ArraysFor<O> | Promise<ArraysFor<O>>;
}

/** The function with its actions, on arrays by name; one array without a name is called `input` or `output`. */
export function actedMap<Element, I extends ArrayActions<never>, O extends ArrayActions<never>>(
  caller: string,
  f: ActedFunction<I, O>,
  actions: {
    readonly input: I & ArrayActions<Element>;
    readonly output: O & ArrayActions<Element>;
  },
): ActedMap<Element> {
  const input: ArrayActions<Element> = actions.input;
  const inputs = byName<Element>(caller, "input", input);
  const outputs = byName<Element>(caller, "output", actions.output);
  const act =
    (acting: ReadonlyMap<string, ArrayAction<Element>>) =>
    (g: Element, arrays: NamedArrays): NamedArrays =>
      new Map(Array.from(arrays, ([name, array]) => [name, acting.get(name)?.(g, array) ?? array]));
  return {
    actOnInput: act(inputs),
    actOnOutput: act(outputs),
    evaluate: async (x) =>
      checkedArrays(
        caller,
        "output",
        outputs,
        await f(
          (typeof input === "function" ? x.get("input") : Object.fromEntries(x)) as ArraysFor<I>,
        ),
      ),
  };
}

/** Arrays in the form of their actions, by name. */
export function inputArrays<Element>(
  caller: string,
  actions: ArrayActions<Element>,
  arrays: unknown,
): NamedArrays {
  return checkedArrays(caller, "input", byName(caller, "input", actions), arrays);
}

function byName<Element>(
  caller: string,
  side: string,
  actions: ArrayActions<Element>,
): ReadonlyMap<string, ArrayAction<Element>> {
  if (typeof actions === "function") return new Map([[side, actions]]);
  const named = new Map(Object.entries(actions ?? {}));
  if (named.size > 0) return named;
  throw new ArgumentError(
    `${caller}: expected an action on the ${side}, or actions by name, got none`,
  );
}

function checkedArrays(
  caller: string,
  side: string,
  actions: ReadonlyMap<string, unknown>,
  arrays: unknown,
): NamedArrays {
  const names = [...actions.keys()];
  const single = names.length === 1 && names[0] === side && arrays instanceof Float64Array;
  const named = single ? { [side]: arrays } : (arrays as Readonly<Record<string, unknown>>);
  return new Map(
    names.map((name) => {
      const array: unknown = named?.[name];
      if (!(array instanceof Float64Array) || array.length === 0) {
        throw new ArgumentError(
          `${caller}: expected ${side} "${name}" as a Float64Array that is not empty, got ${array instanceof Float64Array ? "no numbers" : String(array)}`,
        );
      }
      const odd = array.findIndex((value) => !Number.isFinite(value));
      if (odd >= 0) {
        throw new ArgumentError(
          `${caller}: expected ${side} "${name}" to hold finite numbers, got ${array[odd]} at index ${odd}`,
        );
      }
      return [name, array];
    }),
  );
}
