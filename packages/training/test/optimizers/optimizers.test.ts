import { Random } from "@erlangen/numerics";
import {
  add,
  compileStep,
  mul,
  slice,
  square,
  sub,
  sum,
  tensor,
  valueAndGrad,
  type Tensor,
} from "@erlangen/tensor";
import {
  adam,
  adamW,
  amsGrad,
  clipByGlobalNorm,
  sgd,
  type Optimizer,
  type OptimizerState,
} from "@erlangen/training/optimizers";
import { constantRate, cosineDecay, type Schedule } from "@erlangen/training/schedules";
import { describe, expect, it } from "vitest";
import { float64, relativeError } from "../tolerances.ts";
import { referenceAdam, referenceSgd, type ReferenceStep } from "./reference-loops.ts";

/** A new optimiser is tested by a new row. The rates let it reach both minima in the given steps. */
const rows: readonly {
  readonly name: string;
  readonly make: () => Optimizer;
  readonly reference: () => ReferenceStep;
  readonly rate: number;
  readonly rosenbrock: { readonly rate: number; readonly steps: number };
}[] = [
  {
    name: "sgd",
    make: () => sgd(),
    reference: () => referenceSgd({}),
    rate: 0.1,
    rosenbrock: { rate: 1e-3, steps: 40_000 },
  },
  {
    name: "sgd with momentum",
    make: () => sgd({ momentum: 0.9 }),
    reference: () => referenceSgd({ momentum: 0.9 }),
    rate: 0.02,
    rosenbrock: { rate: 5e-4, steps: 6000 },
  },
  {
    name: "sgd with Nesterov momentum",
    make: () => sgd({ momentum: 0.9, nesterov: true }),
    reference: () => referenceSgd({ momentum: 0.9, nesterov: true }),
    rate: 0.02,
    rosenbrock: { rate: 5e-4, steps: 6000 },
  },
  {
    name: "sgd with a penalty",
    make: () => sgd({ momentum: 0.5, weightDecay: 1e-9 }),
    reference: () => referenceSgd({ momentum: 0.5, weightDecay: 1e-9 }),
    rate: 0.05,
    rosenbrock: { rate: 1e-3, steps: 20_000 },
  },
  {
    name: "adam",
    make: () => adam(),
    reference: () => referenceAdam({}),
    rate: 0.05,
    rosenbrock: { rate: 0.05, steps: 5000 },
  },
  {
    name: "adam with other decays",
    make: () => adam({ beta1: 0.8, beta2: 0.99, epsilon: 1e-6 }),
    reference: () => referenceAdam({ beta1: 0.8, beta2: 0.99, epsilon: 1e-6 }),
    rate: 0.05,
    rosenbrock: { rate: 0.01, steps: 6000 },
  },
  {
    name: "adamW",
    make: () => adamW({ weightDecay: 1e-6 }),
    reference: () => referenceAdam({ weightDecay: 1e-6 }),
    rate: 0.05,
    rosenbrock: { rate: 0.05, steps: 5000 },
  },
  {
    name: "amsGrad",
    make: () => amsGrad(),
    reference: () => referenceAdam({ amsgrad: true }),
    rate: 0.05,
    rosenbrock: { rate: 0.05, steps: 8000 },
  },
  {
    name: "clipped adam",
    make: () => clipByGlobalNorm(adam(), 1),
    reference: () => clippedReference(referenceAdam({}), 1),
    rate: 0.05,
    rosenbrock: { rate: 0.02, steps: 6000 },
  },
];

function clippedReference(step: ReferenceStep, largest: number): ReferenceStep {
  return (weights, gradient, rate) => {
    const norm = Math.hypot(...gradient);
    step(
      weights,
      gradient.map((g) => g * Math.min(1, largest / norm)),
      rate,
    );
  };
}

const curvatures = tensor([1, 3, 0.5, 2], [4], "float64");
const minimum = tensor([0.5, -1, 2, 0.25], [4], "float64");
const start = (): Tensor => tensor([0, 0, 0, 0], [4], "float64");

/** Σ c (w - t)² / 2 */
function quadratic(weights: Tensor): Tensor {
  return mul(sum(mul(curvatures, square(sub(weights, minimum)))), 0.5);
}

/** (1 - x)² + 100 (y - x²)², least at (1, 1). */
function rosenbrock(weights: Tensor): Tensor {
  const x = slice(weights, [[0, 1]]);
  const y = slice(weights, [[1, 2]]);
  return sum(add(square(sub(1, x)), mul(square(sub(y, square(x))), 100)));
}

type Descent = { readonly weights: Tensor; readonly memory: OptimizerState };

