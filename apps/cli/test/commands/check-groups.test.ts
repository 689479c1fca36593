import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeModel, type OnnxModelData } from "@erlangen/backends/onnx";
import { add, mean, mul, reshape, square, sum, tanh, tensor, transpose } from "@erlangen/tensor";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { capturedRun, type CapturedRun } from "../captured-run.ts";
import { tracedModel } from "../check/example-models.ts";

/** What ONNX Runtime leaves in float64. */
const rounding = 1e-12;

const firstOfFive = tensor(Float64Array.of(1, 0, 0, 0, 0), [1, 5, 1]);
const ring = tensor(Float64Array.of(2, 1, 0, 0, 2, 1, 1, 0, 2), [3, 3]);

const models = {
  /** Each row of a set minus a third of the mean, of sets [2, 5, 3]. */
  sets: tracedModel((x) => tanh(add(x, mul(mean(x, 1, { keepAxes: true }), -1 / 3))), [2, 5, 3]),
  /** The first row of a set is twice as heavy. */
  pinned: tracedModel((x) => add(x, mul(x, firstOfFive)), [2, 5, 3]),
  /** One at the first row whatever comes in: a permutation moves all of it. */
  marked: tracedModel((x) => add(mul(x, 0), firstOfFive), [1, 5, 1]),
  /** Mean square of an image [1, 4, 4, 2]. */
  energy: tracedModel((x) => sum(square(x), [1, 2]), [1, 4, 4, 2]),
  /** Rows against columns: a quarter turn changes its sign. */
  stripes: tracedModel(
    (x) => sum(mul(x, tensor(stripePattern(), [1, 4, 4, 1])), [1, 2]),
    [1, 4, 4, 1],
  ),
  /** A matrix and its transpose. */
  flipped: tracedModel((x) => transpose(x, [0, 2, 1]), [1, 4, 4]),
  /** Vectors [7, 2] times their square. */
  vectors: tracedModel((x) => mul(x, sum(square(x), -1, { keepAxes: true })), [7, 2]),
  components: tracedModel((x) => tanh(x), [7, 2]),
  /** A circulant matrix on three places. */
  circulant: tracedModel((x) => sum(mul(reshape(x, [1, 3]), ring), 1), [3]),
};

function stripePattern(): Float64Array {
  return Float64Array.from({ length: 16 }, (_, at) => (at % 4) - Math.floor(at / 4));
}

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "erlangen-check-groups-"));
  for (const [name, bytes] of Object.entries({ ...models, foreign: foreignModel() })) {
    await writeFile(join(folder, `${name}.onnx`), bytes);
  }
});

afterAll(() => rm(folder, { recursive: true }));

/** y = x A with A = [[2, 1], [1, 2]], names and shapes as another exporter leaves them; symmetric in both columns. */
function foreignModel(): Uint8Array {
  const model: OnnxModelData = {
    irVersion: 8,
    producer: "someone else",
    opsets: [{ domain: "", version: 18 }],
    metadata: {},
    graph: {
      name: "main_graph",
      nodes: [
        {
          operator: "MatMul",
          domain: "",
          name: "/model/fc/MatMul",
          inputs: ["serving_default_in:0", "onnx::MatMul_17"],
          outputs: ["/model/Output.1"],
          attributes: [],
        },
      ],
      initializers: [
        {
          name: "onnx::MatMul_17",
          elementType: "float32",
          shape: [2, 2],
          bytes: new Uint8Array(Float32Array.of(2, 1, 1, 2).buffer),
        },
      ],
      inputs: [{ name: "serving_default_in:0", elementType: "float32", shape: ["batch", 2] }],
      outputs: [{ name: "/model/Output.1", elementType: "float32", shape: ["batch", 2] }],
    },
  };
  return encodeModel(model);
}

