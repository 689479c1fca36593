import { Random } from "@erlangen/numerics";
import type { TrainingHistory } from "@erlangen/training";
import {
  barChart,
  drawChart,
  learningCurves,
  parityPlot,
  type Chart,
} from "@erlangen/training/report";
import { describe, expect, it } from "vitest";

/** What a test looks at in a specification. */
interface Drawn {
  readonly data?: { readonly values: readonly Record<string, number | string>[] };
  readonly layer?: readonly Drawn[];
  readonly encoding: { readonly y: { readonly title: string; readonly scale: { type?: string } } };
}

const drawn = ({ specification }: Chart): Drawn => specification as unknown as Drawn;

function historyOf(epochs: number, factor: number): TrainingHistory {
  return Array.from({ length: epochs }, (_, i) => ({
    epoch: i + 1,
    step: i + 1,
    seconds: i,
    learningRate: 0.1,
    training: { loss: factor ** i, forceMae: 2 * factor ** i },
    ...(i % 2 === 1 ? { validation: { force: 3 * factor ** i } } : {}),
  }));
}

describe("learningCurves", () => {
  const force = { metric: "forceMae", validationMetric: "force", label: "force MAE" };

  it("draws training and validation in the unit that is asked for", () => {
    const [chart] = learningCurves(historyOf(4, 0.5), [{ ...force, unit: "meV", scale: 1000 }]);
    expect(chart.title).toBe("force MAE");
    expect(chart.caption).toBe("validation at epoch 4: 375 meV");
    expect(drawn(chart).encoding.y.title).toBe("force MAE (meV)");
    expect(drawn(chart).data?.values).toEqual([
      { epoch: 1, series: "training", value: 2000 },
      { epoch: 2, series: "training", value: 1000 },
      { epoch: 2, series: "validation", value: 1500 },
      { epoch: 3, series: "training", value: 500 },
      { epoch: 4, series: "training", value: 250 },
      { epoch: 4, series: "validation", value: 375 },
    ]);
  });

  it("has a logarithmic axis only where values span more than a factor of ten", () => {
    const scaleOf = (factor: number) =>
      drawn(learningCurves(historyOf(4, factor))[0]).encoding.y.scale.type;
    expect([scaleOf(0.9), scaleOf(0.1)]).toEqual([undefined, "log"]);
  });

  it("draws every training metric when none is named, and nothing without epochs", () => {
    expect(learningCurves(historyOf(2, 0.5)).map(({ title }) => title)).toEqual([
      "loss",
      "forceMae",
    ]);
    expect(learningCurves([], [force])).toEqual([]);
  });

  it("leaves out what is not finite", async () => {
    const [first, second] = historyOf(2, 0.5);
    const broken = [first, { ...second, training: { loss: Number.NaN } }];
    const [chart] = learningCurves(broken, [{ metric: "loss" }]);
    expect(drawn(chart).data?.values).toHaveLength(1);
    const [empty] = learningCurves([broken[1]], [{ metric: "loss" }]);
    expect(empty.caption).toBe("no finite value");
    expect(await drawChart(empty)).toContain("<svg");
  });

  it("refuses a metric that the history does not know", () => {
    expect(() => learningCurves(historyOf(2, 0.5), [{ metric: "energy" }])).toThrow(
      'learningCurves: expected metric to be one of loss, forceMae, force, got "energy"',
    );
  });
});

describe("parityPlot", () => {
  const random = Random.fromSeed(0);
  const reference = random.normal(9000);
  const noise = random.normal(9000);
  const predicted = reference.map((x, i) => x + 0.1 * noise[i]);
  const pointsOf = (chart: Chart) => drawn(chart).layer?.[1].data?.values ?? [];

  it("draws all of few pairs, in the unit that is asked for", () => {
    const chart = parityPlot({
      predicted: [1, 3],
      reference: [1, 2],
      label: "force",
      unit: "meV/A",
      scale: 1000,
    });
    expect(pointsOf(chart)).toEqual([
      { x: 1000, y: 1000 },
      { x: 2000, y: 3000 },
    ]);
    expect(chart.caption).toBe("MAE 500 meV/A, RMSE 707.1 meV/A, 2 pairs");
  });

  it("thins out many pairs, keeps the worst, and measures all of them", () => {
    const outlier = predicted.with(4321, reference[4321] + 5);
    const chart = parityPlot({ predicted: outlier, reference, label: "force" });
    const points = pointsOf(chart);
    expect(points).toHaveLength(2000);
    expect(points).toContainEqual({ x: reference[4321], y: outlier[4321] });
    const mae = outlier.reduce((sum, y, i) => sum + Math.abs(y - reference[i]), 0) / 9000;
    expect(chart.caption).toContain(`MAE ${Number(mae.toPrecision(4))}, RMSE`);
    expect(chart.caption).toContain("2,000 of 9,000 pairs drawn, the largest errors among them");
  });

  it("picks evenly also where the data have a period", () => {
    const axis = Float64Array.from({ length: 9000 }, (_, i) => i % 3);
    const points = pointsOf(parityPlot({ predicted: axis, reference: axis, label: "force" }));
    for (const value of [0, 1, 2]) {
      const share = points.filter(({ x }) => x === value).length / points.length;
      expect(Math.abs(share - 1 / 3)).toBeLessThan(0.08);
    }
  });

  it("counts what is not finite, and draws also when nothing is left", async () => {
    const some = parityPlot({
      predicted: [1, Number.NaN],
      reference: [1, 2],
      label: "energy",
    });
    expect(some.caption).toBe("MAE 0, RMSE 0, 1 pairs, 1 not finite");
    const none = parityPlot({ predicted: [], reference: [], label: "energy" });
    expect(none.caption).toBe("0 pairs");
    expect(await drawChart(none)).toContain("<svg");
  });

  it("refuses lists of different lengths", () => {
    expect(() => parityPlot({ predicted: [1], reference: [1, 2], label: "x" })).toThrow(
      "parityPlot: expected as many predicted as reference numbers (2), got 1",
    );
  });
});

describe("barChart", () => {
  const bars = [
    { name: "plain", value: 912.4 },
    { name: "nequip", value: 0.5 },
  ];

  it("draws bars in the given order with their values beside them", async () => {
    const svg = await drawChart(barChart({ title: "Error", label: "MAE", unit: "meV", bars }));
    expect(svg.indexOf(">plain<")).toBeLessThan(svg.indexOf(">nequip<"));
    for (const text of ["912.4", "0.5", "MAE (meV)"]) expect(svg).toContain(`>${text}<`);
  });

  it("draws values of very different size on round marks of a logarithmic axis", async () => {
    const svg = await drawChart(
      barChart({ title: "Time", label: "ms", bars, logarithmic: true, caption: "c" }),
    );
    for (const text of ["1", "10", "100", "1,000"]) expect(svg).toContain(`>${text}<`);
  });

  it("refuses to draw nothing, or numbers that have no place on the axis", () => {
    const options = { title: "T", label: "l" };
    expect(() => barChart({ ...options, bars: [] })).toThrow(
      "barChart: expected bars with finite values, got none",
    );
    expect(() => barChart({ ...options, bars: [{ name: "a", value: Infinity }] })).toThrow(
      'barChart: expected bars with finite values, got Infinity for "a"',
    );
    expect(() =>
      barChart({ ...options, bars: [{ name: "a", value: 0 }], logarithmic: true }),
    ).toThrow('barChart: expected bars with positive finite values, got 0 for "a"');
  });
});
