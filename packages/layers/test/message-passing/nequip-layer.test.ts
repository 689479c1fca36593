import { Irreps } from "@erlangen/groups";
import { Random } from "@erlangen/numerics";
import {
  besselBasis,
  fullyConnectedNetwork,
  fullyConnectedTensorProduct,
  gate,
  irrepsLinear,
  nequip,
  polynomialCutoff,
  productConvolution,
  sphericalHarmonics,
  tensorProduct,
  type AtomicGraph,
  type NequipParameters,
  type ProductInstruction,
} from "@erlangen/layers";
import {
  add,
  gather,
  mul,
  norm,
  oneHot,
  segmentSum,
  sub,
  sum,
  type Tensor,
} from "@erlangen/tensor";
import { describe, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { drawnGraph } from "./atomic-graphs.ts";

const [species, cutoff, averageNeighbors] = [2, 2.5, 4];
const hidden = "3x0e+2x1o+2x2e";

/** Mean square of the radial features under the density 2r/c²; an independent, cruder rule. */
function radialMoment(): number {
  let total = 0;
  const points = 20_000;
  for (let k = 0; k < points; k++) {
    const u = (k + 0.5) / points;
    const fade = 1 - 28 * u ** 6 + 48 * u ** 7 - 21 * u ** 8;
    for (let n = 1; n <= 8; n++) {
      const wave = Math.sqrt(2 / cutoff) * (Math.sin(n * Math.PI * u) / (u * cutoff));
      total += (wave * fade) ** 2 * 2 * u;
    }
  }
  return total / points / 8;
}

/** One interaction of the public layers in e3nn's layout: paths by hand, in e3nn's order. */
function interaction(
  input: string,
  paths: readonly (readonly [left: number, right: number, irrep: string])[],
  gateOptions: { gates: string; gated: string },
) {
  const nonlinearity = gate({
    scalars: "3x0e",
    scalarActivations: ["silu"],
    gates: gateOptions.gates,
    gateActivations: gateOptions.gates === "" ? [] : ["sigmoid"],
    gated: gateOptions.gated,
  });
  const blocks = Irreps.parse(input).blocks;
  const outputs = paths.map(([left, , irrep]) => ({
    multiplicity: blocks[left].multiplicity,
    irrep,
  }));
  // oxlint-disable-next-line unicorn/no-array-sort -- the immutable sort of irreps
  const order = Irreps.fromBlocks(outputs).sort();
  const instructions = paths.map(([left, right], k): ProductInstruction => ({
    left,
    right,
    output: order.p[k],
    mode: "uvu",
    hasWeight: true,
  }));
  const product = tensorProduct(
    { left: input, right: "0e+1o+2e", output: order.irreps },
    instructions,
    { weights: "external" },
  );
  const before = irrepsLinear(input, input);
  const after = irrepsLinear(order.irreps, nonlinearity.input[0]);
  const self = fullyConnectedTensorProduct(input, `${species}x0e`, nonlinearity.input[0]);
  const network = fullyConnectedNetwork([8, 8, product.weightCount], {
    inputVariance: radialMoment(),
  });
  return (
    p: NequipParameters["layers"][number],
    x: Tensor,
    seen: { kinds: Tensor; harmonics: Tensor; radial: Tensor; graph: AtomicGraph },
  ): Tensor => {
    const messages = productConvolution(product).apply(
      before.apply(p.before, x),
      seen.harmonics,
      network.apply(p.radial, seen.radial),
      seen.graph,
    );
    const scaled = mul(messages, 1 / Math.sqrt(averageNeighbors));
    const total = add(after.apply(p.after, scaled), self.apply(p.self, x, seen.kinds));
    return nonlinearity.apply({}, total);
  };
}

describe("the interactions of nequip", () => {
  it("equal their composition of public layers, weights in e3nn's order", () => {
    const random = Random.fromSeed(9);
    const graph = drawnGraph(random, { padding: 2 });
    const model = nequip({
      species,
      cutoff,
      averageNeighbors,
      hidden,
      layers: 3,
      radialHidden: [8],
    });
    const parameters = model.init(random, { dtype: "float64" });

    const vectors = sub(
      add(gather(graph.positions, graph.source), graph.shifts),
      gather(graph.positions, graph.target),
    );
    const length = norm(vectors, -1);
    const fade = norm(vectors, -1, { keepAxes: true });
    const kinds = mul(oneHot(graph.species, species, "float64"), Math.sqrt(species));
    const seen = {
      graph,
      kinds,
      harmonics: sphericalHarmonics(2, vectors, { normalization: "component" }),
      radial: mul(besselBasis(length, { cutoff }), polynomialCutoff(fade, cutoff)),
    };
    const first = interaction(
      "3x0e",
      [
        [0, 0, "0e"],
        [0, 1, "1o"],
        [0, 2, "2e"],
      ],
      { gates: "4x0e", gated: "2x1o+2x2e" },
    );
    const second = interaction(
      hidden,
      [
        [0, 0, "0e"],
        [0, 1, "1o"],
        [0, 2, "2e"],
        [1, 0, "1o"],
        [1, 1, "0e"],
        [1, 1, "2e"],
        [1, 2, "1o"],
        [2, 0, "2e"],
        [2, 1, "1o"],
        [2, 2, "0e"],
        [2, 2, "2e"],
      ],
      { gates: "4x0e", gated: "2x1o+2x2e" },
    );
    const third = interaction(
      hidden,
      [
        [0, 0, "0e"],
        [1, 1, "0e"],
        [2, 2, "0e"],
      ],
      { gates: "", gated: "" },
    );
    let x = irrepsLinear(`${species}x0e`, "3x0e").apply(parameters.embedding, kinds);
    x = first(parameters.layers[0], x, seen);
    x = second(parameters.layers[1], x, seen);
    x = third(parameters.layers[2], x, seen);
    const atoms = sum(irrepsLinear("3x0e", "1x0e").apply(parameters.readout, x), -1);
    // The radial moment is integrated by two rules of different fineness.
    expectClose(model.apply(parameters, graph), segmentSum(atoms, graph.graph, 2), 1e-5);
  });
});
