import { writeFileAtomically } from "@erlangen/data/files";
import { ArgumentError } from "@erlangen/numerics";
import { Command } from "commander";
import { describeFailures, type FailureSummary } from "../failures/describe-failures.ts";
import { failuresReport } from "../failures/failures-report.ts";
import { readCaptions, readFailureArrays } from "../failures/read-failure-arrays.ts";
import { integerOption, withGlobalOptions, type GlobalOptions } from "../global-options.ts";
import { processOutput, textTable, type Output } from "../output.ts";

interface FailuresOptions extends GlobalOptions {
  readonly trainEmb: string | undefined;
  readonly captions: string | undefined;
  readonly reference: string | undefined;
  readonly captionTexts: string | undefined;
  readonly compat: boolean;
  readonly top: number;
  readonly report: string | undefined;
}

/** `erlangen failures EMB LABELS CORRECT`: along which direction of an embedding a model fails, class by class. */
export function failuresCommand(): Command {
  return withGlobalOptions(
    new Command("failures")
      .description("find the directions of an embedding along which a model fails, class by class")
      .argument("<embeddings>", ".npy, .npz:name or .csv: embeddings [samples, features]")
      .argument("<labels>", "true labels, integers [samples]")
      .argument("<correct>", "1 or true where the model was right, 0 or false elsewhere [samples]")
      .option("--train-emb <file>", "embeddings of the training set, for the whitening")
      .option("--captions <file>", "text embeddings of captions [captions, features]")
      .option(
        "--reference <file>",
        "text embedding of the class name: one row, or one for each label in increasing order",
      )
      .option("--caption-texts <file>", "the captions, one on a line")
      .option("--compat", "score captions as the authors' code does", false)
      .option("--top <n>", "extreme samples and captions to name", integerOption("top", 1), 10)
      .option("--report <file>", "write an HTML page with plots"),
  ).action(
    async (embeddings: string, labels: string, correct: string, options: FailuresOptions) => {
      const { captions, reference, captionTexts: texts, report, trainEmb } = options;
      if ((captions === undefined) !== (reference === undefined)) {
        throw new ArgumentError(
          "failures: expected --captions and --reference together, got only one of them",
        );
      }
      if (texts !== undefined && captions === undefined) {
        throw new ArgumentError("failures: expected --captions with --caption-texts, got none");
      }
      const output = processOutput(options.json);
      const samples = await readFailureArrays({
        embeddings,
        labels,
        correct,
        trainEmbeddings: trainEmb,
      });
      const found = await describeFailures(samples, {
        top: options.top,
        compat: options.compat,
        captions: async (shape) =>
          captions === undefined || reference === undefined
            ? undefined
            : readCaptions({ captions, reference, texts }, shape),
      });
      printFailures(output, found);
      if (report !== undefined) {
        await writeFileAtomically(report, [await failuresReport(embeddings, samples, found)]);
        output.log(`report  ${report}`);
      }
      const { classes, skipped, constantDimensions } = found;
      output.result({
        classes,
        skipped,
        constantDimensions,
        ...(report === undefined ? {} : { report }),
      });
    },
  );
}

function printFailures(output: Output, { classes, skipped }: FailureSummary): void {
  const rows = classes.map((one) => [
    String(one.label),
    String(one.samples),
    String(one.errors),
    one.cvScore.toFixed(3),
    String(one.C),
    String(one.flagged),
    one.hardest.slice(0, 5).join(", "),
  ]);
  const head = ["label", "samples", "errors", "cv score", "C", "flagged", "likeliest failures"];
  output.print(textTable([head, ...rows]));
  for (const { label, captions } of classes) {
    if (captions === undefined) continue;
    const [{ caption: worst }] = captions.negative;
    const [{ caption: best }] = captions.positive;
    output.print(`class ${label}: fails on "${worst}", is right on "${best}"`);
  }
  for (const { label, reason } of skipped) output.print(`class ${label} left out: ${reason}`);
}