function descend(
  optimizer: Optimizer,
  f: (weights: Tensor) => Tensor,
): (state: Descent, rate: Tensor) => [Descent, Tensor] {
  return ({ weights, memory }, rate) => {
    const [value, gradient] = valueAndGrad(f)(weights);
    const [next, remembered] = optimizer.update(gradient, memory, weights, rate);
    return [{ weights: next, memory: remembered }, value];
  };
}

async function minimize(
  optimizer: Optimizer,
  problem: {
    readonly f: (weights: Tensor) => Tensor;
    readonly from: Tensor;
    readonly schedule: Schedule;
    readonly steps: number;
  },
): Promise<Tensor> {
  const { f, from, schedule, steps } = problem;
  const running = compileStep(descend(optimizer, f), {
    weights: from,
    memory: optimizer.init(from),
  });
  for (let step = 0; step < steps; step++) {
    await running.step(tensor([schedule(step)], [], "float64"));
  }
  const { weights } = await running.read();
  running.dispose();
  return weights;
}

describe.each(rows)("$name", ({ make, reference, rate, rosenbrock: valley }) => {
  it("takes the steps of PyTorch", () => {
    const random = Random.fromSeed(4);
    const optimizer = make();
    const step = reference();
    let weights = tensor(random.normal(6));
    const expected = Float64Array.from(weights.data);
    let memory = optimizer.init(weights);
    for (let t = 0; t < 25; t++) {
      const gradient = random.normal(6).map((g) => g * 10 ** ((t % 5) - 2));
      const learningRate = 0.1 / (1 + t);
      [weights, memory] = optimizer.update(
        tensor(gradient),
        memory,
        weights,
        tensor([learningRate], [], "float64"),
      );
      step(expected, gradient, learningRate);
      expect(relativeError(weights.data, expected)).toBeLessThan(float64);
    }
  });

  it("keeps shapes, element types and the arrangement of its memory", () => {
    for (const dtype of ["float32", "float64"] as const) {
      const optimizer = make();
      const weights = tensor([1, -2, 3], [3], dtype);
      const before = optimizer.init(weights);
      const gradient = tensor([0.1, 0, -5], [3], dtype);
      const [next, after] = optimizer.update(gradient, before, weights, tensor([0.1], [], dtype));
      expect([next.shape, next.dtype]).toEqual([[3], dtype]);
      expect(Object.keys(after)).toEqual(Object.keys(before));
      for (const [name, { shape, dtype: type }] of Object.entries(after)) {
        expect([shape, type]).toEqual([before[name].shape, before[name].dtype]);
      }
      expect([...weights.data]).toEqual([1, -2, 3]);
    }
  });

  it("computes the same compiled as at once", async () => {
    const optimizer = make();
    const advance = descend(optimizer, quadratic);
    let state: Descent = { weights: start(), memory: optimizer.init(start()) };
    for (let t = 0; t < 10; t++) [state] = advance(state, tensor([rate], [], "float64"));
    const schedule = constantRate(rate);
    const compiled = await minimize(optimizer, {
      f: quadratic,
      from: start(),
      schedule,
      steps: 10,
    });
    expect(relativeError(compiled.data, state.weights.data)).toBeLessThan(float64);
  });

  it("finds the minimum of a quadratic form", async () => {
    const [from, steps] = [start(), 800];
    const schedule = cosineDecay({ peak: rate, steps });
    const found = await minimize(make(), { f: quadratic, from, schedule, steps });
    expect(relativeError(found.data, minimum.data)).toBeLessThan(1e-4);
  });

  it("follows the curved valley of Rosenbrock's function to its end", async () => {
    const from = tensor([-1.2, 1], [2], "float64");
    const { steps } = valley;
    const schedule = cosineDecay({ peak: valley.rate, steps });
    const found = await minimize(make(), { f: rosenbrock, from, schedule, steps });
    expect(relativeError(found.data, [1, 1])).toBeLessThan(1e-2);
  });
});

describe("options of optimisers", () => {
  it("are refused out of range", () => {
    expect(() => adam({ beta1: 1 })).toThrow("adam: expected beta1 in [0, 1), got 1");
    expect(() => adamW({ beta2: -0.1 })).toThrow("adamW: expected beta2 in [0, 1), got -0.1");
    expect(() => amsGrad({ epsilon: 0 })).toThrow("amsGrad: expected epsilon > 0, got 0");
    expect(() => adamW({ weightDecay: -1 })).toThrow("adamW: expected weightDecay >= 0, got -1");
    expect(() => sgd({ momentum: Number.NaN })).toThrow(
      "sgd: expected momentum in [0, 1), got NaN",
    );
    expect(() => clipByGlobalNorm(sgd(), 0)).toThrow(
      "clipByGlobalNorm: expected largestNorm > 0, got 0",
    );
  });
});
