import { describe, expect, it } from "vitest";
import { capturedRun } from "../captured-run.ts";

interface Device {
  readonly name: string;
  readonly engine: string;
  readonly available: boolean;
  readonly reason?: string;
  readonly detail: string;
}

describe("erlangen devices", () => {
  it("gives every device as JSON, with the reason where it cannot be used", async () => {
    const run = await capturedRun(["devices", "--json"]);
    expect(run.code).toBe(0);
    expect(run.stdout.trimEnd().split("\n")).toHaveLength(1);
    const { devices } = run.json() as { devices: readonly Device[] };
    for (const device of devices) {
      expect(device).toMatchObject({
        name: expect.any(String),
        engine: expect.any(String),
        available: expect.any(Boolean),
        detail: expect.any(String),
      });
      expect(typeof device.reason).toBe(device.available ? "undefined" : "string");
    }
    expect(devices).toContainEqual(expect.objectContaining({ name: "host", available: true }));
    expect(devices).toContainEqual(
      expect.objectContaining({ name: "native-cpu", available: true }),
    );
  });

  it("prints a line for each device", async () => {
    const run = await capturedRun(["devices"]);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^host +yes +Node /m);
    expect(run.stdout).toMatch(/^native-cpu +yes +ONNX Runtime /m);
  });
});
