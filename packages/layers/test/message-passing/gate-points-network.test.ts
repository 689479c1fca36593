import { Irreps, o3 } from "@erlangen/groups";
import { Random } from "@erlangen/numerics";
import {
  gatePointsNetwork,
  type GatePointsNetworkParameters,
  type PointGraph,
} from "@erlangen/layers";
import {
  matmul,
  mul,
  sum,
  tensor,
  transpose,
  valueAndGrad,
  zeros,
  type NestedNumbers,
  type Tensor,
} from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { float64, golden } from "../golden/golden.ts";
import { int32 } from "./atomic-graphs.ts";

const reference = golden<{
  parameters: Record<string, { shape: number[]; data: NestedNumbers }>;
  layers: { gate?: { irreps_out: string } }[];
  pos: NestedNumbers;
  x: NestedNumbers;
  edge_src: number[];
  edge_dst: number[];
  layer_outputs: NestedNumbers[];
  output: NestedNumbers;
  loss_weights: NestedNumbers;
  grad_loss_wrt_pos: NestedNumbers;
}>("e3nn_network_v2106");

const network = gatePointsNetwork({
  input: "2x0e+1x1o",
  output: "3x0e+1x1o+1x2e",
  maxRadius: 2,
  averageNeighbors: 3,
  averagePoints: 6,
  multiplicity: 3,
  layers: 2,
  lMax: 2,
  constants: "e3nn",
});

const graph: PointGraph = {
  positions: float64(reference.pos),
  source: int32(reference.edge_src),
  target: int32(reference.edge_dst),
  shifts: zeros([reference.edge_src.length, 3], "float64"),
  graph: int32([0, 0, 0, 0, 0, 0]),
  sizes: int32([6]),
};

/** The weights of e3nn under our names. */
function loaded(): GatePointsNetworkParameters {
  return {
    layers: ["mp.layers.0.first", "mp.layers.1.first", "mp.layers.2"].map((prefix) => {
      const weight = (name: string): Tensor => {
        const { shape, data } =
          reference.parameters[`${prefix}.${name}.weight`] ??
          reference.parameters[`${prefix}.${name}`];
        return tensor(data, shape, "float64");
      };
      return {
        self: { weight: weight("sc") },
        before: { weight: weight("lin1") },
        radial: { weights: [weight("fc.layer0"), weight("fc.layer1")] },
        after: { weight: weight("lin2") },
        alpha: { weight: weight("alpha") },
      };
    }),
  };
}

describe("gatePointsNetwork", () => {
  it("reproduces every layer and the output of e3nn's trained network", () => {
    const parameters = loaded();
    const x = float64(reference.x);
    expect(network.features.slice(0, -1).join()).toBe(
      reference.layers.flatMap(({ gate }) => gate?.irreps_out ?? []).join(),
    );
    const outputs = network.layerOutputs(parameters, x, graph);
    for (const [k, output] of outputs.entries()) expectClose(output, reference.layer_outputs[k]);
    expectClose(network.apply(parameters, x, graph), reference.output);
  });

  it("reproduces e3nn's gradient with respect to the positions", () => {
    const weights = float64(reference.loss_weights);
    const loss = (positions: Tensor): Tensor =>
      sum(mul(network.apply(loaded(), float64(reference.x), { ...graph, positions }), weights));
    const [, gradient] = valueAndGrad(loss)(graph.positions);
    expectClose(gradient, reference.grad_loss_wrt_pos);
  });

  it("draws parameters of the shapes that e3nn has, with a rate of 0", () => {
    const drawn = network.init(Random.fromSeed(0));
    const sizes = (p: GatePointsNetworkParameters): (number | undefined)[][] =>
      p.layers.map((layer) => [
        layer.self.weight?.size,
        layer.before.weight?.size,
        ...layer.radial.weights.map(({ size }) => size),
        layer.after.weight?.size,
        layer.alpha.weight?.size,
      ]);
    expect(sizes(drawn)).toEqual(sizes(loaded()));
    expect(drawn.layers[0].alpha.weight?.toArray()).toEqual([0, 0, 0]);
    expect(network.describe()).toContain("gate points network  2x0e+1x1o -> 3x0e+1x1o+1x2e");
  });

  it("turns its output with its input", () => {
    const parameters = loaded();
    const turn = (x: Tensor, irreps: Irreps, g: Float64Array): Tensor =>
      matmul(x, transpose(tensor(irreps.matrix(g), [irreps.dim, irreps.dim])));
    const x = float64(reference.x);
    const y = network.apply(parameters, x, graph);
    for (let k = 0; k < 5; k++) {
      const g = o3.sample(Random.fromSeed(k));
      const positions = turn(graph.positions, Irreps.parse("1o"), g);
      const turned = network.apply(parameters, turn(x, network.input[0], g), {
        ...graph,
        positions,
      });
      expectClose(turned, turn(y, network.output, g));
    }
  });
});
