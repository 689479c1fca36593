import { describe, expect, it } from "vitest";
import { add, grad, mul, neg, sum, tanh, tensor, trace, vjp, type Tensor } from "@erlangen/tensor";

/** Energy and force of a chain of nonlinear layers, as a force field has them. */
function energyAndForce(weight: Tensor, x: Tensor): { energy: Tensor; force: Tensor } {
  const { value, pullback } = vjp((at: Tensor) => {
    let y = at;
    for (let layer = 0; layer < 4; layer++) y = tanh(mul(y, weight));
    return sum(y);
  }, x);
  return { energy: value, force: neg(pullback(tensor(1, [], "float64"))) };
}

describe("vjp", () => {
  it("gives value and pullback of one forward pass, so that a derivative walks back through it once", () => {
    const weight = tensor([0.5, -0.3], undefined, "float64");
    const x = tensor([0.1, 0.2], undefined, "float64");
    const tangents = (loss: (energy: Tensor, force: Tensor) => Tensor): number => {
      const { graph } = trace(
        grad((w: Tensor) => {
          const { energy, force } = energyAndForce(w, x);
          return loss(energy, force);
        }),
        [weight],
      );
      return graph.values.filter((value) => value.kind === "application").length;
    };
    const forces = tangents((_, force) => sum(mul(force, force)));
    const both = tangents((energy, force) => add(sum(mul(force, force)), energy));
    // The energy adds its cotangent where the walk begins, and nothing on the way.
    expect(both).toBeLessThan(forces + 4);
  });

  it("keeps second derivatives of both right", () => {
    const x = tensor([0.1, 0.2], undefined, "float64");
    const loss = (w: Tensor): Tensor => {
      const { energy, force } = energyAndForce(w, x);
      return add(sum(mul(force, force)), mul(energy, energy));
    };
    const at = [0.5, -0.3];
    const slope = grad(loss)(tensor(at, undefined, "float64"));
    at.forEach((value, i) => {
      const shifted = (by: number): number =>
        loss(
          tensor(
            at.map((w, j) => (i === j ? value + by : w)),
            undefined,
            "float64",
          ),
        ).item();
      expect(slope.data[i]).toBeCloseTo((shifted(1e-5) - shifted(-1e-5)) / 2e-5, 8);
    });
  });
});
