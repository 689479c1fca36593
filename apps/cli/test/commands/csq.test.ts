import { describe, expect, it } from "vitest";
import { capturedRun } from "../captured-run.ts";

const run = (text: string) => capturedRun(["csq", ...text.split(" ")]);

describe("erlangen csq orbits", () => {
  it.each([
    ["orbits --group C20 --kind subsets", 52488],
    ["orbits --group D16 --kind subsets", 2250],
    ["orbits --group C128 --kind k-subsets --k 7", 738482775],
    ["orbits --group S12 --on edges --kind subsets", 165091172592],
    ["orbits --group S20 --kind monomials --k 20", 627],
    ["orbits --group M24 --kind k-subsets --k 5", 1],
    ["orbits --group A4 --kind subsets", 5],
  ])("%s counts %i", async (text, count) => {
    const printed = await run(`${text} --json`);
    expect(printed.code).toBe(0);
    expect(printed.stdout.trimEnd().split("\n")).toHaveLength(1);
    expect(printed.json()["count"]).toBe(count);
    expect((await run(text)).stdout).toBe(`${count}\n`);
  });

  it("takes generators, and gives counts beyond 2^53 as text", async () => {
    const args = ["csq", "orbits", "--degree", "64", "--generators", "(1 2)"];
    const printed = await capturedRun([...args, "--kind", "subsets", "--json"]);
    expect(printed.json()).toEqual({ count: String(3n * 2n ** 62n), order: 2 });
  });

  it.each([
    ["orbits --kind subsets", "either --group, such as C20, or both"],
    ["orbits --group X9 --kind subsets", 'got "X9"'],
    ["orbits --group C20 --kind subsets --k 3", "no --k for --kind subsets"],
    ["orbits --group C20 --kind k-subsets", "expected --k for --kind k-subsets"],
    ["orbits --group C20 --kind colourings", "Allowed choices are subsets, k-subsets, monomials"],
    ["orbits --group C20", "required option '--kind <kind>'"],
    ["orbits --group S100 --kind subsets", "an integer from 0 to 60, got 100"],
  ])("%s ends with 2", async (text, message) => {
    const { code, stderr } = await run(text);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

describe("erlangen csq bound", () => {
  it("prints the number of queries and says which bound it is", async () => {
    const { code, stdout } = await run("bound --dim 52488 --eps 0 --tau 0.1");
    expect(code).toBe(0);
    expect(stdout).toBe(
      "at least 264.6 queries (log2 8.05)   Szörényi-type bound, explicit constants\n",
    );
  });

  it("gives queries and their logarithm as JSON, also for numbers beyond floats", async () => {
    const small = await run("bound --dim 52488 --eps 0 --tau 0.1 --json");
    expect(small.json()).toEqual({
      queries: expect.closeTo(52389 / 198, 10),
      log2Queries: expect.closeTo(Math.log2(52389 / 198), 10),
    });
    const large = await run("bound --dim 2^2000 --eps 0 --tau 0.5 --json");
    expect(large.json()).toEqual({ queries: null, log2Queries: 1997 });
  });

  it("says that there is no bound where the class is too small", async () => {
    const { code, stdout } = await run("bound --dim 10 --eps 0 --tau 0.01");
    expect(code).toBe(0);
    expect(stdout).toContain("no bound: any number of queries may do");
  });

  it.each([
    ["bound --dim 100 --eps 0.01 --tau 0.1", "expected tau² > eps"],
    ["bound --dim 1e6 --eps 0 --tau 0.1", 'such as 52488 or 2^190, got "1e6"'],
    ["bound --dim 0 --eps 0 --tau 0.1", "expected dim to be an integer >= 1"],
    ["bound --dim 10 --eps 2 --tau 0.1", 'expected eps a number from 0 to 1, got "2"'],
    ["bound --dim 10 --eps 0 --tau 2", "expected 0 < tau <= 1, got 2"],
    ["bound --dim 10 --eps 0", "required option '--tau <T>'"],
  ])("%s ends with 2", async (text, message) => {
    const { code, stderr } = await run(text);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

describe("erlangen csq tolerance, planes and paper", () => {
  it("inverts the bound", async () => {
    const printed = await run("tolerance --dim 52488 --eps 0 --queries 264 --json");
    expect(printed.json()["tau"]).toBeCloseTo(0.1, 3);
  });

  it("bounds networks on unknown planes, and says where the dimension is too low", async () => {
    const printed = await run("planes --d 10000 --k 4 --tau 0.1 --json");
    expect(printed.json()).toMatchObject({ isVacuous: false, log2Queries: expect.any(Number) });
    expect((await run("planes --d 100 --k 4 --tau 0.1")).stdout).toContain("dimension is too low");
    expect((await run("planes --d 100 --k 3 --tau 0.1")).stderr).toContain("k to be even, got 3");
  });

  it("labels the paper's bounds as orders of growth", async () => {
    const text = "paper T3 --n 256 --k 8 --group-order 2^8 --c-exp 0.5 --c-pow 0.25";
    expect((await run(text)).stdout).toContain("order of growth: 2^0.00 queries");
    expect((await run(`${text} --json`)).json()).toMatchObject({
      theorem: "T3",
      kind: "order of growth",
      log2Queries: 0,
    });
    const missing = await run("paper T3 --n 256");
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain("got no k");
    expect((await run("paper T9")).stderr).toContain("one of T1, T2, T3, T4");
  });
});
