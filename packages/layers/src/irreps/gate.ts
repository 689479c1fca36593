import { Irreps, type IrrepsBlock, type IrrepsLike } from "@erlangen/groups";
import { ArgumentError } from "@erlangen/numerics";
import { mul, reshape, type BlockLayout, type Tensor } from "@erlangen/tensor";
import type { Layer, NoParameters } from "../layer.ts";
import {
  activatedIrreps,
  activateRows,
  scalarActivations,
  type ActivationOptions,
} from "./activation.ts";
import type { ActivationLike } from "./activation-function.ts";
import { asRows, joinColumns, takeColumns, type Columns } from "./feature-rows.ts";
import { sortedBlocks } from "./sorted-blocks.ts";
import { formatTable } from "./product-description.ts";

/** What a gate consists of. */
export interface GateIrreps {
  /** Scalars that pass through their activations. */
  readonly scalars: IrrepsLike;
  readonly scalarActivations: readonly ActivationLike[];
  /** Scalars that, activated, multiply the gated irreps, channel by channel. */
  readonly gates: IrrepsLike;
  readonly gateActivations: readonly ActivationLike[];
  /** As many irreps as there are gates. */
  readonly gated: IrrepsLike;
}

/** Options of {@link gate}. */
export interface GateOptions extends ActivationOptions {
  /**
   * Order of the numbers of each block, in input and output; default e3nn's `channel-major`. `component-major` needs
   * each gated irrep in one block.
   */
  readonly layout?: BlockLayout;
}

/**
 * The gated nonlinearity: scalars are activated, other irreps are multiplied by activated scalars.
 *
 * out = act(scalars) ⊕ act(gates) · gated. The input holds the blocks of scalars, gates and gated, sorted by irrep (odd
 * first) and merged, so that one linear layer can produce it.
 *
 * Shapes: [..., input.dim] -> [..., output.dim].
 *
 * @throws ArgumentError when gates are no scalars, their number differs from that of gated irreps, or an activation
 * breaks parity.
 *
 * Source: Weiler et al. (2018), «3D steerable CNNs», section 4.3; equals `e3nn.nn.Gate`.
 *
 * ```ts
 * import { gate } from "@erlangen/layers";
 *
 * const nonlinearity = gate({
 *   scalars: "16x0e",
 *   scalarActivations: ["silu"],
 *   gates: "12x0e",
 *   gateActivations: ["sigmoid"],
 *   gated: "8x1o + 4x2e",
 * });
 * nonlinearity.input[0].toString(); // => "28x0e+8x1o+4x2e"
 * nonlinearity.output.toString(); // => "16x0e+8x1o+4x2e"
 * ```
 */
