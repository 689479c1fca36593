import { ArgumentError } from "@erlangen/numerics";
import type { ForceFieldConfig } from "./force-field-config.ts";
import { checkpointName } from "./force-field-run.ts";
import { RunFolder } from "./run-folder.ts";
import type { RecipeOptions } from "./run-recipe.ts";

/**
 * Decides whether the run in the folder is gone on with; an unfinished one is never overwritten.
 *
 * @throws ArgumentError when the folder holds an unfinished run and nobody asked to resume it, or the run to resume was
 *   started with other settings.
 */
export async function prepareRunFolder(
  config: ForceFieldConfig,
  options: Pick<RecipeOptions, "folder" | "folderIsDefault" | "resume" | "output">,
): Promise<{ readonly folder: RunFolder; readonly resume: boolean }> {
  const folder = new RunFolder(options.folder);
  const started = await folder.has(checkpointName);
  const unfinished = started && !(await folder.has("metrics.json"));
  const same =
    started && JSON.stringify(await folder.readJson("config.json")) === JSON.stringify(config);
  if (unfinished && same && options.folderIsDefault && !options.resume) {
    options.output.log(`going on with the interrupted run in ${folder.path}`);
    return { folder, resume: true };
  }
  if (unfinished && !options.resume) {
    throw new ArgumentError(
      `train: expected a folder without an unfinished run, got ${folder.path}; ` +
        "go on with --resume and the same settings, name another folder with --out, or remove this one",
    );
  }
  if (started && options.resume && !same) {
    throw new ArgumentError(
      `train: expected the settings in ${folder.file("config.json")} with --resume, got others; ` +
        "resume with those, or name another folder with --out",
    );
  }
  if (!(started && options.resume)) {
    // Nothing of an older run is to be taken for a result of this one.
    await folder.remove(checkpointName, "weights.safetensors", "model.onnx", "report.html");
    await folder.writeJson("config.json", config);
  }
  await folder.remove("metrics.json");
  return { folder, resume: options.resume };
}
