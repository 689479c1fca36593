import type { Tensor } from "../tensor.ts";
import { add, mul } from "./arithmetic.ts";
import { greater, less, lessEqual } from "./comparison.ts";
import { requireFloat } from "./operands.ts";
import { select } from "./select.ts";
import { erf, exp, expm1, log1p, sigmoid } from "./transcendental.ts";

/** max(x, 0); the derivative at 0 is 0. */
export function relu(x: Tensor): Tensor {
  requireFloat("relu", "x", x);
  return select(lessEqual(x, 0), 0, x);
}

/**
 * x where positive, else `slope` x.
 *
 * @param slope - Default 0.01.
 */
export function leakyRelu(x: Tensor, slope = 0.01): Tensor {
  requireFloat("leakyRelu", "x", x);
  return select(greater(x, 0), x, mul(x, slope));
}

/**
 * x where positive, else alpha (e^x - 1).
 *
 * @param alpha - Default 1, with which the derivative is continuous.
 *
 * Source: Clevert, Unterthiner, Hochreiter (2016), «Fast and accurate deep network learning by exponential linear
 * units», eq. (15).
 */
export function elu(x: Tensor, alpha = 1): Tensor {
  requireFloat("elu", "x", x);
  const positive = greater(x, 0);
  return select(positive, x, mul(expm1(select(positive, 0, x)), alpha));
}

/** x sigmoid(x), also called swish. */
export function silu(x: Tensor): Tensor {
  requireFloat("silu", "x", x);
  return mul(x, sigmoid(x));
}

/**
 * log(1 + e^x), without overflow; smooth to every order.
 *
 * Numerics: beyond x = 40 it is x, which differs by less than 5e-18.
 */
export function softplus(x: Tensor): Tensor {
  requireFloat("softplus", "x", x);
  const bent = less(x, 40);
  return select(bent, log1p(exp(select(bent, x, 0))), x);
}

/**
 * x Φ(x) with the normal distribution function Φ, exact (not the tanh approximation).
 *
 * Source: Hendrycks and Gimpel (2016), «Gaussian error linear units», section 2.
 */
export function gelu(x: Tensor): Tensor {
  requireFloat("gelu", "x", x);
  return mul(mul(x, 0.5), add(erf(mul(x, Math.SQRT1_2)), 1));
}
