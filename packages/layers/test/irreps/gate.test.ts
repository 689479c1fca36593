import { ArgumentError } from "@erlangen/numerics";
import { gate, type ActivationName } from "@erlangen/layers";
import type { NestedNumbers } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { float64, golden } from "../golden/golden.ts";

interface Case {
  irreps_scalars: string;
  act_scalars: ActivationName[];
  irreps_gates: string;
  act_gates: ActivationName[];
  irreps_gated: string;
  irreps_in: string;
  irreps_out: string;
  x: NestedNumbers;
  y: NestedNumbers;
}

const reference = golden<{ Gate: Case[] }>("e3nn_nn");

describe("gate", () => {
  it.each(reference.Gate)("reproduces e3nn: $irreps_in -> $irreps_out", (c) => {
    const layer = gate(
      {
        scalars: c.irreps_scalars,
        scalarActivations: c.act_scalars,
        gates: c.irreps_gates,
        gateActivations: c.act_gates,
        gated: c.irreps_gated,
      },
      { constants: "e3nn" },
    );
    expect(layer.input[0].toString()).toBe(c.irreps_in);
    expect(layer.output.simplify().toString()).toBe(c.irreps_out);
    expectClose(layer.apply({}, float64(c.x)), c.y);
  });

  it("names what does not fit together", () => {
    const parts = { scalars: "", scalarActivations: [], gateActivations: ["sigmoid"] } as const;
    expect(() => gate({ ...parts, gates: "2x0e", gated: "3x1o" })).toThrow(
      new ArgumentError(
        'gate: expected as many gates as gated irreps, got 2 ("2x0e") and 3 ("3x1o")',
      ),
    );
    expect(() => gate({ ...parts, gates: "1x1o", gated: "1x1o" })).toThrow(
      new ArgumentError('gate: expected gates of degree 0, got "1x1o"'),
    );
    expect(() => gate({ ...parts, gates: "1x0o", gated: "1x1o" })).toThrow(ArgumentError);
    expect(() =>
      gate({ ...parts, gates: "3x0e", gated: "1x1o+2x1o" }, { layout: "component-major" }),
    ).toThrow(
      new ArgumentError(
        'gate: expected each gated irrep in one block for layout component-major, got "1x1o+2x1o" with gates "3x0e"',
      ),
    );
  });
});