function check(
  model: keyof typeof models | "foreign",
  group: string,
  [input, output]: readonly [string, string],
  ...more: readonly string[]
): Promise<CapturedRun> {
  const representations = ["--input", input, "--output", output];
  return capturedRun([
    "check",
    join(folder, `${model}.onnx`),
    "--group",
    group,
    ...representations,
    "--json",
    ...more,
  ]);
}

interface Result {
  readonly error: number;
  readonly holds: boolean;
  readonly elements: number;
  readonly worst: { readonly output: string; readonly element: { readonly name: string } };
  readonly orbit: {
    readonly points: readonly { readonly element: string; readonly max: number }[];
  };
}

const resultOf = (run: CapturedRun): Result => run.json() as unknown as Result;

describe("erlangen check for groups other than motions of space", () => {
  it.each<[keyof typeof models | "foreign", string, string, string, number]>([
    ["sets", "S5", "x:permute@1", "y:permute@1", 120],
    ["sets", "A5", "permute@-2", "permute@-2", 60],
    ["sets", "C5", "permute@1", "permute@1", 5],
    ["sets", "C2", "trivial", "trivial", 2],
    ["energy", "D4", "image@1@2", "trivial", 8],
    ["energy", "C2", "image@1@2", "trivial", 2],
    ["energy", "S4", "permute@1*permute@2", "trivial", 24],
    ["flipped", "S4", "permute@1*permute@2", "permute@1@2", 24],
    ["circulant", "C3", "regular@0", "permute@0", 3],
    ["vectors", "D6", "(1,1)", "(1,1)", 12],
    ["vectors", "C5", "(1)", "(1)", 5],
  ])("%s respects %s acting as %s and %s", async (...[model, group, input, output, order]) => {
    const run = await check(model, group, [input, output]);
    const { error, holds, elements } = resultOf(run);
    expect(error).toBeLessThan(rounding);
    expect(holds).toBe(true);
    expect(elements).toBe(order);
    expect(run.code).toBe(0);
  });

  it("finds the known error of a marked place, and the permutation that moves it", async () => {
    const run = await check("marked", "S5", ["permute@1", "permute@1"]);
    const { error, holds, worst } = resultOf(run);
    expect(error).toBe(1);
    expect(holds).toBe(false);
    expect(worst.element.name).toMatch(/1/);
    expect(run.code).toBe(1);
  });

  it("finds that a heavier row breaks permutations and nothing else", async () => {
    const { error } = resultOf(await check("pinned", "S5", ["permute@1", "permute@1"]));
    expect(error).toBeGreaterThan(0.3);
    expect(error).toBeLessThan(1);
  });

  it("finds that a quarter turn reverses stripes: twice the largest value", async () => {
    const quarter = resultOf(await check("stripes", "C4", ["image@1@2", "trivial"]));
    expect(quarter.holds).toBe(false);
    expect(quarter.error).toBeGreaterThan(1);
    const half = resultOf(await check("stripes", "C2", ["image@1@2", "trivial"]));
    expect(half.error).toBeGreaterThan(1);
  });

  it("turns images counterclockwise, as vectors turn with y up", async () => {
    // A pattern growing to the right is turned into one growing upwards: no equivariance under transposition alone.
    const { error } = resultOf(await check("flipped", "C4", ["image@1@2", "image@1@2"]));
    expect(error).toBeGreaterThan(0.5);
  });

  it("checks rotations and reflections of the plane by frequency", async () => {
    const so2 = await check("vectors", "SO(2)", ["(1)", "(1)"]);
    expect(resultOf(so2).error).toBeLessThan(rounding);
    expect(resultOf(so2).elements).toBe(200);
    const o2 = await check("vectors", "o2", ["x:(1,1)", "y:(1,1)"]);
    expect(resultOf(o2).error).toBeLessThan(rounding);
    const broken = await check("components", "SO(2)", ["(1)", "(1)"]);
    expect(resultOf(broken).holds).toBe(false);
    expect(resultOf(broken).worst.element).toMatchObject({ flips: false });
  });

  it("reads models of others, by their names or without", async () => {
    const swap = ["permute@1", "permute@1"] as const;
    const named = ["serving_default_in:0:permute@1", "/model/Output.1:permute@1"] as const;
    for (const [input, output] of [swap, named]) {
      const { error, holds } = resultOf(await check("foreign", "S2", [input, output]));
      expect(error).toBeLessThan(1e-6);
      expect(holds).toBe(true);
    }
    expect(resultOf(await check("foreign", "SO(2)", ["(1)", "(1)"])).holds).toBe(false);
  });

  it("gives the error along an orbit: of all elements, or of angles", async () => {
    const profile = resultOf(await check("components", "SO(2)", ["(1)", "(1)"], "--orbit")).orbit;
    expect(profile.points).toHaveLength(24);
    expect(profile.points[0]).toMatchObject({ element: "rotation 0 deg", max: 0 });
    expect(profile.points[3].max).toBeGreaterThan(0.05);
    expect(profile.points[6].max).toBeLessThan(rounding);
    const finite = resultOf(await check("marked", "C5", ["permute@1", "permute@1"], "--orbit"));
    expect(finite.orbit.points.map(({ max }) => max)).toEqual([0, 1, 1, 1, 1]);
  });

  it("prints the profile as a table", async () => {
    const { stdout } = await capturedRun([
      "check",
      join(folder, "vectors.onnx"),
      "--group=C4",
      "--input=(1)",
      "--output=(1)",
      "--orbit",
    ]);
    expect(stdout).toMatch(
      /^worst over all 4 elements: .* holds\nall elements of C4 +largest +mean\n/,
    );
    expect(stdout.trimEnd().split("\n")).toHaveLength(7);
  });

  it("tries some elements of a large group", async () => {
    const { elements } = resultOf(
      await check("sets", "S5", ["permute@1", "permute@1"], "--elements", "30"),
    );
    expect(elements).toBe(30);
  });

  it.each<[string, keyof typeof models, string, readonly [string, string], string]>([
    [
      "permutations of another number of points",
      "sets",
      "S4",
      ["permute@1", "permute@1"],
      "check: expected --output y:permute@1 to fit axis 1 of length 4, got shape [2, 5, 3]",
    ],
    [
      "an axis that is not there",
      "sets",
      "S5",
      ["permute@7", "trivial"],
      "check: expected --input x:permute@7 to fit axis 7 of length 5, got shape [2, 5, 3]",
    ],
    [
      "an image that is no square",
      "sets",
      "C4",
      ["image@1@2", "trivial"],
      "check: expected --input x:image@1@2 to fit axes 1 and 2 of equal length, got shape [2, 5, 3]",
    ],
    [
      "eighths of a turn of an image",
      "energy",
      "C8",
      ["image@1@2", "trivial"],
      'check: expected one of C1, C2, C4, D1, D2, D4 with image for C8, got "image@1@2"',
    ],
    [
      "points of a group that has none",
      "sets",
      "Q8",
      ["permute@1", "trivial"],
      'check: expected a group C_n, D_n, S_n or A_n with permute, or regular@AXIS for Q8, got "permute@1"',
    ],
    [
      "an irrep that does not exist",
      "vectors",
      "C4",
      ["(7)", "(1)"],
      'or irreps among (0), (1), (2) for C4, got "(7)"',
    ],
    [
      "an axis that is no number",
      "sets",
      "S5",
      ["permute@one", "trivial"],
      'check: expected permute@AXIS, regular@AXIS or image@ROWS@COLUMNS for S5, got "permute@one"',
    ],
    [
      "irreps of O(3) for the plane",
      "vectors",
      "SO(2)",
      ["1o", "(1)"],
      'check: expected irreps such as 8x(0)+4x(1) for SO(2), got "1o"',
    ],
  ])("ends with 2 at %s", async (...[, model, group, representations, message]) => {
    const run = await check(model, group, representations);
    expect(run.stderr).toContain(message);
    expect(run.code).toBe(2);
  });
});
