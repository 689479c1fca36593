import { encodeWeights } from "@erlangen/training";
import { ArgumentError } from "@erlangen/numerics";
import type { Tree } from "@erlangen/tensor";
import type { Output } from "../output.ts";
import { exportedModel } from "./exported-model.ts";
import type { ForceFieldRun } from "./force-field-run.ts";
import type { RunFolder } from "./run-folder.ts";

/** Writes the weights of a run, and the ONNX model where its frames allow one; says so where they do not. */
export async function writeModel<P extends Tree>(
  { folder, output }: { readonly folder: RunFolder; readonly output: Output },
  run: Pick<ForceFieldRun<P>, "config" | "data" | "field">,
  parameters: P,
): Promise<void> {
  await folder.write("weights.safetensors", encodeWeights(parameters));
  const model = modelOrReason(run, parameters);
  if (typeof model === "string") {
    await folder.remove("model.onnx");
    output.log(`model.onnx is not written: ${model}`);
    return;
  }
  await folder.write("model.onnx", model);
  const { train, validation, test } = run.data;
  const atoms = test[0].atomicNumbers;
  const alike = [...train, ...validation, ...test].every(
    ({ atomicNumbers }) => atomicNumbers.join() === atoms.join(),
  );
  if (!alike) {
    output.log(`model.onnx is for the ${atoms.length} atoms of the first test frame, in its order`);
  }
}

/** The bytes of the ONNX model, or why there is none. */
function modelOrReason<P extends Tree>(
  { config, data, field }: Pick<ForceFieldRun<P>, "config" | "data" | "field">,
  parameters: P,
): Uint8Array | string {
  try {
    return exportedModel(field, parameters, [...data.test, ...data.validation, ...data.train], {
      ...config.statistics,
      cutoff: config.model.cutoff,
      units: `${config.units.energy}, ${config.units.length}`,
    });
  } catch (error) {
    if (error instanceof ArgumentError) return error.message;
    throw error;
  }
}
