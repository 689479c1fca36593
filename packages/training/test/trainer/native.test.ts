import { native } from "@erlangen/backends/native";
import { lennardJonesFrames } from "@erlangen/data";
import { forceField, nequip } from "@erlangen/layers";
import { Random } from "@erlangen/numerics";
import { hostEngine, type Engine } from "@erlangen/tensor";
import { adam, constantRate, Trainer } from "@erlangen/training";
import {
  atomicExamples,
  energyScaleOf,
  forceFieldObjective,
} from "@erlangen/training/force-fields";
import { expect, it } from "vitest";
import { relativeError, steps32 } from "../tolerances.ts";

it("a force field takes the same steps on ONNX Runtime as on the host", async () => {
  const random = Random.fromSeed(0);
  const frames = lennardJonesFrames({ atoms: 4, frames: 8, random: random.split("frames") });
  const { shifts, scale } = energyScaleOf(frames, [18]);
  const examples = atomicExamples(frames, { cutoff: 2.5, species: [18], shifts, batchSize: 4 });
  const { averageNeighbors } = examples;
  const field = forceField(
    nequip({ species: 1, cutoff: 2.5, averageNeighbors, hidden: "4x0e + 2x1o", layers: 2 }),
  );
  const lossesOn = async (engine: Engine): Promise<number[]> => {
    const { history } = await new Trainer({
      parameters: field.init(random.split("weights")),
      objective: forceFieldObjective(field, { scale }),
      examples,
      batchSize: 4,
      epochs: 5,
      optimizer: adam(),
      schedule: constantRate(1e-3),
      random: random.split("training"),
      averageDecay: 0.9,
      engine,
    }).fit();
    return history.map(({ training }) => training["loss"]);
  };
  const host = await lossesOn(hostEngine);
  expect(relativeError(await lossesOn(await native()), host)).toBeLessThan(steps32);
  expect(host[4]).toBeLessThan(host[0]);
});
