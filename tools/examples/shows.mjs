// What the assertions in executed examples call at run time.

import { inspect } from "node:util";

/** A number known to a number of printed digits. */
class Near {
  /**
   * @param {number} value
   * @param {number} tolerance - Half a unit of the last printed digit.
   */
  constructor(value, tolerance) {
    this.value = value;
    this.tolerance = tolerance;
  }

  [inspect.custom]() {
    return `${this.value} (± ${this.tolerance})`;
  }
}

/**
 * @param {number} value
 * @param {number} tolerance
 */
export function near(value, tolerance) {
  return new Near(value, tolerance);
}

/**
 * Throws unless `actual` is what the example says.
 *
 * An expected array fits an array or a typed array; an expected object fits one with the same own keys.
 *
 * @param {unknown} actual
 * @param {unknown} expected - Values whose inexact numbers are wrapped by {@link near}.
 * @param {string} place - File and line of the example.
 */
export function shows(actual, expected, place) {
  if (fits(actual, expected)) return;
  throw new Error(`${place}: expected ${print(expected)}, got ${print(actual)}`);
}

/**
 * Throws unless `run` throws an error whose `name: message` contains `expected`.
 *
 * @param {() => unknown} run
 * @param {string} expected
 * @param {string} place - File and line of the example.
 */
export async function showsError(run, expected, place) {
  let actual = "no error";
  try {
    await run();
  } catch (error) {
    actual = error instanceof Error ? `${error.name}: ${error.message}` : print(error);
    if (actual.includes(expected)) return;
  }
  throw new Error(`${place}: expected an error with "${expected}", got ${actual}`);
}

/**
 * @param {unknown} actual
 * @param {unknown} expected
 * @returns {boolean}
 */
function fits(actual, expected) {
  if (expected instanceof Near) {
    // Rounding of the decimal literals themselves must not decide.
    const slack = 4 * Number.EPSILON * Math.abs(expected.value);
    return (
      typeof actual === "number" && Math.abs(actual - expected.value) <= expected.tolerance + slack
    );
  }
  if (typeof expected !== "object" || expected === null) {
    return actual === expected || (Number.isNaN(actual) && Number.isNaN(expected));
  }
  if (typeof actual !== "object" || actual === null) return false;
  if (Array.isArray(expected)) {
    const values =
      ArrayBuffer.isView(actual) && !(actual instanceof DataView) ? [...typed(actual)] : actual;
    return (
      Array.isArray(values) &&
      values.length === expected.length &&
      expected.every((value, i) => fits(values[i], value))
    );
  }
  const wanted = Object.entries(expected);
  const found = new Map(Object.entries(actual));
  return (
    found.size === wanted.length && wanted.every(([key, value]) => fits(found.get(key), value))
  );
}

/**
 * @param {ArrayBufferView} view
 * @returns {Iterable<unknown>}
 */
function typed(view) {
  return /** @type {Iterable<unknown>} */ (/** @type {unknown} */ (view));
}

/** @param {unknown} value */
function print(value) {
  return inspect(value, { depth: 6, breakLength: 100, maxArrayLength: 50 });
}
