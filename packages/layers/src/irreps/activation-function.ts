import { ArgumentError } from "@erlangen/numerics";
import {
  abs,
  cos,
  elu,
  gelu,
  leakyRelu,
  mul,
  relu,
  sigmoid,
  silu,
  sin,
  softplus,
  square,
  tanh,
  tensor,
  type Tensor,
} from "@erlangen/tensor";
import { secondMomentConstant } from "./second-moment.ts";

/** A scalar function by name, or any elementwise function. */
export type ActivationLike = ActivationName | ((x: Tensor) => Tensor);

/** The activations that have a name. */
export type ActivationName =
  | "abs"
  | "cos"
  | "elu"
  | "gelu"
  | "identity"
  | "leakyRelu"
  | "relu"
  | "sigmoid"
  | "silu"
  | "sin"
  | "softplus"
  | "square"
  | "tanh";

/**
 * Where the factor that normalises an activation comes from: the integral (`exact`), or e3nn's stored Monte Carlo
 * estimate (`e3nn`), needed to reproduce networks that were trained there; the two differ by about 1e-3.
 */
export type ActivationConstants = "exact" | "e3nn";

/** An activation ready for use. */
export interface NormalizedActivation {
  readonly name: string;
  /** The factor c. */
  readonly constant: number;
  /** 1 for an even function, -1 for an odd one, `undefined` for neither. */
  readonly parity: 1 | -1 | undefined;
  /** c f(x). */
  apply(x: Tensor): Tensor;
}

/** The functions, and the constants that e3nn 0.6 uses for them (its fixed seed, a million samples). */
const named: { readonly [name in ActivationName]: readonly [(x: Tensor) => Tensor, number] } = {
  abs: [abs, 1.001110600838467],
  cos: [cos, 1.326609063570005],
  elu: [(x) => elu(x), 1.2467863885570512],
  gelu: [gelu, 1.5360642850770576],
  identity: [(x) => x, 1.001110600838467],
  leakyRelu: [(x) => leakyRelu(x), 1.4162684218969974],
  relu: [relu, 1.4163393446331365],
  sigmoid: [sigmoid, 1.8467055342154763],
  silu: [silu, 1.6791767923989418],
  sin: [sin, 1.5218334864623193],
  softplus: [softplus, 1.0426436590527184],
  square: [square, 0.5779851362666192],
  tanh: [tanh, 1.5937334472592695],
};

const cache = new Map<string, NormalizedActivation>();

/**
 * An activation scaled to second moment 1: x -> c f(x) with E (c f(z))² = 1 for standard normal z.
 *
 * @param f - A name, or an elementwise function.
 * @param constants - Default `"exact"`. With `"e3nn"`, `f` must be a name.
 * @throws ArgumentError for an unknown name, or a function without e3nn constant.
 *
 * ```ts
 * import { normalizeSecondMoment } from "@erlangen/layers";
 *
 * normalizeSecondMoment("silu").constant; // => 1.676532470331
 * normalizeSecondMoment("tanh").parity; // => -1
 * ```
 */
export function normalizeSecondMoment(
  f: ActivationLike,
  constants: ActivationConstants = "exact",
): NormalizedActivation {
  if (typeof f === "function") {
    if (constants === "e3nn") {
      throw new ArgumentError(
        'normalizeSecondMoment: expected a named activation for constants "e3nn", got a function',
      );
    }
    return normalized(f.name === "" ? "custom" : f.name, f, secondMomentConstant(f));
  }
  const key = `${f} ${constants}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const entry = Object.hasOwn(named, f) ? named[f] : undefined;
  if (entry === undefined) {
    throw new ArgumentError(
      `normalizeSecondMoment: expected one of ${Object.keys(named).join(", ")}, got "${f}"`,
    );
  }
  const [map, stored] = entry;
  const made = normalized(f, map, constants === "e3nn" ? stored : secondMomentConstant(map));
  cache.set(key, made);
  return made;
}

function normalized(
  name: string,
  map: (x: Tensor) => Tensor,
  constant: number,
): NormalizedActivation {
  const isOne = Math.abs(constant - 1) < 1e-12;
  return {
    name,
    constant,
    parity: parityOf(map),
    apply: isOne ? map : (x) => mul(map(x), constant),
  };
}

/** Whether f(-x) = ±f(x) at 256 points of [0, 10]. */
function parityOf(map: (x: Tensor) => Tensor): 1 | -1 | undefined {
  const points = Float64Array.from({ length: 256 }, (_, k) => (10 * k) / 255);
  const right = map(tensor(points)).data;
  const left = map(tensor(points.map((x) => -x))).data;
  const within = (sign: number): boolean =>
    right.every((value, k) => Math.abs(value - sign * left[k]) < 1e-5);
  return within(1) ? 1 : within(-1) ? -1 : undefined;
}
