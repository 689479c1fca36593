import type { Irreps } from "@erlangen/groups";
import { Random } from "@erlangen/numerics";
import {
  activation,
  assertEquivariant,
  elementwiseTensorProduct,
  extract,
  fullTensorProduct,
  fullyConnectedTensorProduct,
  gate,
  irrepsBatchNorm,
  irrepsLayerNorm,
  irrepsLinear,
  irrepsNorm,
  normActivation,
  sphericalHarmonics,
  tensorProduct,
  tensorSquare,
  type CheckedLayer,
} from "@erlangen/layers";
import { Irreps as irrepsOf } from "@erlangen/groups";
import {
  mul,
  sigmoid,
  sum,
  tensor,
  type ConnectionMode,
  type Tensor,
  type Tree,
} from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { expectDerivatives } from "../central-differences.ts";

type Checked = CheckedLayer<Tree, Float64Array>;

interface LayerCase {
  readonly name: string;
  readonly layer: Checked;
}

/** The layer with its types forgotten: the laws draw parameters and inputs from the layer itself. */
function row(name: string, layer: unknown): LayerCase {
  return { name, layer: layer as Checked };
}

const mixed = "2x0e + 2x0o + 2x1o + 1x1e + 1x2e";

function byMode(mode: ConnectionMode, output: string): LayerCase {
  const left = mode === "uvv" ? "3x1o" : "2x1o";
  const right = mode === "uvw" || mode === "uvuv" || mode === "uvv" ? "3x2e" : "2x1o";
  return row(
    `tensor product ${mode}`,
    tensorProduct({ left, right, output }, [
      { left: 0, right: 0, output: 0, mode, hasWeight: true },
    ]),
  );
}

const batchNorm = irrepsBatchNorm(mixed);

const cases: readonly LayerCase[] = [
  row("linear", irrepsLinear(mixed, "3x0e + 3x1o + 2x2e + 1x3o", { biases: true })),
  byMode("uvw", "4x3o"),
  byMode("uvu", "2x1e"),
  byMode("uvv", "3x2o"),
  byMode("uuw", "3x2e"),
  byMode("uuu", "2x0e"),
  byMode("uvuv", "6x2o"),
  byMode("uvu<v", "1x1e"),
  byMode("u<vw", "3x1e"),
  row("fully connected product", fullyConnectedTensorProduct(mixed, "1x0e+1x1o+1x2e", mixed)),
  row("product with scalars", fullyConnectedTensorProduct(mixed, "3x0e", mixed)),
  row("product with external weights", {
    ...fullyConnectedTensorProduct("1x1o", "1x1o", "2x0e+1x2e", { weights: "external" }),
  }),
  row("full product", fullTensorProduct("1x0o+2x1o", "1x1o+1x2e")),
  row("elementwise product", elementwiseTensorProduct("2x0e+1x1o", "1x1o+2x2e")),
  row("tensor square", tensorSquare("1x0e+2x1o+1x2e")),
  row("weighted tensor square", tensorSquare("1x0e+2x1o", { output: "2x0e+2x2e" })),
  row("activation", activation("2x0e + 2x0o + 1x0o", ["silu", "tanh", "abs"])),
  row(
    "gate",
    gate({
      scalars: "2x0e + 1x0o",
      scalarActivations: ["silu", "tanh"],
      gates: "2x0e + 1x0o",
      gateActivations: ["sigmoid", "tanh"],
      gated: "2x1o + 1x2e",
    }),
  ),
  row("norm", irrepsNorm(mixed)),
  row("norm activation", normActivation(mixed, sigmoid, { bias: true })),
  row("layer norm", irrepsLayerNorm("5x0e + 2x0o + 2x1o + 2x2e")),
  row("batch norm", {
    ...batchNorm,
    apply: (parameters: Tree, x: Tensor) =>
      batchNorm.train(
        parameters as Record<string, Tensor>,
        x,
        batchNorm.initState({ dtype: x.dtype === "float64" ? "float64" : "float32" }),
      ).output,
  }),
  row("extract", extract(mixed, [2, 0])),
  row("spherical harmonics", {
    input: [irrepsOf.parse("1o")],
    output: irrepsOf.sphericalHarmonics(4),
    init: () => ({}),
    apply: (_: Tree, x: Tensor) => sphericalHarmonics(4, x),
  }),
];

describe.each(cases)("$name", ({ layer }) => {
  it("commutes with rotations and reflections, in float32 and float64", async () => {
    const random = Random.fromSeed(11);
    const single = await assertEquivariant(layer, { random, elements: 20 });
    expect(single.error).toBeLessThan(1e-5);
    const double = await assertEquivariant(layer, { random, elements: 20, dtype: "float64" });
    expect(double.error).toBeLessThan(1e-12);
  });

  it("has first and second derivatives that agree with central differences", () => {
    const random = Random.fromSeed(12);
    const parameters = layer.init(random.split("parameters"), { dtype: "float64" });
    const draw = (irreps: Irreps, k: number): Tensor =>
      tensor(
        random
          .split("x")
          .split(k)
          .normal(2 * irreps.dim),
        [2, irreps.dim],
      );
    const inputs = layer.input.map((irreps, k) => draw(irreps as Irreps, k));
    const weights = tensor(random.split("cotangent").normal(2 * layer.output.dim), [
      2,
      layer.output.dim,
    ]);
    const f = (point: { parameters: Tree; inputs: readonly Tensor[] }): Tensor =>
      sum(mul(layer.apply(point.parameters, ...point.inputs) as Tensor, weights));
    expectDerivatives(f, { parameters, inputs }, random);
  });
});
