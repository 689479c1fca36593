import {
  expandComposites,
  run,
  simplify,
  sizeOf,
  tensor,
  type Graph,
  type GraphValue,
  type PadAttributes,
  type SliceAttributes,
  type Spec,
} from "@erlangen/tensor";
import { elementwiseFunctions } from "./elementwise-names.ts";
import {
  dtypeOf,
  moveViews,
  operationFormula,
  viewsOf,
  weightOf,
  type Formula,
} from "./expression.ts";
import { finishSchedule } from "./finish-schedule.ts";
import { fuseSteps } from "./fuse.ts";
import type { Schedule, View } from "./schedule.ts";
import { ScheduleBuilder, type StepLimits } from "./schedule-builder.ts";
import { writeConcatenation, writePadding } from "./write-parts.ts";
import {
  broadcastView,
  flipView,
  isContiguous,
  reshapeView,
  sliceView,
  transposeView,
} from "./views.ts";

/** What {@link scheduleGraph} accepts. */
export interface ScheduleOptions extends Partial<StepLimits> {
  /** Whether the engine has a kernel for a composite primitive; others are composed of simpler ones. Default: none. */
  readonly supports?: (primitive: string) => boolean;
  /**
   * Whether the kernel of a primitive can read an operand through this view. Default: no; the operand is then
   * copied into row-major order first.
   */
  readonly takesView?: (primitive: string, operand: number, view: View) => boolean;
}

type Application = GraphValue & { readonly kind: "application" };

/** A formula with at most this weight and two views is computed again by each reader. */
const cheapWeight = 2;

/**
 * Arranges a program in steps for an engine.
 *
 * Elementwise operations are put together into as few passes as possible, also with the reductions that read them;
 * movements become views; concatenations and paddings are written part by part in place; everything else is a step
 * of its own.
 *
 * Values of size 0 need no step. Operands of kernels are never empty, except those of gather and tensorProduct.
 */
export function scheduleGraph(graph: Graph, options: ScheduleOptions = {}): Schedule {
  const { supports = () => false, takesView = () => false } = options;
  const { maxBuffers = Infinity, maxOperations = 96 } = options;
  const limits: StepLimits = { maxBuffers: Math.max(4, maxBuffers), maxOperations };
  const scheduler = new Scheduler(
    simplify(expandComposites(graph, supports)),
    new ScheduleBuilder(limits),
    takesView,
  );
  return scheduler.schedule();
}

class Scheduler {
  readonly #graph: Graph;
  readonly #builder: ScheduleBuilder;
  readonly #takesView: (primitive: string, operand: number, view: View) => boolean;
  readonly #formulas: Formula[] = [];
  /** Number of readers of each value. */
  readonly #uses: readonly number[];
  /** Values that must be in memory in any case. */
  readonly #needed: ReadonlySet<number>;

  constructor(
    graph: Graph,
    builder: ScheduleBuilder,
    takesView: (primitive: string, operand: number, view: View) => boolean,
  ) {
    this.#graph = graph;
    this.#builder = builder;
    this.#takesView = takesView;
    const uses = graph.values.map(() => 0);
    const needed = new Set(graph.outputs);
    for (const value of graph.values) {
      if (value.kind !== "application") continue;
      for (const input of new Set(value.inputs)) uses[input]++;
      if (!isFused(value.primitive.name)) for (const input of value.inputs) needed.add(input);
    }
    this.#uses = uses;
    this.#needed = needed;
  }

