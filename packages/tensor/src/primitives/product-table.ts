import { ArgumentError } from "@erlangen/numerics";

/**
 * How the channels u of the left factor, v of the right factor and w of the output are connected, in e3nn's words.
 *
 * | mode | output channel | weights |
 * | --- | --- | --- |
 * | `uvw` | every w from every (u, v) | (u, v, w) |
 * | `uvu` | w = u, summed over v | (u, v) |
 * | `uvv` | w = v, summed over u | (u, v) |
 * | `uuw` | every w, v = u | (u, w) |
 * | `uuu` | w = v = u | (u) |
 * | `uvuv` | w = (u, v) | (u, v) |
 * | `uvu<v` | w = the pair u < v | the pair |
 * | `u<vw` | every w from every pair u < v | (pair, w) |
 */
export type ConnectionMode = "uvw" | "uvu" | "uvv" | "uuw" | "uuu" | "uvuv" | "uvu<v" | "u<vw";

/**
 * The order of the numbers of a block: all components of the first channel, then of the second (e3nn's `mul_ir`), or
 * all channels of the first component, then of the second (`ir_mul`).
 */
export type BlockLayout = "channel-major" | "component-major";

/** Channels of one irrep inside a feature vector: `multiplicity x dim` numbers from `offset`. */
export interface ProductBlock {
  readonly offset: number;
  readonly multiplicity: number;
  readonly dim: number;
  /** Default `channel-major`. */
  readonly layout?: BlockLayout;
}

/** Distance of neighbouring channels and of neighbouring components of a block. */
export function blockStrides({ multiplicity, dim, layout }: ProductBlock): {
  readonly channel: number;
  readonly component: number;
} {
  return layout === "component-major"
    ? { channel: 1, component: multiplicity }
    : { channel: dim, component: 1 };
}

/** One nonzero coupling coefficient: output component k receives value · left_i · right_j. */
export interface Coupling {
  readonly i: number;
  readonly j: number;
  readonly k: number;
  readonly value: number;
}

/** One path of a tensor product: a pair of blocks coupled into an output block. */
export interface ProductPath {
  readonly mode: ConnectionMode;
  readonly left: ProductBlock;
  readonly right: ProductBlock;
  readonly output: ProductBlock;
  /** Position of the first weight of the path; `undefined` for a path without weights. */
  readonly weight: number | undefined;
  /** Nonzero coefficients, normalisation included. */
  readonly couplings: readonly Coupling[];
}

/** The sparse trilinear form of a tensor product, as data. */
export interface ProductTable {
  /** Length of the left feature vector. */
  readonly left: number;
  /** Length of the right feature vector. */
  readonly right: number;
  /** Number of weights. */
  readonly weight: number;
  /** Length of the output feature vector. */
  readonly output: number;
  readonly paths: readonly ProductPath[];
}

/** The channel combinations of a path: for lane n, channels u, v, w and the position of the weight in the path. */
export interface Lanes {
  readonly count: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly output: Int32Array;
  readonly weight: Int32Array;
}

const cache = new WeakMap<ProductPath, Lanes>();

/** Lists the channel combinations of a path in the order of its weights. */
export function lanesOf(path: ProductPath): Lanes {
  const known = cache.get(path);
  if (known !== undefined) return known;
  const lanes = [...enumerate(path)];
  const column = (axis: number): Int32Array => Int32Array.from(lanes, (lane) => lane[axis]);
  const result = {
    count: lanes.length,
    left: column(0),
    right: column(1),
    output: column(2),
    weight: column(3),
  };
  cache.set(path, result);
  return result;
}

const weightedTables = new WeakMap<ProductTable, ProductTable>();

/**
 * The table without its paths that have no weights: the part of the form that is linear in the weights.
 *
 * The same object each time, so that equal programs compare equal.
 */
export function weightedPart(table: ProductTable): ProductTable {
  if (table.paths.every((path) => path.weight !== undefined)) return table;
  const known = weightedTables.get(table);
  if (known !== undefined) return known;
  const part = { ...table, paths: table.paths.filter((path) => path.weight !== undefined) };
  weightedTables.set(table, part);
  weightedTables.set(part, part);
  return part;
}

/** Number of weights of a path with these multiplicities. */
export function weightCount(mode: ConnectionMode, u: number, v: number, w: number): number {
  switch (mode) {
    case "uvw":
      return u * v * w;
    case "uvu":
    case "uvv":
    case "uvuv":
      return u * v;
    case "uuw":
      return u * w;
    case "uuu":
      return u;
    case "uvu<v":
      return (u * (u - 1)) / 2;
    case "u<vw":
      return ((u * (u - 1)) / 2) * w;
  }
}

/** Output multiplicity that a mode prescribes; `undefined` when it is free. */
export function outputMultiplicity(mode: ConnectionMode, u: number, v: number): number | undefined {
  switch (mode) {
    case "uvu":
    case "uuu":
      return u;
    case "uvv":
      return v;
    case "uvuv":
      return u * v;
    case "uvu<v":
      return (u * (u - 1)) / 2;
    default:
      return undefined;
  }
}

function* enumerate(path: ProductPath): Generator<readonly [number, number, number, number]> {
  const { mode } = path;
  const { multiplicity: mu } = path.left;
  const { multiplicity: mv } = path.right;
  const { multiplicity: mw } = path.output;
  const prescribed = outputMultiplicity(mode, mu, mv);
  const diagonal = mode === "uuu" || mode === "uuw" || mode === "uvu<v" || mode === "u<vw";
  if ((prescribed !== undefined && prescribed !== mw) || (diagonal && mu !== mv)) {
    throw new ArgumentError(
      `tensorProduct: expected multiplicities that fit mode "${mode}", got ${mu} x ${mv} -> ${mw}`,
    );
  }
  let pair = 0;
  for (let u = 0; u < mu; u++) {
    if (mode === "uuu") yield [u, u, u, u];
    else if (mode === "uuw") for (let w = 0; w < mw; w++) yield [u, u, w, u * mw + w];
    else {
      const first = mode === "uvu<v" || mode === "u<vw" ? u + 1 : 0;
      for (let v = first; v < mv; v++, pair++) {
        if (mode === "uvu") yield [u, v, u, pair];
        else if (mode === "uvv") yield [u, v, v, pair];
        else if (mode === "uvuv" || mode === "uvu<v") yield [u, v, pair, pair];
        else for (let w = 0; w < mw; w++) yield [u, v, w, pair * mw + w];
      }
    }
  }
}
