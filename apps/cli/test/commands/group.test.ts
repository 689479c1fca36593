import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { capturedRun } from "../captured-run.ts";

describe("erlangen group", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "erlangen-group-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("prints order, generators, irreps and characters", async () => {
    const { code, stdout } = await capturedRun(["group", "T"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^T {2}order 12\n/);
    expect(stdout).toMatch(/E +2 +complex/);
    expect(stdout).toMatch(/χ2 +1 +1 +-0\.5[+-]0\.866i/);
  });

  it("gives them as JSON", async () => {
    const run = await capturedRun(["group", "Q8", "--json"]);
    expect(run.stdout.trimEnd().split("\n")).toHaveLength(1);
    expect(run.json()).toMatchObject({
      name: "Q8",
      order: 8,
      generators: ["i", "j"],
      classes: [
        { representative: "1", size: 1 },
        { representative: "-1", size: 1 },
        { representative: "i", size: 2 },
        { representative: "j", size: 2 },
        { representative: "k", size: 2 },
      ],
      irreps: [
        { dim: 1, type: "real" },
        { dim: 1, type: "real" },
        { dim: 1, type: "real" },
        { dim: 1, type: "real" },
        { name: "4a", dim: 4, type: "quaternionic" },
      ],
    });
  });

  it.each([
    ["C8", 8, 5],
    ["D6", 12, 6],
    ["S5", 120, 7],
    ["A4", 12, 3],
    ["O", 24, 5],
    ["I", 60, 5],
    ["C2 x C2", 4, 4],
  ])("knows %s", async (name, order, irreps) => {
    const found = (await capturedRun(["group", name, "--json"])).json();
    expect(found["order"]).toBe(order);
    expect(found["irreps"]).toHaveLength(irreps);
  });

  it("takes a permutation group by its generators", async () => {
    const run = await capturedRun([
      "group",
      "--degree",
      "6",
      "--generators",
      "(1 2 3)(4 5), (1 4)",
      "--json",
    ]);
    const found = run.json();
    expect(found).toMatchObject({
      order: 120,
      degree: 6,
      orbits: [[1, 2, 3, 4, 5], [6]],
      twoClosureOrder: 120,
    });
    expect(found["orbitals"]).toHaveLength(5);
    expect(found["classes"]).toHaveLength(7);
  });

  it("writes orders beyond float64 as strings, without lists", async () => {
    const cycle = Array.from({ length: 25 }, (_, i) => i + 1).join(" ");
    const run = await capturedRun(
      ["group", "--degree", "25", "--generators", `(${cycle}), (1 2)`].concat("--json"),
    );
    expect(run.json()["order"]).toBe("15511210043330985984000000");
    expect(run.json()).not.toHaveProperty("irreps");
  });

  it("draws a Cayley diagram and the multiplication table", async () => {
    const path = join(folder, "d4.svg");
    const { code, stderr } = await capturedRun(["group", "D4", "--svg", path]);
    expect(code).toBe(0);
    expect(stderr).toContain(`wrote ${path}`);
    const svg = await readFile(path, "utf8");
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    // A dot for each element, an arrow for each turn, a line for each pair that the flip joins.
    expect(svg.match(/<circle/g)).toHaveLength(8);
    expect(svg.match(/<line/g)).toHaveLength(8 + 4);
    expect(svg.match(/<rect/g)).toHaveLength(1 + 64);
    expect(svg).toContain("<title>r^3 f</title>");
  });

  it.each([
    ["an unknown name", ["group", "X9"], 'got "X9"'],
    ["neither name nor generators", ["group"], "expected either a name, such as C8, or both"],
    ["a name and generators", ["group", "C8", "--degree", "3"], "expected either a name"],
    [
      "malformed cycles",
      ["group", "--degree", "3", "--generators", "(1 2"],
      "Permutation.fromCycles",
    ],
    [
      "points out of range",
      ["group", "--degree", "3", "--generators", "(1 4)"],
      "Permutation.fromCycles",
    ],
    ["drawings that are too large", ["group", "S6", "--svg", "x.svg"], "at most 120 elements"],
  ])("ends with 2 at %s", async (_, args, message) => {
    const run = await capturedRun(args);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(message);
  });
});
