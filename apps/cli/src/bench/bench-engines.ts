import { useDevice } from "@erlangen/backends/devices";
import { native } from "@erlangen/backends/native";
import type { NamedEngine } from "@erlangen/benchmarks/suites";
import { hostEngine } from "@erlangen/tensor";

/** ONNX Runtime with tensor products composed of matrix products instead of our fused kernels. */
const composed = "native-cpu-composed";

/** Engines that stand beside each other unless others are named. */
export const defaultEngines: readonly string[] = ["native-cpu", "wasm"];

/**
 * Opens engines by the names of `erlangen devices`, or `native-cpu-composed`.
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
      const engine =
        name === composed
          ? await native({ threads, fusedKernels: false })
          : await useDevice(name, { threads });
      engines.push({ name, engine });
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
