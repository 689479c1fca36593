import { ArgumentError } from "@erlangen/numerics";

/**
 * Refuses anything but a degree: an integer l >= 0.
 *
 * @param where - Name of the public function, for the message.
 * @param name - Name of the argument, for the message.
 * @param value - What the caller passed.
 * @throws ArgumentError when `value` is no non-negative safe integer.
 */
export function assertDegree(where: string, name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new ArgumentError(
      `${where}: expected ${name} to be an integer >= 0, got ${String(value)}`,
    );
  }
}
