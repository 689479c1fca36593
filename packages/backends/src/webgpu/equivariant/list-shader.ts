import type { Planner } from "../planner.ts";
import { place } from "../wgsl/indexing.ts";
import { Shader } from "../wgsl/shader.ts";
import { channelOf } from "./coupled-slots.ts";
import { entryLength, listCouplings } from "./coupling-list.ts";
import { OperandRows, planLoop, type PassContext } from "./lane-loop.ts";
import type { ProductPass } from "./product-passes.ts";

/**
 * Appends the shader of one pass that reads its couplings from memory: an invocation for each component of the target
 * goes through those that end there. The text is short, however many there are.
 */
export function planListedPass(pass: ProductPass, context: PassContext, planner: Planner): void {
  const { attributes, slots } = context.product;
  const { target } = attributes;
  const list = listCouplings(pass.parts, target);
  const shader = new Shader(`tensorProduct for ${target}, listed`);
  const sink = shader.write(slots[target].view);
  const words = shader.read(planner.constant(list.words));
  const rows = new OperandRows(shader, context.product);
  const length = entryLength(list);
  const element: string[] = [];
  const factors = list.operands.map((slot, i) => {
    const [column, channel] = [2 * i + 1, 2 * i + 2].map(
      (word) => `u32(${words.load(`at + ${word}u`)})`,
    );
    const parts = [column, `${channel} * ${channelOf[slot]}`];
    return `term *= ${rows.load(slot, { parts, factors: [1, 1] }, element)};`;
  });
  const weight = list.isWeighted
    ? [
        `let weightAt = ${words.load(`at + ${length - 1}u`)};`,
        `if (weightAt >= 0) { term *= ${rows.load(
          "weight",
          { parts: ["u32(weightAt)", "q"], factors: [1, 1] },
          element,
        )}; }`,
      ]
    : [];
  element.push(
    `let end = u32(${words.load("3u * n + 3u")});`,
    `for (var entry = u32(${words.load("3u * n")}); entry < end; entry++) {`,
    `let at = ${3 * (list.results + 1)}u + entry * ${length}u;`,
    `var term = bitcast<f32>(${words.load("at")});`,
    ...factors,
    ...weight,
    "sum += term;",
    "}",
  );
  const { strides, offset } = slots[target].view;
  const column = `u32(${words.load("3u * n + 1u")}) + c * u32(${words.load("3u * n + 2u")})`;
  const to = place(["t", column], strides, offset);
  const store = sink.store(to, context.adds ? `${sink.load(to)} + sum` : "sum");
  planLoop(
    {
      shader,
      lanes: pass.walk,
      results: list.results,
      sums: ["sum"],
      element,
      store: [store],
    },
    context,
    planner,
  );
}
