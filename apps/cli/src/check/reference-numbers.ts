import { ArgumentError } from "@erlangen/numerics";
import { sizeOf } from "@erlangen/tensor";

/**
 * Reads the numbers of a typical input, which a model may carry as metadata: a JSON array, nested or not.
 *
 * @throws ArgumentError when the text is something else.
 */
export function parseReference(key: string, text: string | undefined): Float64Array | undefined {
  if (text === undefined) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  const numbers: readonly unknown[] = Array.isArray(parsed) ? parsed.flat(Infinity) : [];
  if (areNumbers(numbers)) return Float64Array.from(numbers);
  throw new ArgumentError(
    `check: expected metadata ${key} to be a JSON array of numbers, got ${text.slice(0, 40)}`,
  );
}

/** Checks that reference numbers fill a shape. */
export function requireFit(
  key: string,
  shape: readonly number[],
  reference: Float64Array | undefined,
): void {
  if (reference === undefined) return;
  if (shape.every(Number.isInteger) && sizeOf(shape) === reference.length) return;
  throw new ArgumentError(
    `check: expected metadata ${key} to fit shape [${shape.join(", ")}], got ${reference.length} numbers`,
  );
}

function areNumbers(list: readonly unknown[]): list is readonly number[] {
  return list.length > 0 && list.every((value) => Number.isFinite(value));
}
