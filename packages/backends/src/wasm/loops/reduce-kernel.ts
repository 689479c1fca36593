import type { ReduceStep } from "../../schedule/schedule.ts";
import { mergeAxes } from "../../schedule/views.ts";
import { i32, select } from "../assembler/scalars.ts";
import type { Local, Value, ValueType } from "../assembler/value.ts";
import type { FunctionHandle, WasmModule } from "../assembler/wasm-module.ts";
import type { CodePlace } from "../lanes/trigonometric.ts";
import { accumulator, type Accumulator } from "./accumulator.ts";
import type { LoopKernel } from "./elementwise-kernel.ts";
import { ExpressionCode, isLight } from "./expression-code.ts";
import { kernelKey } from "./kernel-key.ts";
import {
  elementBytes,
  loadVector,
  overlappingGroups,
  storeVector,
  walk,
  type Cursor,
} from "./vector-access.ts";

/**
 * A reduction of a fused expression as a function.
 *
 * Where the last axis is reduced, four elements at a time are added lane by lane and the lanes at the end; else four
 * neighbouring results are made at once. Sums of float32 move to float64 every few dozen additions.
 */
export function reduceKernel(step: ReduceStep): LoopKernel {
  const removed = new Set(step.axes);
  let kept = 0;
  const targetStrides = step.domain.map((_, axis) =>
    removed.has(axis) ? 0 : step.target.strides[kept++],
  );
  const merged = mergeAxes(
    step.domain,
    [...step.operands.map(({ strides }) => strides), targetStrides],
    (axis) => removed.has(axis),
  );
  const isScalar = merged.shape.length === 0;
  const nest: ReductionNest = {
    expression: step.expression,
    node: step.node,
    reduction: step.reduction,
    dtype: step.target.dtype === "int32" ? "int32" : "float32",
    shape: isScalar ? [1] : merged.shape,
    strides: isScalar ? merged.strides.map(() => [0]) : merged.strides,
    isReduced: isScalar ? [true] : merged.classes.map((reduced) => reduced === true),
  };
  return {
    key: `reduce ${kernelKey(nest)}`,
    extra: [],
    write: (module) => new ReductionCode(module, nest).write(),
  };
}

interface ReductionNest extends Pick<ReduceStep, "expression" | "node" | "reduction"> {
  readonly dtype: "float32" | "int32";
  readonly shape: readonly number[];
  /** Of the operands, then of the target: 0 along reduced axes. */
  readonly strides: readonly (readonly number[])[];
  readonly isReduced: readonly boolean[];
}

/** Addresses of the operands, then of the target. */
type Pointers = readonly Local<"i32">[];

/** Where an expression is evaluated. */
interface At {
  readonly cursors: readonly Cursor[];
  /** Bytes behind the cursors. Default 0. */
  readonly index: Local<"i32"> | undefined;
  readonly lanes: number;
}

class ReductionCode {
  readonly #module: WasmModule;
  readonly #nest: ReductionNest;

  constructor(module: WasmModule, nest: ReductionNest) {
    this.#module = module;
    this.#nest = nest;
  }