  schedule(): Schedule {
    this.#graph.values.forEach((value, index) => {
      const formula = this.#formulaOf(value, index);
      this.#formulas.push(formula.kind === "operation" ? this.#settle(formula, index) : formula);
    });
    const outputs = this.#graph.outputs.map((output) => this.#output(output));
    const { buffers, steps, limits } = this.#builder;
    return finishSchedule(buffers, fuseSteps(steps, outputs, limits), outputs);
  }

  #formulaOf(value: GraphValue, index: number): Formula {
    const builder = this.#builder;
    if (value.kind === "input") {
      return { kind: "load", view: builder.allocate(value, { kind: "input", input: index }) };
    }
    if (value.kind === "constant") return builder.constant(value.tensor);
    if (sizeOf(value.shape) === 0) return { kind: "load", view: builder.allocate(value) };
    const { name } = value.primitive;
    if (name === "stopGradient") return this.#formulas[value.inputs[0]];
    if (name === "cast" || elementwiseFunctions.has(name)) return this.#elementwise(value);
    if (isMovement(name)) return this.#movement(value);
    if (!takesEmpty.has(name) && value.inputs.some((input) => this.#isEmpty(input))) {
      return this.#ofNothing(value);
    }
    if (name === "reduceSum" || name === "reduceMax") return this.#reduction(value, name);
    const target = builder.allocate(value);
    if (name === "concatenate") {
      const parts = value.inputs.map((input) => ({
        formula: this.#formulas[input],
        shape: this.#graph.values[input].shape,
      }));
      writeConcatenation(builder, parts, (value.attributes as { axis: number }).axis, target);
    } else if (name === "pad") {
      const part = this.#formulas[value.inputs[0]];
      const { shape } = this.#graph.values[value.inputs[0]];
      writePadding(builder, { formula: part, shape }, value.attributes as PadAttributes, target);
    } else {
      const operands = value.inputs.map((input, i) => this.#operand(value, input, i));
      const { primitive, attributes } = value;
      builder.steps.push({ kind: "primitive", primitive, attributes, operands, target });
    }
    return { kind: "load", view: target };
  }

  #elementwise(value: Application): Formula {
    const { primitive, attributes, shape, dtype } = value;
    const inputs = value.inputs.map((input) => this.#formulas[input]);
    if (inputs.every((input) => input.kind === "scalar")) {
      const numbers = inputs.map((input) => tensor([input.value], [], input.dtype));
      const [folded] = run(primitive, numbers, attributes, { shape: [], dtype }).data;
      return { kind: "scalar", value: folded, dtype };
    }
    return operationFormula(primitive.name, this.#builder.fitted(inputs, shape, dtypeOf), dtype);
  }

  #movement(value: Application): Formula {
    const [input] = value.inputs;
    const formula = this.#formulas[input];
    if (formula.kind === "scalar") return formula;
    const repeats = sizeOf(value.shape) > sizeOf(this.#graph.values[input].shape);
    const source = repeats && !isCheap(formula) ? this.#inMemory(input) : formula;
    const move = movementOf(value);
    return (
      moveViews(source, move) ??
      // A copy in row-major order can take any shape.
      moveViews({ kind: "load", view: this.#contiguous(input) }, move) ??
      impossible(`a contiguous view that cannot be moved by ${value.primitive.name}`)
    );
  }

  #reduction(value: Application, name: "reduceSum" | "reduceMax"): Formula {
    const { axes } = value.attributes as { readonly axes: readonly number[] };
    const [input] = value.inputs;
    const domain = this.#graph.values[input].shape;
    const formula = this.#formulas[input];
    const removed = new Set(axes);
    if (axes.every((axis) => domain[axis] === 1)) {
      const squeezed = moveViews(formula, (view) => ({
        ...view,
        shape: view.shape.filter((_, axis) => !removed.has(axis)),
        strides: view.strides.filter((_, axis) => !removed.has(axis)),
      }));
      if (squeezed !== undefined) return squeezed;
    }
    const target = this.#builder.allocate(value);
    const reduction = name === "reduceSum" ? "sum" : "max";
    this.#builder.reduce(formula, { domain, axes, reduction }, target);
    return { kind: "load", view: target };
  }

  /** A value that depends on no element: sums over nothing and the like. */
  #ofNothing(value: Application): Formula {
    const zeros = value.inputs.map((input): Spec & { data: number[] } => {
      const { shape, dtype } = this.#graph.values[input];
      return { shape, dtype, data: new Array<number>(sizeOf(shape)).fill(0) };
    });
    const operands = zeros.map(({ data, shape, dtype }) =>
      tensor(new Float64Array(data), shape, dtype),
    );
    return this.#builder.constant(run(value.primitive, operands, value.attributes, value));
  }

  /** Puts a formula into memory when that is cheaper than to compute it for each reader. */
  #settle(formula: Formula, index: number): Formula {
    const value = this.#graph.values[index];
    const once = this.#uses[index] <= 1 && !this.#needed.has(index);
    if (once || (!this.#needed.has(index) && isCheap(formula))) return formula;
    return { kind: "load", view: this.#builder.realize(formula, value) };
  }

  #inMemory(index: number): Formula {
    const view = this.#builder.realize(this.#formulas[index], this.#graph.values[index]);
    this.#formulas[index] = { kind: "load", view };
    return this.#formulas[index];
  }

  #contiguous(index: number): View {
    const view = this.#builder.contiguous(this.#formulas[index], this.#graph.values[index]);
    this.#formulas[index] = { kind: "load", view };
    return view;
  }

  #operand(value: Application, input: number, position: number): View {
    const formula = this.#inMemory(input);
    if (formula.kind !== "load") return impossible("a value in memory that is not a view");
    const { view } = formula;
    if (isContiguous(view) || this.#takesView(value.primitive.name, position, view)) return view;
    return this.#contiguous(input);
  }

  /** An output as the whole of a buffer, in row-major order. */
  #output(index: number): View {
    const value = this.#graph.values[index];
    const formula = this.#formulas[index];
    if (value.kind === "constant" && formula.kind === "scalar") {
      return this.#builder.allocate(value, { kind: "constant", tensor: value.tensor });
    }
    if (formula.kind === "load") {
      const { view } = formula;
      const whole =
        view.offset === 0 && this.#builder.buffers[view.buffer].size === sizeOf(view.shape);
      if (whole && isContiguous(view)) return view;
    }
    const target = this.#builder.allocate(value);
    this.#builder.write(formula, target);
    this.#formulas[index] = { kind: "load", view: target };
    return target;
  }

  #isEmpty(index: number): boolean {
    return sizeOf(this.#graph.values[index].shape) === 0;
  }
}

