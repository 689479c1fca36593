import type { ElementwiseStep, ExpressionNode } from "../../schedule/schedule.ts";
import { mergeAxes } from "../../schedule/views.ts";
import type { ValueType } from "../assembler/value.ts";
import type { FunctionHandle, WasmModule } from "../assembler/wasm-module.ts";
import { i32 } from "../assembler/scalars.ts";
import { ExpressionCode } from "./expression-code.ts";
import { kernelKey } from "./kernel-key.ts";
import { loadVector, overlappingGroups, storeVector, walk, type Cursor } from "./vector-access.ts";

/** Parameters: the addresses of all operands, then of all results, then `extra` numbers. */
export interface LoopKernel {
  readonly key: string;
  /** Numbers that follow the addresses. */
  readonly extra: readonly number[];
  /** A step over one run of memory, which threads can share: `extra` is its length alone. */
  readonly run?: LoopRun;
  write(module: WasmModule): FunctionHandle<readonly ValueType[], undefined>;
}

/** One run of memory. */
interface LoopRun {
  readonly length: number;
  /** Distance of neighbouring elements of each view. */
  readonly strides: readonly number[];
  /** Operations on each element. */
  readonly operations: number;
}

/**
 * A fused elementwise step as a function.
 *
 * The loops run over as few axes as the strides allow, the last one four elements at a time. What is the same along
 * the last axis is computed before it. Steps over one run of memory share a function whatever their length.
 */
export function elementwiseKernel(step: ElementwiseStep): LoopKernel {
  const views = [...step.operands, ...step.results.map(({ target }) => target)];
  const merged = mergeAxes(
    step.domain,
    views.map(({ strides }) => strides),
  );
  const shape = merged.shape.length === 0 ? [1] : merged.shape;
  const strides = merged.shape.length === 0 ? views.map(() => [0]) : merged.strides;
  const { expression } = step;
  const nodes = step.results.map(({ node }) => node);
  const isRun = shape.length === 1 && shape[0] >= 4;
  const length = isRun ? undefined : shape[shape.length - 1];
  const nest: Nest = { expression, nodes, shape: shape.slice(0, -1), length, strides };
  return {
    key: `elementwise ${kernelKey(nest)}`,
    extra: isRun ? [shape[0]] : [],
    ...(isRun
      ? {
          run: {
            length: shape[0],
            strides: strides.map(([stride]) => stride),
            operations: expression.filter(({ kind }) => kind === "operation").length,
          },
        }
      : {}),
    write: (module) => writeLoops(module, nest),
  };
}

interface Nest {
  readonly expression: readonly ExpressionNode[];
  /** The node of each result. */
  readonly nodes: readonly number[];
  /** Axes outside the last one. */
  readonly shape: readonly number[];
  /** Length of the last axis; `undefined`: a parameter, at least 4. */
  readonly length: number | undefined;
  /** Of operands, then results. */
  readonly strides: readonly (readonly number[])[];
}

function writeLoops(
  module: WasmModule,
  { expression, nodes, shape, length, strides }: Nest,
): FunctionHandle<readonly ValueType[], undefined> {
  const parameters = [...strides, ...(length === undefined ? [0] : [])].map(() => "i32" as const);
  return module.function({ parameters }, (f, locals) => {
    const place = { module, f };
    const cursors: Cursor[] = strides.map((own, i) => ({ pointer: locals[i], strides: own }));
    const operands = cursors.slice(0, cursors.length - nodes.length);
    const results = cursors.slice(operands.length);
    const innerStride = ({ strides: own }: Cursor): number => own[shape.length];
    const isFixed = fixedNodes(expression, (operand) => innerStride(operands[operand]) === 0);
    walk(f, shape, cursors, () => {
      f.scope(() => {
        const row = new ExpressionCode(place, expression);
        row.compute(
          (operand) => loadVector(f, { pointer: operands[operand].pointer, stride: 0, lanes: 4 }),
          isFixed,
        );
        const vector = (lanes: number, byteIndex: (typeof locals)[number]): void => {
          f.scope(() => {
            const code = new ExpressionCode(place, expression, row.values);
            code.compute((operand) => {
              const { pointer } = operands[operand];
              return loadVector(f, {
                pointer,
                stride: innerStride(operands[operand]),
                byteIndex,
                lanes,
              });
            });
            results.forEach((result, i) => {
              const { pointer } = result;
              const target = { pointer, stride: innerStride(result), byteIndex, lanes };
              storeVector(f, target, code.storedValueOf(nodes[i]));
            });
          });
        };
        if (length !== undefined && length < 4) vector(length, f.let(i32.constant(0)));
        else overlappingGroups(f, length ?? locals[strides.length], 4, (index) => vector(4, index));
      });
    });
  });
}

/** The nodes that depend on operands of this kind only. */
function fixedNodes(
  expression: readonly ExpressionNode[],
  isFixedOperand: (operand: number) => boolean,
): (node: number) => boolean {
  const fixed: boolean[] = [];
  for (const node of expression) {
    if (node.kind === "operand") fixed.push(isFixedOperand(node.operand));
    else fixed.push(node.kind === "scalar" || node.inputs.every((input) => fixed[input]));
  }
  return (node) => fixed[node];
}
