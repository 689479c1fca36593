import { encodeModel, graphToOnnx, type OnnxModelData } from "@erlangen/backends/onnx";
import {
  add,
  expandDims,
  grad,
  mul,
  neg,
  square,
  sub,
  sum,
  tanh,
  tensor,
  trace,
  type Tensor,
} from "@erlangen/tensor";

/** sum over pairs of (r^2 - 1)^2, of points [n, 3]. */
function energyOf(positions: Tensor): Tensor {
  const r2 = sum(square(sub(expandDims(positions, 0), expandDims(positions, 1))), -1);
  return mul(sum(square(sub(r2, 1))), 0.5);
}

/** Energy and forces of four points, float32; `planted` scales a term that no rotation respects. */
export function forceModel(planted: number, metadata: Record<string, string> = {}): Uint8Array {
  const { graph } = trace(
    (positions: Tensor) => {
      const forces = neg(grad(energyOf)(positions));
      return [energyOf(positions), add(forces, mul(tanh(forces), planted))];
    },
    [tensor(new Float32Array(12), [4, 3])],
  );
  return graphToOnnx(graph, {
    inputNames: ["positions"],
    outputNames: ["energy", "forces"],
    metadata,
  });
}

/** A traced function of one float64 array `x`, with its output `y`. */
export function tracedModel(f: (x: Tensor) => Tensor, shape: readonly number[]): Uint8Array {
  const size = shape.reduce((product, length) => product * length, 1);
  const { graph } = trace(f, [tensor(new Float64Array(size), shape)]);
  return graphToOnnx(graph, { inputNames: ["x"], outputNames: ["y"] });
}

/** One operator on x, with shapes as a foreign exporter leaves them. */
export function oneNodeModel(
  operator: string,
  change: {
    readonly shape?: readonly (number | string)[];
    readonly elementType?: string;
    readonly metadata?: Record<string, string>;
  } = {},
): Uint8Array {
  const { shape = ["n", 3], elementType = "float64", metadata = {} } = change;
  const model: OnnxModelData = {
    irVersion: 8,
    producer: "someone else",
    opsets: [{ domain: "", version: 18 }],
    metadata,
    graph: {
      name: "example",
      nodes: [{ operator, domain: "", name: "", inputs: ["x"], outputs: ["y"], attributes: [] }],
      initializers: [],
      inputs: [{ name: "x", elementType, shape }],
      outputs: [{ name: "y", elementType, shape }],
    },
  };
  return encodeModel(model);
}