  write(): FunctionHandle<readonly ValueType[], undefined> {
    const { shape, strides, isReduced } = this.#nest;
    const last = shape.length - 1;
    const axes = shape.map((_, axis) => axis);
    const kept = axes.filter((axis) => axis !== last && !isReduced[axis]);
    const reduced = axes.filter((axis) => axis !== last && isReduced[axis]);
    const parameters = strides.map(() => "i32" as const);
    return this.#module.function({ parameters }, (f, locals) => {
      const outer = strides.map((own, i) => ({
        pointer: locals[i],
        strides: kept.map((axis) => own[axis]),
      }));
      const lengths = kept.map((axis) => shape[axis]);
      const place = { module: this.#module, f };
      walk(f, lengths, outer, () => {
        f.scope(() => {
          if (isReduced[last]) this.#row(place, locals, reduced);
          else this.#columns(place, locals, reduced);
        });
      });
    });
  }

  /** All reduced elements of one result; the last axis is reduced. */
  #row(place: CodePlace, locals: Pointers, reduced: readonly number[]): void {
    const { f } = place;
    const { shape, expression } = this.#nest;
    const length = shape[shape.length - 1];
    const whole = Math.floor(length / 4);
    const unrolled = isLight(expression) && whole >= 8 ? 4 : 1;
    const sum = this.#accumulator(place, unrolled);
    sum.start();
    this.#walkReduced(place, { locals, reduced }, (cursors) => {
      const vector = (index: Local<"i32"> | undefined, lanes: number): Value<"v128"> =>
        this.#value(place, { cursors, index, lanes });
      if (length < 4) {
        sum.addMasked(
          0,
          vector(undefined, length),
          [0, 1, 2, 3].map((lane) => lane < length),
        );
        sum.settle();
        return;
      }
      const groups = whole - (whole % unrolled);
      const block = 32 * unrolled;
      const groupBytes = 4 * elementBytes;
      const visit = (from: number | Local<"i32">, to: number | Value<"i32">): void => {
        f.for({ from, to, step: unrolled * groupBytes }, (index) => {
          for (let u = 0; u < unrolled; u++) {
            f.scope(() => {
              const at = u === 0 ? index : f.let(i32.add(index, u * groupBytes));
              sum.add(u, vector(at, 4));
            });
          }
        });
        sum.settle();
      };
      if (groups <= block) visit(0, groups * groupBytes);
      else {
        f.for({ to: groups * groupBytes, step: block * groupBytes }, (begin) => {
          const end = f.let(i32.add(begin, block * groupBytes));
          visit(begin, smaller(end, groups * groupBytes));
        });
      }
      for (let rest = groups; rest < whole; rest++) {
        f.scope(() => sum.add(0, vector(f.let(i32.constant(rest * groupBytes)), 4)));
      }
      if (length % 4 > 0) {
        f.scope(() => {
          const index = f.let(i32.constant((length - 4) * elementBytes));
          sum.addMasked(
            0,
            vector(index, 4),
            [0, 1, 2, 3].map((lane) => lane >= 4 - (length % 4)),
          );
        });
      }
      sum.settle();
    });
    sum.storeAcross(locals[locals.length - 1]);
  }

  /** All results along the last axis, which is kept. */
  #columns(place: CodePlace, locals: Pointers, reduced: readonly number[]): void {
    const { f } = place;
    const { shape, strides, expression } = this.#nest;
    const last = shape.length - 1;
    const { [last]: length } = shape;
    const width = length >= 16 && isLight(expression) ? 4 : 1;
    const count = reduced.reduce((product, axis) => product * shape[axis], 1);
    const group = (index: Local<"i32"> | undefined, lanes: number): void => {
      f.scope(() => {
        const sum = this.#accumulator(place, width);
        sum.start();
        const rounds = f.let(i32.constant(0));
        this.#walkReduced(place, { locals, reduced }, (cursors) => {
          for (let u = 0; u < width; u++) {
            f.scope(() => {
              const at =
                u === 0 || index === undefined
                  ? index
                  : f.let(i32.add(index, 4 * u * elementBytes));
              sum.add(u, this.#value(place, { cursors, index: at, lanes }));
            });
          }
          if (count > 64) {
            f.increase(rounds, 1);
            f.if(i32.eq(rounds, 32), () => {
              sum.settle();
              f.set(rounds, i32.constant(0));
            });
          }
        });
        for (let u = 0; u < width; u++) {
          f.scope(() => {
            const byteIndex =
              index === undefined ? undefined : f.let(i32.add(index, 4 * u * elementBytes));
            const pointer = locals[locals.length - 1];
            const stride = strides[strides.length - 1][last];
            const target = { pointer, stride, lanes, ...(byteIndex && { byteIndex }) };
            storeVector(f, target, sum.total(u));
          });
        }
      });
    };
    if (length < 4) group(undefined, length);
    else overlappingGroups(f, length, 4 * width, (index) => group(index, 4));
  }

  #accumulator({ f }: CodePlace, count: number): Accumulator {
    const { reduction, dtype } = this.#nest;
    return accumulator(f, { reduction, dtype, count });
  }

  /** Loops over reduced axes with pointers of their own. */
  #walkReduced(
    { f }: CodePlace,
    { locals, reduced }: { readonly locals: Pointers; readonly reduced: readonly number[] },
    body: (cursors: readonly Cursor[]) => void,
  ): void {
    const { shape, strides } = this.#nest;
    const last = shape.length - 1;
    const operands = strides.slice(0, -1);
    const cursors = operands.map((own, i) => ({
      pointer: reduced.length === 0 ? locals[i] : f.let(locals[i]),
      strides: [...reduced.map((axis) => own[axis]), own[last]],
    }));
    const walked = cursors.map(({ pointer, strides: own }) => ({
      pointer,
      strides: own.slice(0, -1),
    }));
    walk(
      f,
      reduced.map((axis) => shape[axis]),
      walked,
      () => body(cursors),
    );
  }

  /** The expression at the element `index` bytes behind the cursors. */
  #value(place: CodePlace, at: At): Value<"v128"> {
    const { expression, node } = this.#nest;
    const code = new ExpressionCode(place, expression);
    code.compute((operand) => {
      const { pointer, strides } = at.cursors[operand];
      const stride = strides[strides.length - 1];
      const { lanes, index } = at;
      return loadVector(place.f, { pointer, stride, lanes, ...(index && { byteIndex: index }) });
    });
    return code.valueOf(node);
  }
}

function smaller(a: Local<"i32">, bound: number): Value<"i32"> {
  return select(a, i32.constant(bound), i32.ltS(a, bound));
}
