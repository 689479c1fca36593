// The update rules of PyTorch 2 (torch.optim, single tensor, maximize off), written out number by number.

/** A rule with its memory: changes `weights` in place. */
export type ReferenceStep = (weights: Float64Array, gradient: Float64Array, rate: number) => void;

export function referenceSgd(options: {
  momentum?: number;
  nesterov?: boolean;
  weightDecay?: number;
}): ReferenceStep {
  const { momentum = 0, nesterov = false, weightDecay = 0 } = options;
  let buffer: Float64Array | undefined;
  return (weights, gradient, rate) => {
    const slope = gradient.map((g, i) => g + weightDecay * weights[i]);
    // The first buffer is the gradient itself.
    buffer = buffer === undefined ? slope.slice() : buffer.map((b, i) => momentum * b + slope[i]);
    for (let i = 0; i < weights.length; i++) {
      const direction = nesterov ? slope[i] + momentum * buffer[i] : buffer[i];
      weights[i] -= rate * (momentum === 0 ? slope[i] : direction);
    }
  };
}

export function referenceAdam(options: {
  beta1?: number;
  beta2?: number;
  epsilon?: number;
  weightDecay?: number;
  amsgrad?: boolean;
}): ReferenceStep {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0, amsgrad = false } = options;
  let step = 0;
  const first: number[] = [];
  const second: number[] = [];
  const largest: number[] = [];
  return (weights, gradient, rate) => {
    step += 1;
    for (let i = 0; i < weights.length; i++) {
      weights[i] *= 1 - rate * weightDecay;
      first[i] = beta1 * (first[i] ?? 0) + (1 - beta1) * gradient[i];
      second[i] = beta2 * (second[i] ?? 0) + (1 - beta2) * gradient[i] ** 2;
      largest[i] = Math.max(largest[i] ?? 0, second[i]);
      const square = amsgrad ? largest[i] : second[i];
      const root = Math.sqrt(square) / Math.sqrt(1 - beta2 ** step) + epsilon;
      weights[i] -= ((rate / (1 - beta1 ** step)) * first[i]) / root;
    }
  };
}
