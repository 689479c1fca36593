import { Random } from "@erlangen/numerics";
import { native } from "@erlangen/backends/native";
import {
  assertEquivariant,
  countParameters,
  forceField,
  fullyConnectedTensorProduct,
  nequip,
} from "@erlangen/layers";
import { compile, grad, square, sum, tensor, type Tensor } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { expectClose } from "./closeness.ts";
import { drawnGraph } from "./message-passing/atomic-graphs.ts";

describe("a tour of the layers", () => {
  it("builds a layer whose output is known before any number exists", async () => {
    const product = fullyConnectedTensorProduct("4x0e + 2x1o", "1x0e + 1x1o", "3x0e + 3x1o");
    expect(product.output.toString()).toBe("3x0e+3x1o");

    // Parameters are a plain object that lives outside of the layer.
    const random = Random.fromSeed(0);
    const parameters = product.init(random.split("product"));
    expect(countParameters(parameters)).toBe(product.weightCount);

    const x = tensor(random.normal(20), [2, 10], "float32");
    const y = tensor(random.normal(8), [2, 4], "float32");
    expect(product.apply(parameters, x, y).shape).toEqual([2, 12]);

    // The promise, at random rotations and reflections.
    await assertEquivariant(product, { random });
  });

  it("predicts energies and forces of molecules, and trains through them", async () => {
    const random = Random.fromSeed(1);
    const graph = drawnGraph(random, { dtype: "float32" });
    const model = forceField(
      nequip({ species: 2, cutoff: 2.5, averageNeighbors: 4, hidden: "4x0e + 4x1o" }),
    );
    const parameters = model.init(random);
    const { energy, forces } = model.apply(parameters, graph);
    expect([energy.shape, forces.shape]).toEqual([[2], [10, 3]]);

    // The gradient of a loss on forces is a second derivative; the compiled program agrees with the host.
    const loss = (p: typeof parameters): Tensor => sum(square(model.apply(p, graph).forces));
    const engine = await native();
    const compiled = compile(grad(loss), { engine });
    const [host, device] = [grad(loss)(parameters), await compiled(parameters)];
    expectClose(device.readout.weight, host.readout.weight, 1e-4);
    compiled.dispose();
    engine.dispose();
  });
});
