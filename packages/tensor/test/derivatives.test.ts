import * as functions from "@erlangen/tensor/functions";
import * as primitives from "@erlangen/tensor/primitives";
import { describe, expect, it } from "vitest";
import type { CaseMaker } from "./derivative-cases/case.ts";
import { elementwiseFunctions } from "./derivative-cases/elementwise-functions.ts";
import { multiplyingFunctions } from "./derivative-cases/multiplying-functions.ts";
import { placingFunctions } from "./derivative-cases/placing-functions.ts";
import { primitives as primitiveCases } from "./derivative-cases/primitives.ts";
import { reducingFunctions } from "./derivative-cases/reducing-functions.ts";
import { segmentFunctions } from "./derivative-cases/segment-functions.ts";
import { expectDerivatives } from "./derivative-check.ts";
import { forDraws } from "./draw.ts";

const functionCases: Readonly<Record<string, CaseMaker>> = {
  ...elementwiseFunctions,
  ...multiplyingFunctions,
  ...placingFunctions,
  ...reducingFunctions,
  ...segmentFunctions,
};

/** Functions without derivatives: they make tensors, or their results are no floats. */
const withoutDerivative = [
  "all",
  "allFinite",
  "any",
  "arange",
  "argMax",
  "argMin",
  "argsort",
  "equal",
  "eye",
  "full",
  "greater",
  "greaterEqual",
  "less",
  "lessEqual",
  "linspace",
  "logicalAnd",
  "logicalNot",
  "logicalOr",
  "notEqual",
  "oneHot",
  "ones",
  "onesLike",
  "zeros",
  "zerosLike",
];

/** Primitives without derivatives. */
const withoutRule = [
  "argMax",
  "argsort",
  "equal",
  "less",
  "lessEqual",
  "logicalAnd",
  "logicalNot",
  "logicalOr",
  "stopGradient",
];

function checkAll(cases: Readonly<Record<string, CaseMaker>>): void {
  for (const [name, make] of Object.entries(cases)) {
    it(name, () => {
      forDraws((draw) => {
        const { f, inputs } = make(draw);
        expectDerivatives(f, inputs, draw.random.split("directions"));
      });
    });
  }
}

describe("every primitive agrees with central differences in first and second order", () => {
  checkAll(primitiveCases);

  it("and no primitive is left out", () => {
    const names = Object.entries(primitives)
      .filter(([, value]) => typeof value === "object" && "vjp" in value)
      .map(([name]) => name);
    expect(names.toSorted()).toEqual([...Object.keys(primitiveCases), ...withoutRule].toSorted());
  });
});

describe("every function agrees with central differences in first and second order", () => {
  checkAll(functionCases);

  it("and no function is left out", () => {
    const names = Object.entries(functions)
      .filter(([, value]) => typeof value === "function")
      .map(([name]) => name);
    expect(names.toSorted()).toEqual(
      [...Object.keys(functionCases), ...withoutDerivative].toSorted(),
    );
  });
});