export function gate(parts: GateIrreps, options: GateOptions = {}): Layer<NoParameters> {
  const { layout = "channel-major" } = options;
  const scalars = Irreps.from(parts.scalars);
  const gates = Irreps.from(parts.gates);
  const gated = Irreps.from(parts.gated);
  for (const [name, irreps] of [
    ["scalars", scalars],
    ["gates", gates],
  ] as const) {
    if (irreps.blocks.some(({ irrep }) => irrep.l > 0)) {
      throw new ArgumentError(`gate: expected ${name} of degree 0, got "${irreps}"`);
    }
  }
  if (gates.numIrreps !== gated.numIrreps) {
    throw new ArgumentError(
      `gate: expected as many gates as gated irreps, got ${gates.numIrreps} ("${gates}") and ${gated.numIrreps} ("${gated}")`,
    );
  }
  const scalarActs = scalarActivations("gate", scalars, parts.scalarActivations, options);
  const gateActs = scalarActivations("gate", gates, parts.gateActivations, options);
  const all = scalars.concat(gates, gated);
  const sorted = sortedBlocks(all.blocks);
  const input = sorted.irreps.simplify();
  const columns = all.blocks.map((_, position): Columns => ({
    offset: sorted.irreps.blocks[sorted.p[position]].offset,
    length: sorted.irreps.blocks[sorted.p[position]].dim,
  }));
  const gatesFrom = scalars.blocks.length;
  const gatedFrom = gatesFrom + gates.blocks.length;
  const activatedGates = activatedIrreps(gates, gateActs);
  const pairs = pairUp(activatedGates, gated);
  const gatedOutput = Irreps.fromBlocks(
    pairs.map(({ gate: scalar, gated: block, multiplicity }) => ({
      multiplicity,
      irrep: `${block.irrep.l}${scalar.irrep.parity * block.irrep.parity === 1 ? "e" : "o"}`,
    })),
  ).simplify();
  const output = activatedIrreps(scalars, scalarActs).concat(gatedOutput);

  const whole = pairs.every(
    ({ gated: block, multiplicity }) =>
      multiplicity === input.blocks.find(({ irrep }) => irrep.equals(block.irrep))?.multiplicity,
  );
  if (layout === "component-major" && !whole) {
    throw new ArgumentError(
      `gate: expected each gated irrep in one block for layout component-major, got "${gated}" with gates "${gates}"`,
    );
  }

  const multiply = (x: Tensor, factors: Tensor): Tensor[] =>
    pairs.map(({ gated: block, gatedFirst, gateFirst, multiplicity }) => {
      const { dim } = block.irrep;
      const start = columns[gatedFrom + gated.blocks.indexOf(block)].offset + gatedFirst * dim;
      const features = takeColumns(x, [{ offset: start, length: multiplicity * dim }]);
      const factor = takeColumns(factors, [{ offset: gateFirst, length: multiplicity }]);
      const [rows] = x.shape;
      const product =
        layout === "component-major"
          ? mul(
              reshape(features, [rows, dim, multiplicity]),
              reshape(factor, [rows, 1, multiplicity]),
            )
          : mul(
              reshape(features, [rows, multiplicity, dim]),
              reshape(factor, [rows, multiplicity, 1]),
            );
      return reshape(product, [x.shape[0], multiplicity * dim]);
    });

  return {
    input: [input],
    output,
    init: () => ({}),
    apply: (_, features) => {
      const x = asRows("gate", "x", features, input.dim);
      const passed =
        scalars.dim === 0
          ? []
          : [activateRows(takeColumns(x, columns.slice(0, gatesFrom)), scalars, scalarActs)];
      const factors = activateRows(
        takeColumns(x, columns.slice(gatesFrom, gatedFrom)),
        gates,
        gateActs,
      );
      const joined = joinColumns([...passed, ...multiply(x, factors)], x);
      return reshape(joined, [...features.shape.slice(0, -1), output.dim]);
    },
    describe: () =>
      formatTable(
        `gate  ${input} -> ${output}`,
        ["part", "irreps", "activations"],
        [
          ["scalars", `${scalars}`, scalarActs.map((act) => act?.name).join(" ")],
          ["gates", `${gates}`, gateActs.map((act) => act?.name).join(" ")],
          ["gated", `${gated}`, ""],
        ],
      ),
  };
}

/** A run of gates of one block that multiplies a run of irreps of one block. */
interface GatedRun {
  readonly gate: IrrepsBlock;
  /** Position of the first gate among all gates. */
  readonly gateFirst: number;
  readonly gated: IrrepsBlock;
  /** Position of the first irrep in its block. */
  readonly gatedFirst: number;
  readonly multiplicity: number;
}

function pairUp(gates: Irreps, gated: Irreps): GatedRun[] {
  const runs: GatedRun[] = [];
  let gateFirst = 0;
  let [g, used] = [0, 0];
  for (const block of gated.blocks) {
    let gatedFirst = 0;
    while (gatedFirst < block.multiplicity) {
      const scalar = gates.blocks[g];
      const multiplicity = Math.min(scalar.multiplicity - used, block.multiplicity - gatedFirst);
      if (multiplicity > 0) {
        runs.push({ gate: scalar, gateFirst, gated: block, gatedFirst, multiplicity });
      }
      gateFirst += multiplicity;
      gatedFirst += multiplicity;
      used += multiplicity;
      if (used === scalar.multiplicity) [g, used] = [g + 1, 0];
    }
  }
  return runs;
}
