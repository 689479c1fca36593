import { wasm } from "@erlangen/backends/wasm";
import { Random } from "@erlangen/numerics";
import { forceField, nequip } from "@erlangen/layers";
import {
  add,
  compileStep,
  flatten,
  hostEngine,
  mapTree,
  mean,
  mul,
  square,
  sub,
  valueAndGrad,
  type Tensor,
} from "@erlangen/tensor";
import { expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { drawnGraph } from "./atomic-graphs.ts";

/** Four steps in float32 through second derivatives, relative to the largest number of a tensor. */
const tolerance = 1e-4;

it("trains NequIP on energies and forces in WebAssembly alone as the host does", async () => {
  const engine = await wasm();
  const random = Random.fromSeed(11);
  const options = { species: 2, cutoff: 2.5, averageNeighbors: 4, layers: 2 };
  const field = forceField(nequip({ ...options, hidden: "8x0e + 4x1o + 4x2e" }));
  const initial = field.init(random.split("parameters"), { dtype: "float32" });
  const graph = drawnGraph(random, { dtype: "float32", padding: 3 });
  type Parameters = typeof initial;
  const slope = valueAndGrad((parameters: Parameters, positions: Tensor) => {
    const { energy, forces } = field.apply(parameters, { ...graph, positions });
    return add(mean(square(energy)), mean(square(forces)));
  });
  const step = (parameters: Parameters, positions: Tensor): [Parameters, Tensor] => {
    const [loss, gradient] = slope(parameters, positions);
    const { leaves: changes } = flatten("step", gradient);
    return [mapTree(parameters, (weight, i) => sub(weight, mul(changes[i], 0.002))), loss];
  };
  const own = compileStep(step, initial, { engine });
  const reference = compileStep(step, initial, { engine: hostEngine });
  const losses: number[] = [];
  for (let i = 0; i < 4; i++) {
    const loss = await own.step(graph.positions);
    expectClose(loss, await reference.step(graph.positions), tolerance);
    losses.push(loss.item());
  }
  expect(losses.toSorted((a, b) => b - a)).toEqual(losses);
  const [trained, expected] = [await own.read(), await reference.read()].map(
    (state) => flatten("state", state).leaves,
  );
  trained.forEach((weight, i) => expectClose(weight, expected[i], tolerance));
  own.dispose();
  reference.dispose();
  await new Promise(setImmediate);
  expect(engine.liveBuffers).toBe(0);
});
