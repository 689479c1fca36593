import { cyclicGroup, symmetricGroup } from "@erlangen/groups";
import { actionError } from "@erlangen/metrics";
import { ArgumentError, Random, ShapeError } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";

const s5 = symmetricGroup(5);
const random = Random.fromSeed(3);
const permute = (g: number, x: Float64Array): Float64Array => {
  const image = s5.permutation(g);
  const moved = new Float64Array(x.length);
  x.forEach((value, i) => {
    moved[image[i]] = value;
  });
  return moved;
};
const fixed = (_g: number, y: Float64Array): Float64Array => y;
const five = (stream: Random): Float64Array => stream.normal(5);

describe("actionError", () => {
  it("is 0 for what commutes and 1 for what a permutation moves", async () => {
    const options = {
      input: permute,
      output: permute,
      elements: s5.elements,
      inputs: five,
      random,
    };
    const centred = await actionError((x: Float64Array) => {
      const mean = x.reduce((a, b) => a + b) / 5;
      return x.map((value) => value - mean);
    }, options);
    expect(centred.error).toBeLessThan(1e-15);
    expect(centred.elements).toBe(120);
    const pinned = await actionError(() => Float64Array.of(1, 0, 0, 0, 0), options);
    expect(pinned.error).toBe(1);
    expect(s5.permutation(pinned.worst.element)[0]).not.toBe(0);
    expect(pinned.holds(0.9)).toBe(false);
  });

  it("finds a planted error with its size, at the output that has it", async () => {
    const f = ({ a, b }: { a: Float64Array; b: Float64Array }) => ({
      sum: Float64Array.of(a.reduce((p, q) => p + q) * b[0]),
      max: Float64Array.of(Math.max(...a) + 1e-3 * a[0]),
    });
    const found = await actionError(f, {
      input: { a: permute, b: fixed },
      output: { sum: fixed, max: fixed },
      elements: (stream) => s5.sample(stream),
      count: 300,
      inputs: (stream) => ({ a: five(stream), b: stream.normal(1) }),
      random,
    });
    expect(found.elements).toBe(300);
    expect(found.worst.output).toBe("max");
    expect(found.error).toBeGreaterThan(5e-4);
    expect(found.error).toBeLessThan(3e-3);
    expect(found.outputs["sum"]).toBeLessThan(1e-13);
  });

  it("names what is missing or not finite", async () => {
    const c2 = cyclicGroup(2);
    const options = { input: fixed, output: fixed, elements: c2.elements, inputs: five, random };
    await expect(actionError((x) => x, { ...options, elements: [] })).rejects.toThrow(
      new ArgumentError("actionError: expected at least one element, got 0"),
    );
    await expect(actionError(() => Float64Array.of(1), { ...options, input: {} })).rejects.toThrow(
      "actionError: expected an action on the input, or actions by name, got none",
    );
    await expect(actionError((x) => x.map(() => NaN), options)).rejects.toThrow(
      'actionError: expected output "output" to hold finite numbers, got NaN at index 0',
    );
    await expect(
      actionError(() => ({}) as { y: Float64Array }, {
        ...options,
        output: { y: fixed },
      }),
    ).rejects.toThrow('actionError: expected output "y" as a Float64Array that is not empty');
    let calls = 0;
    await expect(actionError(() => new Float64Array(++calls), options)).rejects.toThrow(ShapeError);
  });
});