function isCheap(formula: Formula): boolean {
  return weightOf(formula) <= cheapWeight && viewsOf(formula).length <= 2;
}

/** Primitives whose value depends on their other operands when one is empty, as a product does without weights. */
const takesEmpty = new Set(["concatenate", "gather", "pad", "tensorProduct"]);

const movements = new Set(["reshape", "transpose", "broadcastTo", "slice", "flip"]);

function isMovement(name: string): boolean {
  return movements.has(name);
}

/** Whether a primitive reads formulas, so that its operands need not be in memory. */
function isFused(name: string): boolean {
  return (
    elementwiseFunctions.has(name) ||
    isMovement(name) ||
    ["cast", "stopGradient", "reduceSum", "reduceMax", "concatenate", "pad"].includes(name)
  );
}

function movementOf({
  primitive,
  attributes,
  shape,
}: Application): (view: View) => View | undefined {
  switch (primitive.name) {
    case "reshape":
      return (view) => reshapeView(view, shape);
    case "transpose": {
      const { permutation } = attributes as { readonly permutation: readonly number[] };
      return (view) => transposeView(view, permutation);
    }
    case "broadcastTo":
      return (view) => broadcastView(view, shape);
    case "slice": {
      const { start, step } = attributes as SliceAttributes;
      return (view) => sliceView(view, { start, step, shape });
    }
    default: {
      const { axes } = attributes as { readonly axes: readonly number[] };
      return (view) => flipView(view, axes);
    }
  }
}

function impossible(what: string): never {
  throw new Error(`internal: ${what}`);
}
