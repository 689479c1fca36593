import { readFile } from "node:fs/promises";
import { compareCases, type BenchCase } from "@erlangen/benchmarks/suites";
import { ArgumentError } from "@erlangen/numerics";
import { textTable, type Output } from "../output.ts";

/** Prints two saved runs side by side. */
export async function printComparison(
  [before, after]: readonly [before: string, after: string],
  output: Output,
): Promise<void> {
  const { compared, onlyBefore, onlyAfter } = compareCases(
    await readCases(before),
    await readCases(after),
  );
  const rows = compared.map(({ suite, name, engine, beforeMs, afterMs, ratio, isClear }) => [
    `${suite}  ${name}  ${engine}`,
    beforeMs.toFixed(2),
    afterMs.toFixed(2),
    ratio.toFixed(3),
    isClear ? (ratio < 1 ? "faster" : "slower") : "",
  ]);
  output.print(textTable([["", "before ms", "after ms", "after / before", ""], ...rows]));
  for (const key of onlyBefore) output.print(`only before  ${key}`);
  for (const key of onlyAfter) output.print(`only after   ${key}`);
  output.result({ compared, onlyBefore, onlyAfter });
}

async function readCases(path: string): Promise<readonly BenchCase[]> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw new ArgumentError(
      `bench: expected ${path} to be a result of \`bench --out\`, got: ${String(cause instanceof Error ? cause.message : cause)}`,
      { cause },
    );
  }
  const { cases } = (parsed ?? {}) as { readonly cases?: unknown };
  if (Array.isArray(cases) && cases.every(isCase)) return cases;
  throw new ArgumentError(
    `bench: expected ${path} to hold a list of cases, as \`bench --out\` writes it, got none`,
  );
}

function isCase(value: unknown): value is BenchCase {
  if (typeof value !== "object" || value === null) return false;
  const { suite, name, engine, medianMs, minMs, maxMs } = value as Partial<BenchCase>;
  return (
    [suite, name, engine].every((text) => typeof text === "string") &&
    [medianMs, minMs, maxMs].every((ms) => typeof ms === "number")
  );
}
