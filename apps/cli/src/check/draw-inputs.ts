import type { Random } from "@erlangen/numerics";
import type { Arrays } from "./check-model.ts";
import type { CheckedInput, ModelSignature } from "./model-signature.ts";

/** A random input of a model, rounded to its element type, so that rounding is no part of f(x). */
export function drawInputs<Action>(
  { inputs }: ModelSignature<Action>,
  scale: number | undefined,
  random: Random,
): Arrays {
  return Object.fromEntries(
    Array.from(inputs, ([name, input]) => [name, drawInput(input, scale, random.split(name))]),
  );
}

function drawInput<Action>(
  { shape, dtype, reference }: CheckedInput<Action>,
  scale: number | undefined,
  random: Random,
): Float64Array {
  const size = shape.reduce((product, length) => product * length, 1);
  const deviation = scale ?? (reference === undefined ? 1 : 0.1);
  const drawn = random.normal(size).map((z, i) => (reference?.[i] ?? 0) + deviation * z);
  return dtype === "float32" ? Float64Array.from(drawn, Math.fround) : drawn;
}
