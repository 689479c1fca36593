import { writeFileAtomically } from "@erlangen/data/files";
import { Command } from "commander";
import { withGlobalOptions, type GlobalOptions } from "../global-options.ts";
import { processOutput } from "../output.ts";
import { RunFolder } from "../recipes/run-folder.ts";

/** `erlangen export RUN MODEL.onnx`: the trained model of a run as an ONNX file. */
export function exportCommand(): Command {
  return withGlobalOptions(
    new Command("export")
      .description("write the model of a training run as an ONNX file")
      .argument("<run>", "folder of a training run")
      .argument("<model>", "file to write, such as model.onnx"),
  ).action(async (run: string, model: string, { json }: GlobalOptions) => {
    const output = processOutput(json);
    const bytes = await new RunFolder(run).readBytes("model.onnx");
    await writeFileAtomically(model, bytes);
    output.print(`${model}  ${(bytes.length / 1e6).toFixed(2)} MB`);
    output.result({ model, bytes: bytes.length });
  });
}
