import { Irreps, type IrrepsLike } from "@erlangen/groups";
import { ArgumentError, ShapeError, type Random } from "@erlangen/numerics";
import type { RowAction } from "./act.ts";

/** Features in rows: one flat array `[..., dim]`, or several by name. */
export type FeatureArrays = Float64Array | Readonly<Record<string, Float64Array>>;

/** How the rows transform: one representation for one array, or one for each name. */
export type Representations = IrrepsLike | Readonly<Record<string, IrrepsLike>>;

/** The arrays that fit representations: one, or one for each name. */
export type ArraysOf<R extends Representations> = R extends IrrepsLike
  ? Float64Array
  : { readonly [Name in keyof R]: Float64Array };

/** Representations by name, and whether there is one array without a name. */
export interface Signature {
  /** `input` or `output`: what messages say, and the name of an array without one. */
  readonly side: string;
  readonly single: boolean;
  readonly actions: ReadonlyMap<string, RowAction>;
}

const caller = "equivarianceError";

/**
 * Reads representations.
 *
 * @throws ArgumentError when there is none, or one of dimension 0.
 */
export function signatureOf(side: string, representations: Representations): Signature {
  const single = typeof representations === "string" || representations instanceof Irreps;
  const named = single ? { [side]: representations } : representations;
  if (typeof named !== "object" || named === null || Object.keys(named).length === 0) {
    throw new ArgumentError(
      `${caller}: expected ${side} to be irreps, or irreps by name, got ${named === null ? "null" : typeof named === "object" ? "{}" : typeof named}`,
    );
  }
  const actions = new Map<string, RowAction>();
  for (const [name, irrepsLike] of Object.entries(named)) {
    const irreps = Irreps.from(irrepsLike);
    if (irreps.dim === 0) {
      throw new ArgumentError(
        `${caller}: expected ${placeOf(side, name)} of dimension >= 1, got ${JSON.stringify(String(irreps))}`,
      );
    }
    actions.set(name, { irreps, translates: false });
  }
  return { side, single, actions };
}

/**
 * The arrays by name.
 *
 * @throws ArgumentError when names do not fit or a number is not finite; ShapeError when a length is no whole number of
 * rows.
 */
export function namedArrays(
  signature: Signature,
  arrays: unknown,
): ReadonlyMap<string, Float64Array> {
  const { side, single, actions } = signature;
  const expected = [...actions.keys()];
  const named = single ? { [side]: arrays } : arrays;
  if (typeof named !== "object" || named === null || named instanceof Float64Array) {
    throw new ArgumentError(
      `${caller}: expected ${side} as Float64Arrays by name (${expected.join(", ")}), got ${kindOf(named)}`,
    );
  }
  const surplus = Object.keys(named).filter((name) => !actions.has(name));
  if (surplus.length > 0) {
    throw new ArgumentError(
      `${caller}: expected ${side} arrays ${expected.join(", ")}, got also ${surplus.join(", ")}; give it irreps, such as 0e`,
    );
  }
  const found = new Map<string, Float64Array>();
  for (const [name, { irreps }] of actions) {
    const array: unknown = (named as Readonly<Record<string, unknown>>)[name];
    if (!(array instanceof Float64Array)) {
      throw new ArgumentError(
        `${caller}: expected ${placeOf(side, name)} as a Float64Array, got ${kindOf(array)}`,
      );
    }
    if (array.length === 0 || array.length % irreps.dim !== 0) {
      throw new ShapeError(
        `${caller}: expected ${placeOf(side, name)} of shape [..., ${irreps.dim}] for ${irreps}, flat with a multiple of ${irreps.dim} numbers, got ${array.length}`,
      );
    }
    const odd = array.findIndex((value) => !Number.isFinite(value));
    if (odd >= 0) {
      throw new ArgumentError(
        `${caller}: expected ${placeOf(side, name)} to hold finite numbers, got ${array[odd]} at index ${odd}`,
      );
    }
    found.set(name, array);
  }
  return found;
}

/** Standard normal numbers, eight rows in each array. */
export function normalRows({ single, actions }: Signature, random: Random): FeatureArrays {
  const rows = Array.from(actions, ([name, { irreps }]): [string, Float64Array] => [
    name,
    random.split(name).normal(8 * irreps.dim),
  ]);
  return single ? rows[0][1] : Object.fromEntries(rows);
}

function placeOf(side: string, name: string): string {
  return name === side ? side : `${side} "${name}"`;
}

function kindOf(value: unknown): string {
  return typeof value === "object" && value !== null
    ? `an object of type ${value.constructor.name}`
    : String(value);
}
