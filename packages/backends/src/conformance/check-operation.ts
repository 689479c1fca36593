import { Random } from "@erlangen/numerics";
import {
  add,
  graphOf,
  grad,
  interpretOnHost,
  isFloat,
  mul,
  placeholder,
  sum,
  zeros,
  type Engine,
  type FloatDType,
  type Graph,
  type Tensor,
} from "@erlangen/tensor";
import { drawOperand, type DrawnOperand } from "./draw-operand.ts";
import { expectAgreement } from "./expect-agreement.ts";
import type { OperandCase, OperationCase } from "./operation-case.ts";

/** In which element type, and how closely, results must agree. */
export interface Precision {
  readonly dtype: FloatDType;
  /** Relative to the larger of 1 and the scale of the expected numbers. */
  readonly tolerance: number;
}

/**
 * Value and first and second derivatives of an operation on an engine, against the host in float64.
 *
 * With random c and d: f = sum(c y), g_i = df/dx_i, h_i = d(sum_j d_j g_j)/dx_i, all in one program.
 */
export async function checkOperation(
  engine: Engine,
  operation: OperationCase,
  { dtype, tolerance }: Precision,
): Promise<void> {
  const reference = programOf(operation, dtype, "exact");
  const program = programOf(operation, dtype, "given");
  const expected = interpretOnHost(reference.graph, reference.inputs);
  const executable = await engine.compile(program.graph);
  try {
    const results = await executable.run(program.inputs);
    results.forEach((actual, i) =>
      expectAgreement(program.names[i], { actual, expected: expected[i], tolerance }),
    );
  } finally {
    executable.dispose();
  }
}

interface Program {
  readonly graph: Graph;
  readonly inputs: readonly Tensor[];
  /** What each output is. */
  readonly names: readonly string[];
}

/** The program of a case; `exact`: with the same numbers in float64. */
function programOf(operation: OperationCase, dtype: FloatDType, form: keyof DrawnOperand): Program {
  const random = Random.fromSeed(7).split(operation.name);
  const numbers: Tensor[] = [];
  const placeholders: Tensor[] = [];
  const input = (name: string, operand: OperandCase, index: number): Tensor => {
    const drawn = drawOperand(operand, dtype, random.split(name).split(index))[form];
    numbers.push(drawn);
    placeholders.push(placeholder(drawn, `${name} ${index}`));
    return placeholders[placeholders.length - 1];
  };
  const operands = operation.operands.map((operand, i) => input("operand", operand, i));
  const apply = (values: readonly Tensor[]): Tensor =>
    operation.apply(values, form === "exact" ? "float64" : dtype);
  const value = apply(operands);
  const variables = operands.filter(({ dtype: type }) => isFloat(type));
  if (operation.differentiable === false || variables.length === 0 || !isFloat(value.dtype)) {
    return { graph: graphOf(placeholders, [value]), inputs: numbers, names: ["the value"] };
  }
  const c = input("c", value, 0);
  const d = variables.map((variable, i) => input("d", variable, i));
  const first = grad((point: readonly Tensor[]) => {
    const left = [...point];
    return sum(mul(c, apply(operands.map((x) => (isFloat(x.dtype) ? (left.shift() ?? x) : x)))));
  });
  const second = grad((point: readonly Tensor[]) =>
    first(point)
      .map((slope, i) => sum(mul(d[i], slope)))
      .reduce((a, b) => add(a, b), zeros([], value.dtype)),
  );
  const slopes = first(variables);
  const curvatures = second(variables);
  return {
    graph: graphOf(placeholders, [value, ...slopes, ...curvatures]),
    inputs: numbers,
    names: [
      "the value",
      ...slopes.map((_, i) => `first derivative ${i}`),
      ...curvatures.map((_, i) => `second derivative ${i}`),
    ],
  };
}
