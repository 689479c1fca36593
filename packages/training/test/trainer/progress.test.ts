import { formatDuration, progressBar, type Progress } from "@erlangen/training/trainer";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

let now = 0;
beforeEach(() => {
  now = 50_000;
  vi.spyOn(performance, "now").mockImplementation(() => now);
});
afterEach(() => vi.restoreAllMocks());

/** A stream that keeps what is written to it. */
function paper(isTTY: boolean, columns?: number) {
  const written: string[] = [];
  return {
    written,
    isTTY,
    ...(columns === undefined ? {} : { columns }),
    write: (text: string) => written.push(text),
  };
}

function at(step: number, change: Partial<Progress> = {}): Progress {
  const metrics = { loss: 0.123456, forceMae: 18.23 };
  const rest = { stepsPerSecond: 112.34, secondsLeft: 14.2 };
  return { epoch: 2, epochs: 5, step, steps: 50, metrics, ...rest, ...change };
}

describe("progressBar", () => {
  it("draws bar, share, epoch, metrics, rate and remaining time on one line", () => {
    const stream = paper(true);
    progressBar(stream).update(at(20));
    expect(stream.written).toEqual([
      "\rtraining ████████░░░░░░░░░░░░  40 %  epoch 2/5  loss 0.123  forceMae 18.2  112 steps/s  14 s left",
    ]);
  });

  it("leaves out what is not known yet", () => {
    const stream = paper(true);
    const bar = progressBar(stream, { label: "forces", describe: () => "" });
    bar.update(at(0, { stepsPerSecond: undefined, secondsLeft: undefined }));
    expect(stream.written).toEqual(["\rforces ░░░░░░░░░░░░░░░░░░░░   0 %  epoch 2/5"]);
  });

  it("waits between two drawings, but always draws the last step", () => {
    const stream = paper(true);
    const bar = progressBar(stream, { interval: 100 });
    bar.update(at(1));
    now += 99;
    bar.update(at(2));
    now += 1;
    bar.update(at(3));
    bar.update(at(50));
    expect(stream.written.map((line) => /(\d+) %/.exec(line)?.[1])).toEqual(["2", "6", "100"]);
  });

  it("wipes out what a longer line left behind", () => {
    const stream = paper(true);
    const texts = ["a long text", "short"];
    const bar = progressBar(stream, { interval: 0, describe: () => texts.shift() ?? "" });
    bar.update(at(1));
    bar.update(at(2));
    expect(stream.written[1].length).toBe(stream.written[0].length);
  });

  it("never reaches the last column, where a terminal would break the line", () => {
    const stream = paper(true, 40);
    progressBar(stream).update(at(20));
    expect(stream.written[0].length).toBe(1 + 39);
  });

  it("ends the line once, and only when there is one", () => {
    const stream = paper(true);
    const bar = progressBar(stream);
    bar.end();
    expect(stream.written).toEqual([]);
    bar.update(at(1));
    bar.end();
    bar.end();
    expect(stream.written.filter((text) => text === "\n")).toHaveLength(1);
  });

  it("writes whole lines, one in ten seconds, where there is no terminal", () => {
    const stream = paper(false);
    const bar = progressBar(stream);
    for (let step = 1; step <= 50; step++) {
      now += 500;
      bar.update(at(step));
    }
    bar.end();
    expect(stream.written).toHaveLength(2);
    stream.written.forEach((line) => expect(line).toMatch(/^training .*left\n$/));
  });
});

describe("formatDuration", () => {
  it("uses one unit, or hours with minutes", () => {
    expect([0, 75, 720, 7500].map(formatDuration)).toEqual(["0 s", "75 s", "12 min", "2 h 5 min"]);
  });
});
