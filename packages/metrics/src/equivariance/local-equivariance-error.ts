import { ArgumentError } from "@erlangen/numerics";
import { lieDerivative, type ArrayMap, type LieDerivativeOptions } from "./lie-derivative.ts";

/** Options of {@link localEquivarianceError}. */
export interface LocalEquivarianceErrorOptions<Element> extends LieDerivativeOptions<Element> {
  /** Inputs, each flat; at least one. */
  readonly inputs: readonly Float64Array[];
}

/** The Lie derivative along one generator, over all inputs. */
export interface GeneratorError {
  /** Mean of |L f(x)|² / dim over the inputs: the local equivariance error of the paper. */
  readonly meanSquare: number;
  /** Root of Σ |L f(x)|² / Σ |f(x)|², per unit of the algebra. */
  readonly relative: number;
  /** Estimated largest error of a component of a derivative. */
  readonly accuracy: number;
}

/** What {@link localEquivarianceError} measured. */
export interface LocalEquivarianceError {
  /** The largest `relative`. */
  readonly error: number;
  /** One for each basis element of `group.algebra`, in order. */
  readonly generators: readonly GeneratorError[];
}

/**
 * How far a map is from equivariance under infinitesimal elements, for every generator of a Lie group.
 *
 * LEE_k = mean over x of |L_k f(x)|² / dim, with L_k the {@link lieDerivative} along the k-th basis element of the algebra.
 *
 * @throws ArgumentError when there are no inputs, and as `lieDerivative`.
 *
 * Source: Gruver, Finzi, Goldblum, Wilson (2023), «The Lie derivative for measuring learned equivariance», section 3.
 *
 * ```ts
 * import { Irreps, so3 } from "@erlangen/groups";
 * import { localEquivarianceError, rowAction } from "@erlangen/metrics";
 *
 * const vectors = rowAction(Irreps.parse("1o"));
 * const options = { group: so3, input: vectors, output: vectors, inputs: [Float64Array.of(1, 2, 3)] };
 * const scaled = await localEquivarianceError((x) => x.map((value) => 2 * value), options);
 * scaled.error < 1e-9; // => true
 * const broken = await localEquivarianceError((x) => x.map((value, i) => (i === 0 ? 2 : 1) * value), options);
 * broken.generators.map(({ relative }) => relative > 1e-3); // => [false, true, true]
 * ```
 */
export async function localEquivarianceError<Element>(
  f: ArrayMap,
  options: LocalEquivarianceErrorOptions<Element>,
): Promise<LocalEquivarianceError> {
  const { inputs, group } = options;
  if (inputs.length === 0) {
    throw new ArgumentError("localEquivarianceError: expected at least one input, got 0");
  }
  let scale = 0;
  for (const x of inputs) scale += squareOf(await f(x));
  const generators: GeneratorError[] = [];
  for (let k = 0; k < group.dim; k++) {
    const generator = Float64Array.from({ length: group.dim }, (_, i) => (i === k ? 1 : 0));
    let [square, mean, accuracy] = [0, 0, 0];
    for (const x of inputs) {
      const derivative = await lieDerivative(f, x, generator, options);
      const own = squareOf(derivative.value);
      square += own;
      mean += own / derivative.value.length / inputs.length;
      accuracy = Math.max(accuracy, derivative.accuracy);
    }
    const relative = square === 0 ? 0 : Math.sqrt(square / scale);
    generators.push({ meanSquare: mean, relative, accuracy });
  }
  return { error: Math.max(0, ...generators.map(({ relative }) => relative)), generators };
}

function squareOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
