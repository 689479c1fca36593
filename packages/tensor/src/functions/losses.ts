import { ArgumentError } from "@erlangen/numerics";
import type { Tensor } from "../tensor.ts";
import { abs, mul, neg, square, sub } from "./arithmetic.ts";
import { softplus } from "./activations.ts";
import { requireFloat, requireShape } from "./operands.ts";
import { oneHot } from "./one-hot.ts";
import { mean, sum } from "./reductions.ts";
import { clip, select } from "./select.ts";
import { logSoftmax } from "./softmax.ts";

/**
 * Mean of (prediction - target)² over all elements.
 *
 * Shapes: `[...]`, `[...]` → `[]`; nothing broadcasts.
 */
export function meanSquaredError(prediction: Tensor, target: Tensor): Tensor {
  requireAlike("meanSquaredError", prediction, target);
  return mean(square(sub(prediction, target)));
}

/**
 * Mean of |prediction - target| over all elements.
 *
 * Shapes: `[...]`, `[...]` → `[]`; nothing broadcasts.
 */
export function meanAbsoluteError(prediction: Tensor, target: Tensor): Tensor {
  requireAlike("meanAbsoluteError", prediction, target);
  return mean(abs(sub(prediction, target)));
}

/**
 * Mean of e²/2 where |e| <= delta, else delta (|e| - delta/2), with e = prediction - target.
 *
 * Shapes: `[...]`, `[...]` → `[]`; nothing broadcasts.
 *
 * @param delta - Where the square becomes a line, > 0; default 1.
 *
 * Source: Huber (1964), «Robust estimation of a location parameter», section 4.
 */
export function huber(prediction: Tensor, target: Tensor, delta = 1): Tensor {
  requireAlike("huber", prediction, target);
  if (!(delta > 0)) throw new ArgumentError(`huber: expected delta > 0, got ${delta}`);
  const error = sub(prediction, target);
  const clipped = clip(error, -delta, delta);
  return mean(mul(clipped, sub(error, mul(clipped, 0.5))));
}

/**
 * Mean of -log softmax(logits)[label].
 *
 * Shapes: logits `[..., classes]`, labels int32 `[...]` → `[]`.
 *
 * @param labels - In [0, classes); checked where the numbers are known.
 * @throws ArgumentError when a label is out of range, or `labels` is not int32.
 *
 * ```ts
 * import { crossEntropy, tensor } from "@erlangen/tensor";
 *
 * const labels = tensor([1], [1], "int32");
 * crossEntropy(tensor([[0, 0]]), labels).item(); // => 0.693147
 * ```
 */
export function crossEntropy(logits: Tensor, labels: Tensor): Tensor {
  requireFloat("crossEntropy", "logits", logits);
  requireShape("crossEntropy", "labels", labels, {
    shape: logits.shape.slice(0, -1),
    symbolic: "logits.shape without classes",
  });
  const chosen = oneHot(labels, logits.shape[logits.rank - 1], "bool");
  const logProbabilities = logSoftmax(logits);
  return neg(mean(sum(select(chosen, logProbabilities, 0), -1)));
}

/**
 * Mean of -t log σ(x) - (1 - t) log(1 - σ(x)), with the sigmoid σ, logits x and targets t; without overflow.
 *
 * Shapes: `[...]`, `[...]` → `[]`; nothing broadcasts.
 *
 * @param targets - Probabilities in [0, 1].
 */
export function binaryCrossEntropyWithLogits(logits: Tensor, targets: Tensor): Tensor {
  requireAlike("binaryCrossEntropyWithLogits", logits, targets, ["logits", "targets"]);
  return mean(sub(softplus(logits), mul(logits, targets)));
}

function requireAlike(
  caller: string,
  prediction: Tensor,
  target: Tensor,
  [first, second]: readonly [string, string] = ["prediction", "target"],
): void {
  requireFloat(caller, first, prediction);
  requireShape(caller, second, target, { shape: prediction.shape, symbolic: `${first}.shape` });
}
