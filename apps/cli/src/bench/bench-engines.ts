import { useDevice } from "@erlangen/backends/devices";
import type { NamedEngine } from "@erlangen/benchmarks/suites";
import { hostEngine } from "@erlangen/tensor";

/** Engines that stand beside each other unless others are named. */
export const defaultEngines: readonly string[] = ["native-cpu"];

/**
 * Opens engines by the names of `erlangen devices`.
 *
 * @throws EngineError when one of them is not available, ArgumentError when a name is unknown.
 */
export async function openEngines(
  names: readonly string[],
  threads: number,
): Promise<readonly NamedEngine[]> {
  const engines: NamedEngine[] = [];
  try {
    for (const name of names) {
      engines.push({ name, engine: await useDevice(name, { threads }) });
    }
    return engines;
  } catch (failure) {
    closeEngines(engines);
    throw failure;
  }
}

/** Gives engines back. */
export function closeEngines(engines: readonly NamedEngine[]): void {
  for (const { engine } of engines) if (engine !== hostEngine) engine.dispose();
}
