import { Random } from "@erlangen/numerics";
import {
  add,
  compileStep,
  convGeneral,
  graphOf,
  hostEngine,
  interpretOnHost,
  matmul,
  mean,
  mul,
  placeholder,
  sub,
  sum,
  tanh,
  tensor,
  valueAndGrad,
  type Engine,
  type FloatDType,
  type Tensor,
} from "@erlangen/tensor";
import type { Precision } from "./check-operation.ts";
import { expectAgreement } from "./expect-agreement.ts";

/** A small whole program on which an engine must agree with the host. */
export interface ProgramCase {
  readonly name: string;
  readonly check: (engine: Engine, precision: Precision) => Promise<void>;
}

/** State, constants, and programs whose outputs are odd. */
export const programCases: readonly ProgramCase[] = [
  { name: "ten steps of a network with carried state", check: checkTraining },
  { name: "a convolution trained for three steps", check: checkConvolution },
  { name: "outputs that are inputs, constants and copies", check: checkOutputs },
  { name: "a state that only moves", check: checkMoves },
];

type Layers = readonly [Tensor, Tensor, Tensor, Tensor];

/** Gradient descent with momentum on a network of two layers; every state and loss must agree. */
async function checkTraining(engine: Engine, { dtype, tolerance }: Precision): Promise<void> {
  const shapes = [[3, 8], [8], [8, 2], [2]] as const;
  const random = Random.fromSeed(1);
  const weights = shapes.map((shape, i) => draw(shape, dtype, random.split(i)));
  const still = shapes.map((shape) => zerosOf(shape, dtype));
  const network = ([w1, b1, w2, b2]: Layers, x: Tensor): Tensor =>
    add(matmul(tanh(add(matmul(x, w1), b1)), w2), b2);
  const slope = valueAndGrad((layers: Layers, x: Tensor, y: Tensor) => {
    const error = sub(network(layers, x), y);
    return mean(mul(error, error));
  });
  type State = { weights: Layers; velocity: readonly Tensor[] };
  const step = (state: State, x: Tensor, y: Tensor): [State, Tensor] => {
    const [loss, gradient] = slope(state.weights, x, y);
    const velocity = state.velocity.map((v, i) => add(mul(v, 0.9), gradient[i]));
    const moved = state.weights.map((w, i) => sub(w, mul(velocity[i], 0.1)));
    return [{ weights: moved as unknown as Layers, velocity }, loss];
  };
  const initial: State = { weights: weights as unknown as Layers, velocity: still };
  const widened: State = {
    weights: weights.map(widen) as unknown as Layers,
    velocity: still.map(widen),
  };
  const running = compileStep(step, initial, { engine });
  const reference = compileStep(step, widened, { engine: hostEngine });
  try {
    for (let i = 0; i < 10; i++) {
      const x = draw([5, 3], dtype, random.split("x").split(i));
      const y = draw([5, 2], dtype, random.split("y").split(i));
      expectAgreement(`the loss of step ${i}`, {
        actual: await running.step(x, y),
        expected: await reference.step(widen(x), widen(y)),
        tolerance: 10 * tolerance,
      });
    }
    const actual = await running.read();
    const expected = await reference.read();
    actual.weights.forEach((weight, i) =>
      expectAgreement(`weight ${i} after ten steps`, {
        actual: weight,
        expected: expected.weights[i],
        tolerance: 10 * tolerance,
      }),
    );
  } finally {
    running.dispose();
    reference.dispose();
  }
}

async function checkConvolution(engine: Engine, { dtype, tolerance }: Precision): Promise<void> {
  const random = Random.fromSeed(2);
  const kernel = draw([4, 2, 3, 3], dtype, random.split("kernel"));
  const images = draw([3, 2, 6, 6], dtype, random.split("images"));
  const slope = valueAndGrad((k: Tensor, x: Tensor) => {
    const features = convGeneral(x, k, {
      strides: [2, 2],
      padding: [
        [1, 1],
        [1, 1],
      ],
      inputDilation: [1, 1],
      kernelDilation: [1, 1],
      groups: 1,
    });
    return mean(mul(tanh(features), features));
  });
  const step = (state: Tensor, x: Tensor): [Tensor, Tensor] => {
    const [value, gradient] = slope(state, x);
    return [sub(state, gradient), value];
  };
  const running = compileStep(step, kernel, { engine });
  const reference = compileStep(step, widen(kernel));
  try {
    for (let i = 0; i < 3; i++) {
      await running.step(images);
      await reference.step(widen(images));
    }
    expectAgreement("the kernel after three steps", {
      actual: await running.read(),
      expected: await reference.read(),
      tolerance: 10 * tolerance,
    });
  } finally {
    running.dispose();
    reference.dispose();
  }
}

async function checkOutputs(engine: Engine, { dtype, tolerance }: Precision): Promise<void> {
  const values = draw([2, 2], dtype, Random.fromSeed(3));
  const x = placeholder(values, "x");
  const unused = placeholder(values, "unused");
  const square = mul(x, x);
  const uniform = add(zerosOf([2, 3], dtype), 2);
  const outputs = [x, square, square, values, uniform, x, sum(square), zerosOf([0, 2], dtype)];
  const graph = graphOf([x, unused], outputs);
  const expected = interpretOnHost(graph, [values, values]);
  const executable = await engine.compile(graph);
  try {
    const actual = await executable.run([values, values]);
    expected.forEach((wanted, i) =>
      expectAgreement(`output ${i}`, { actual: actual[i], expected: wanted, tolerance }),
    );
  } finally {
    executable.dispose();
  }
}

/** [a, b] -> [b, a]: the outputs of a step are the inputs of the next in other places. */
async function checkMoves(engine: Engine, { dtype }: Precision): Promise<void> {
  const one = tensorOf([1, 2], dtype);
  const two = tensorOf([3, 4], dtype);
  const running = compileStep(([a, b]: readonly Tensor[]) => [[b, a], a], [one, two], { engine });
  try {
    for (let i = 0; i < 3; i++) {
      const seen = await running.step();
      expectAgreement(`the result of step ${i}`, {
        actual: seen,
        expected: i % 2 === 0 ? one : two,
        tolerance: 0,
      });
    }
    const [a, b] = await running.read();
    expectAgreement("the first state", { actual: a, expected: two, tolerance: 0 });
    expectAgreement("the second state", { actual: b, expected: one, tolerance: 0 });
  } finally {
    running.dispose();
  }
}

function draw(shape: readonly number[], dtype: FloatDType, random: Random): Tensor {
  return tensor(random.normal(shape.reduce((a, b) => a * b, 1)), shape, dtype);
}

function zerosOf(shape: readonly number[], dtype: FloatDType): Tensor {
  return tensor(new Float64Array(shape.reduce((a, b) => a * b, 1)), shape, dtype);
}

function tensorOf(values: readonly number[], dtype: FloatDType): Tensor {
  return tensor(values, [values.length], dtype);
}

function widen(x: Tensor): Tensor {
  return tensor(x.data, x.shape, "float64");
}
