import { formatShape } from "@erlangen/tensor";
import type { PrimitiveStep, Step, View } from "../../schedule/schedule.ts";
import { kernelTable } from "../kernel-table.ts";
import type { WasmKernel } from "../kernels.ts";
import { elementwiseKernel, type LoopKernel } from "../loops/elementwise-kernel.ts";
import { reduceKernel } from "../loops/reduce-kernel.ts";

/** The kernel of a step, and on what it is called. Steps of equal `key` share one function. */
export type StepKernel = {
  readonly key: string;
  /** Operands, then results. */
  readonly views: readonly View[];
} & (
  | { readonly kind: "loops"; readonly kernel: LoopKernel }
  | { readonly kind: "primitive"; readonly kernel: WasmKernel; readonly step: PrimitiveStep }
);

/** The kernel of each step. */
export function stepKernels(steps: readonly Step[]): readonly StepKernel[] {
  const identities = new Map<unknown, number>();
  return steps.map((step): StepKernel => {
    if (step.kind === "primitive") return primitiveKernel(step, identities);
    const kernel = step.kind === "elementwise" ? elementwiseKernel(step) : reduceKernel(step);
    const targets =
      step.kind === "elementwise" ? step.results.map(({ target }) => target) : [step.target];
    return { kind: "loops", key: kernel.key, views: [...step.operands, ...targets], kernel };
  });
}

function primitiveKernel(step: PrimitiveStep, identities: Map<unknown, number>): StepKernel {
  const { primitive, attributes, operands, target } = step;
  const kernel = kernelTable.get(primitive.name)?.({ attributes, operands, target });
  if (kernel === undefined) throw new Error(`internal: no kernel for ${primitive.name}`);
  const specs = [...operands, target].map(
    ({ dtype, shape, strides }) => `${dtype}${formatShape(shape)}${formatShape(strides)}`,
  );
  const key = `${primitive.name} ${attributesKey(attributes, identities)} ${specs.join(" ")}`;
  return { kind: "primitive", key, views: [...operands, target], kernel, step };
}

/** Attributes as text; tables among them by identity, for who applies one twice holds one object. */
function attributesKey(attributes: unknown, identities: Map<unknown, number>): string {
  return JSON.stringify(attributes, (name, value: unknown) => {
    if (name !== "table") return value;
    const identity = identities.get(value) ?? identities.size;
    identities.set(value, identity);
    return `#${identity}`;
  });
}
