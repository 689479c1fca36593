import { ErlangenError } from "@erlangen/numerics";
import { formatShape, isFloat, type Tensor } from "@erlangen/tensor";

/**
 * Checks one result of an engine against the host.
 *
 * Floats may differ by `tolerance` times the larger of 1 and the largest expected number; integers and booleans not
 * at all. NaN agrees with NaN, an infinity with itself.
 *
 * @throws ErlangenError that says where they differ most.
 */
export function expectAgreement(
  name: string,
  { actual, expected, tolerance }: { actual: Tensor; expected: Tensor; tolerance: number },
): void {
  if (actual.shape.join() !== expected.shape.join()) {
    throw new ErlangenError(
      "engine",
      `conformance: expected ${name} of shape ${formatShape(expected.shape)}, got ${formatShape(actual.shape)}`,
    );
  }
  if (isFloat(actual.dtype) ? !isFloat(expected.dtype) : actual.dtype !== expected.dtype) {
    throw new ErlangenError(
      "engine",
      `conformance: expected ${name} of ${expected.dtype}, got ${actual.dtype}`,
    );
  }
  let scale = 1;
  for (const value of expected.data) {
    if (Number.isFinite(value)) scale = Math.max(scale, Math.abs(value));
  }
  const allowed = isFloat(actual.dtype) ? tolerance * scale : 0;
  let worst = -1;
  let worstError = allowed;
  for (let i = 0; i < expected.size; i++) {
    if (Object.is(actual.data[i], expected.data[i])) continue;
    const difference = Math.abs(actual.data[i] - expected.data[i]);
    const error = Number.isNaN(difference) ? Infinity : difference;
    if (error > worstError) {
      worst = i;
      worstError = error;
    }
  }
  if (worst < 0) return;
  throw new ErlangenError(
    "engine",
    `conformance: expected ${name} to agree within ${allowed}, got ${actual.data[worst]} ` +
      `for ${expected.data[worst]} at element ${worst}`,
  );
}
