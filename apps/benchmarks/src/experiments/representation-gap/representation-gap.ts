import { native } from "@erlangen/backends/native";
import type { Experiment } from "../experiment.ts";
import { finiteGroups, manifoldDimensions, quotientDimensions } from "./dimensions.ts";
import { exactValues, torusPrefactors } from "./exact-values.ts";
import { generalization, idealGeneration, optimalOutputs } from "./generation.ts";
import { mnistDimensions } from "./mnist.ts";

/** The representation gap: exact values, leading coefficients, dimensions, quotients, the ideal equivariant generator. */
export const representationGapExperiment: Experiment = {
  id: "representation-gap",
  title:
    "gap against exact values, dimensions of manifolds and quotients, the ideal denoiser, MNIST",
  paper:
    "Perera, Moura, dos Santos, Haddad, Figueiredo, «Representation gap», 2026, arXiv 2605.21692",
  seed: 0,
  async *run(context) {
    const engine = await native();
    try {
      yield* exactValues(context);
      yield* torusPrefactors(context);
      yield* manifoldDimensions(context, engine);
      yield* mnistDimensions(context, engine);
      yield* quotientDimensions(context);
      yield* finiteGroups(context);
      yield* idealGeneration(context);
      yield* generalization(context);
      yield* optimalOutputs(context);
    } finally {
      engine.dispose();
    }
  },
};
