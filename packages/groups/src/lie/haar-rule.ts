import { gaussLegendre } from "@erlangen/numerics";
import type { HaarRule } from "../group/group.ts";
import { composeMatrices, rotationX, rotationY } from "../rotation/rotation-matrix.ts";
import { anglesToQuaternion } from "../rotation/quaternion.ts";
import { requireInteger } from "../group/require-integer.ts";

/** Equal weights on the turns of a circle by multiples of 2 pi / (degree + 1). */
export function circleRule<Element>(
  where: string,
  degree: number,
  turn: (angle: number) => Element,
): HaarRule<Element> {
  requireInteger(where, "degree", degree, { least: 0, most: 1e6 });
  const count = degree + 1;
  const elements = Array.from({ length: count }, (_, k) => turn((2 * Math.PI * k) / count));
  return { elements, weights: new Float64Array(count).fill(1 / count) };
}

/** Each node, and its product with a generator of the other component, at half the weight. */
export function doubledRule<Element>(
  rule: HaarRule<Element>,
  other: (g: Element) => Element,
): HaarRule<Element> {
  const half = Array.from(rule.weights, (weight) => weight / 2);
  return {
    elements: [...rule.elements, ...rule.elements.map(other)],
    weights: Float64Array.from([...half, ...half]),
  };
}

/**
 * Rotations R = Ry(alpha) Rx(beta) Ry(gamma): equal steps in alpha and gamma, Gauss-Legendre nodes in
 * cos(beta). Exact for Wigner matrices of degree at most `degree`.
 */
export function rotationRule(where: string, degree: number): HaarRule<Float64Array> {
  const { angles, weights } = eulerRule(where, degree);
  const elements = angles.map(([alpha, beta, gamma]) =>
    composeMatrices(composeMatrices(rotationY(alpha), rotationX(beta)), rotationY(gamma)),
  );
  return { elements, weights };
}

/** The same for unit quaternions, with alpha up to 4 pi; `degree` counts twice the spin. */
export function quaternionRule(where: string, degree: number): HaarRule<Float64Array> {
  const { angles, weights } = eulerRule(where, degree);
  const elements = angles.map(([alpha, beta, gamma]) =>
    Float64Array.from(anglesToQuaternion({ alpha: 2 * alpha, beta, gamma: 2 * gamma })),
  );
  return { elements, weights };
}

function eulerRule(
  where: string,
  degree: number,
): { readonly angles: (readonly [number, number, number])[]; readonly weights: Float64Array } {
  requireInteger(where, "degree", degree, { least: 0, most: 200 });
  const steps = degree + 1;
  const polar = gaussLegendre(Math.floor(degree / 2) + 1);
  const angles: [number, number, number][] = [];
  const weights: number[] = [];
  for (let a = 0; a < steps; a++) {
    for (let b = 0; b < polar.nodes.length; b++) {
      for (let c = 0; c < steps; c++) {
        const turn = (2 * Math.PI) / steps;
        angles.push([a * turn, Math.acos(polar.nodes[b]), c * turn]);
        weights.push(polar.weights[b] / (2 * steps * steps));
      }
    }
  }
  return { angles, weights: Float64Array.from(weights) };
}
