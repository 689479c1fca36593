import { EngineError } from "@erlangen/numerics";
import type { Engine, FloatDType } from "@erlangen/tensor";
import { checkOperation, type Precision } from "./check-operation.ts";
import { elementwiseCases } from "./elementwise-cases.ts";
import { productCases } from "./product-cases.ts";
import { programCases } from "./program-cases.ts";
import { shapeCases } from "./shape-cases.ts";

/** What {@link conformance} accepts. */
export interface ConformanceOptions {
  /** The element type of the operands that are not integers or booleans. */
  readonly dtype: FloatDType;
  /**
   * How far results may be off, relative to the larger of 1 and their scale. Default: 1e-5 for float32, 1e-10 for
   * float64.
   */
  readonly tolerance?: number;
}

/** One thing that an engine must get right. */
export interface ConformanceCase {
  readonly name: string;
  /** Throws ErlangenError when a result is wrong, EngineError when the engine cannot run the program. */
  readonly run: (engine: Engine) => Promise<void>;
}

/**
 * The contract of engines, as a list of cases for any test runner.
 *
 * Each operation of the language over several shapes, size 0 and 1 among them: its value and first and second
 * derivatives against the host in float64. Then whole programs, with state carried over ten steps.
 *
 * ```ts
 * import { conformance } from "@erlangen/backends/conformance";
 * import { hostEngine } from "@erlangen/tensor";
 *
 * for (const { run } of conformance({ dtype: "float64" }).slice(0, 20)) await run(hostEngine);
 * ```
 */
export function conformance({ dtype, tolerance }: ConformanceOptions): readonly ConformanceCase[] {
  const precision: Precision = {
    dtype,
    tolerance: tolerance ?? (dtype === "float32" ? 1e-5 : 1e-10),
  };
  const operations = [...elementwiseCases, ...shapeCases, ...productCases].map((operation) => ({
    name: `${dtype} ${operation.name}`,
    run: (engine: Engine): Promise<void> => checkOperation(engine, operation, precision),
  }));
  const programs = programCases.map(({ name, check }) => ({
    name: `${dtype} ${name}`,
    run: (engine: Engine): Promise<void> => check(engine, precision),
  }));
  return [...operations, ...programs];
}

/** What an engine did with the cases. */
export interface ConformanceReport {
  readonly passed: readonly string[];
  readonly failed: readonly { readonly name: string; readonly error: unknown }[];
  /** Cases that the engine says it cannot run, and why. */
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

/**
 * Runs the cases on an engine, one after the other, and reports all of them by name.
 *
 * A case counts as skipped when the engine does not compute in `dtype`, or throws EngineError.
 */
export async function runConformance(
  engine: Engine,
  options: ConformanceOptions,
): Promise<ConformanceReport> {
  const passed: string[] = [];
  const failed: { name: string; error: unknown }[] = [];
  const skipped: { name: string; reason: string }[] = [];
  for (const { name, run } of conformance(options)) {
    if (!engine.dtypes.includes(options.dtype)) {
      skipped.push({ name, reason: `${engine.name} does not compute in ${options.dtype}` });
      continue;
    }
    try {
      await run(engine);
      passed.push(name);
    } catch (error) {
      if (error instanceof EngineError) skipped.push({ name, reason: error.message });
      else failed.push({ name, error });
    }
  }
  return { passed, failed, skipped };
}
