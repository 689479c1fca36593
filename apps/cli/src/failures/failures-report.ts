import type { ValidationSamples } from "@erlangen/metrics";
import {
  barChart,
  chartColors,
  renderReport,
  type Chart,
  type ReportSection,
} from "@erlangen/training/report";
import type { ClassFailures, FailureSummary, ScoredCaption } from "./describe-failures.ts";

/** The page of `erlangen failures`: scores of the classes, distributions of the decision values, extreme rows. */
export function failuresReport(
  source: string,
  { labels, correct }: ValidationSamples,
  { classes, skipped, constantDimensions, decisions }: FailureSummary,
): Promise<string> {
  const total = labels.length;
  return renderReport({
    title: "Failure directions",
    subtitle: source,
    summary: [
      ["samples", String(total)],
      ["accuracy", Array.from(correct).reduce((sum, value) => sum + value, 0) / total],
      ["classes with a direction", String(classes.length)],
    ],
    sections: [
      {
        heading: "Classes",
        text: "Balanced accuracy in cross-validation says how consistent the failures of a class are: 0.5 means that the embedding does not know them.",
        table: {
          columns: ["label", "samples", "errors", "CV balanced accuracy", "C", "flagged"],
          rows: classes.map((one) => [
            String(one.label),
            one.samples,
            one.errors,
            one.cvScore,
            one.C,
            one.flagged,
          ]),
        },
        ...(classes.length === 0 ? {} : { charts: [scoreChart(classes)] }),
      },
      ...classes.map((one) => classSection(one, { labels, correct, decisions })),
      ...(skipped.length === 0
        ? []
        : [
            {
              heading: "Classes left out",
              entries: skipped.map(({ label, reason }): [string, string] => [
                String(label),
                reason,
              ]),
            },
          ]),
    ],
    notes: [
      "Jain, Lawrence, Moitra, Madry, «Distilling model failures as directions in latent space», ICLR 2023.",
      "Decision values of different classes do not compare; rows are counted from 0.",
      ...(constantDimensions.length === 0
        ? []
        : [`Constant dimensions, left out: ${constantDimensions.join(", ")}.`]),
    ],
  });
}

function scoreChart(classes: readonly ClassFailures[]): Chart {
  return barChart({
    title: "How consistent the failures are",
    label: "balanced accuracy in cross-validation",
    bars: classes.map(({ label, cvScore }) => ({ name: String(label), value: cvScore })),
  });
}

interface Decided extends Pick<ValidationSamples, "labels" | "correct"> {
  readonly decisions: Float64Array;
}

function classSection(one: ClassFailures, decided: Decided): ReportSection {
  const { captions } = one;
  return {
    heading: `Class ${one.label}`,
    entries: [
      ["likeliest failures, rows", one.hardest.join(", ")],
      ["least likely failures, rows", one.easiest.join(", ")],
      ...(captions === undefined
        ? []
        : ([
            ["captions of failure", captionList(captions.negative)],
            ["captions of success", captionList(captions.positive)],
          ] as const)),
    ],
    charts: [distributionChart(one.label, decided)],
  };
}

function captionList(scored: readonly ScoredCaption[]): string {
  return scored.map(({ caption, score }) => `${caption} (${score.toPrecision(3)})`).join("; ");
}

const bins = 40;

/** Decision values of the samples that the model got right and of those that it got wrong. */
function distributionChart(label: number, { labels, correct, decisions }: Decided): Chart {
  const rows = Array.from(decisions.keys()).filter((row) => labels[row] === label);
  const values = rows.map((row) => decisions[row]);
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const width = (high - low) / bins || 1;
  const counted = (outcome: number): object[] => {
    const counts = new Array<number>(bins).fill(0);
    const own = rows.filter((row) => correct[row] === outcome);
    for (const row of own) {
      counts[Math.min(bins - 1, Math.floor((decisions[row] - low) / width))]++;
    }
    const series = outcome === 1 ? "model right" : "model wrong";
    return counts.map((count, i) => ({
      series,
      value: low + (i + 0.5) * width,
      share: count / own.length,
    }));
  };
  return {
    title: "Decision values",
    caption: "Failure is predicted left of 0; each outcome sums to 1.",
    specification: {
      width: 360,
      height: 180,
      layer: [
        {
          data: { values: [...counted(1), ...counted(0)] },
          mark: { type: "area", interpolate: "step", opacity: 0.35, line: true },
          encoding: {
            x: {
              field: "value",
              type: "quantitative",
              title: "decision value",
              scale: { zero: true },
            },
            y: {
              field: "share",
              type: "quantitative",
              title: "share of samples",
              stack: null,
            },
            color: {
              field: "series",
              type: "nominal",
              scale: { domain: ["model right", "model wrong"] },
            },
          },
        },
        {
          data: { values: [{ value: 0 }] },
          mark: { type: "rule", color: chartColors.muted, strokeDash: [4, 3] },
          encoding: { x: { field: "value", type: "quantitative" } },
        },
      ],
    },
  };
}
