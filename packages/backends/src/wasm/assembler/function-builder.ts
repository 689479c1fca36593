import { ByteWriter } from "./byte-writer.ts";
import type { WasmFeatures } from "./features.ts";
import { instruction, valueOf, vectorPrefix } from "./instruction-set.ts";
import type { Statement } from "./memory-access.ts";
import { i32, scalarConstant } from "./scalars.ts";
import { typeCodes, type Local, type Operand, type Value, type ValueType } from "./value.ts";
import { f32x4 } from "./vectors.ts";

/** A place in the code that can be branched to. */
export interface Label {
  readonly depth: number;
}

/** What a number can stand for: constants of scalar types. */
type Constant<T extends ValueType> = T extends "v128" ? never : number;

/** A counted loop: from, from + step, ... while below `to` (as signed integers). */
export interface Counting {
  /** Default 0. */
  readonly from?: Operand<"i32">;
  /** Evaluated once. */
  readonly to: Operand<"i32">;
  /** Default 1. */
  readonly step?: number;
  /** Pointers that move at the end of each round by so many bytes. */
  readonly advance?: readonly (readonly [pointer: Local<"i32">, bytes: Operand<"i32">])[];
}

/** Collects the body of a function: statements in order, structured control, locals made as they are needed. */
export class FunctionBuilder {
  readonly features: WasmFeatures;
  readonly #code: ByteWriter = new ByteWriter();
  readonly #parameters: number;
  readonly #locals: ValueType[] = [];
  readonly #free = new Map<ValueType, Local[]>();
  #depth = 0;

  constructor(parameters: number, features: WasmFeatures) {
    this.#parameters = parameters;
    this.features = features;
  }

  /** A new variable, zero at first. */
  local<T extends ValueType>(type: T): Local<T> {
    const free = this.#free.get(type)?.pop() as Local<T> | undefined;
    if (free !== undefined) return free;
    const index = this.#parameters + this.#locals.length;
    this.#locals.push(type);
    return localAt(index, type);
  }

  /** A variable that holds `value`. */
  let<T extends ValueType>(value: Value<T>): Local<T> {
    const local = this.local(value.type);
    this.set(local, value);
    return local;
  }

  /** `value` itself when it is free to evaluate, else a variable that holds it. */
  keep<T extends ValueType>(value: Value<T>): Value<T> {
    return value.simple === true ? value : this.let(value);
  }

  /**
   * Runs `body`; variables that it makes are used again by later code.
   *
   * They are not zero then: what needs a start value in a scope sets it.
   */
  scope(body: () => void): void {
    const first = this.#locals.length;
    const before = new Map([...this.#free].map(([type, locals]) => [type, [...locals]]));
    body();
    this.#free.clear();
    for (const [type, locals] of before) this.#free.set(type, locals);
    this.#locals.slice(first).forEach((type, i) => {
      const locals = this.#free.get(type) ?? [];
      locals.push(localAt(this.#parameters + first + i, type));
      this.#free.set(type, locals);
    });
  }

  /** Gives a variable a new value. */
  set<T extends ValueType>(local: Local<T>, value: Value<T> | Constant<T>): void {
    const written: Value = typeof value === "number" ? scalarConstant(local.type, value) : value;
    written.write(this.#code);
    this.#code.byte(0x21);
    this.#code.unsigned(local.index);
  }

  /** Adds to an integer variable. */
  increase(local: Local<"i32">, by: Operand<"i32">): void {
    this.set(local, i32.add(local, by));
  }

  /** Runs a statement. */
  do(statement: Statement): void {
    statement.write(this.#code);
  }

  /** Evaluates for the effect alone. */
  drop(value: Value): void {
    value.write(this.#code);
    this.#code.byte(0x1a);
  }

  /** a·b + c in each lane; rounded once where the runtime has relaxed SIMD, else twice. */
  mulAdd(a: Operand<"v128">, b: Operand<"v128">, c: Operand<"v128">): Value<"v128"> {
    if (!this.features.relaxedSimd) return f32x4.add(f32x4.mul(a, b), c);
    const operands = [a, b, c].map((operand) => valueOf(operand, f32x4.constant));
    return instruction("v128", { prefix: vectorPrefix, opcode: 0x105 }, operands);
  }

  /** `exit` leads behind the block. */
  block(body: (exit: Label) => void): void {
    this.#structure(0x02, body);
  }

  /** `again` leads to the begin of the body; without a branch there it runs once. */
  loop(body: (again: Label) => void): void {
    this.#structure(0x03, body);
  }

  branch(to: Label): void {
    this.#code.byte(0x0c);
    this.#code.unsigned(this.#depth - to.depth);
  }

  branchIf(truth: Value<"i32">, to: Label): void {
    truth.write(this.#code);
    this.#code.byte(0x0d);
    this.#code.unsigned(this.#depth - to.depth);
  }

  if(truth: Value<"i32">, then: () => void, otherwise?: () => void): void {
    truth.write(this.#code);
    this.#structure(0x04, () => {
      then();
      if (otherwise === undefined) return;
      this.#code.byte(0x05);
      otherwise();
    });
  }

  /** Repeats `body` while `truth` holds. */
  while(truth: Value<"i32">, body: () => void): void {
    this.block((exit) => {
      this.loop((again) => {
        this.branchIf(i32.eqz(truth), exit);
        body();
        this.branch(again);
      });
    });
  }

  /** Repeats `body` with a counter. */
  for(counting: Counting, body: (counter: Local<"i32">) => void): void {
    const { from = 0, step = 1, advance = [] } = counting;
    const to = this.keep(valueOf(counting.to, i32.constant));
    const counter = this.let(valueOf(from, i32.constant));
    const certain =
      typeof from === "number" && typeof counting.to === "number" && from < counting.to;
    this.block((exit) => {
      if (!certain) this.branchIf(i32.geS(counter, to), exit);
      this.loop((again) => {
        body(counter);
        for (const [pointer, bytes] of advance) this.increase(pointer, bytes);
        this.increase(counter, step);
        this.branchIf(i32.ltS(counter, to), again);
      });
    });
  }

  /** Ends the function with its result, if it has one. */
  return(value?: Value): void {
    value?.write(this.#code);
    this.#code.byte(0x0f);
  }

  /** Ends the program with a trap: a `WebAssembly.RuntimeError`. */
  trap(): void {
    this.#code.byte(0x00);
  }

  /** The body with its locals, as the code section holds it. */
  encode(): Uint8Array {
    const body = new ByteWriter();
    const runs: [count: number, type: ValueType][] = [];
    for (const type of this.#locals) {
      const last = runs[runs.length - 1];
      if (last?.[1] === type) last[0]++;
      else runs.push([1, type]);
    }
    body.unsigned(runs.length);
    for (const [count, type] of runs) {
      body.unsigned(count);
      body.byte(typeCodes[type]);
    }
    body.raw(this.#code.finish());
    body.byte(0x0b);
    return body.finish();
  }

  #structure(opcode: number, body: (label: Label) => void): void {
    this.#code.byte(opcode);
    this.#code.byte(0x40);
    this.#depth++;
    body({ depth: this.#depth });
    this.#depth--;
    this.#code.byte(0x0b);
  }
}

/** The variable of this position. */
export function localAt<T extends ValueType>(index: number, type: T): Local<T> {
  return {
    index,
    type,
    simple: true,
    write(code) {
      code.byte(0x20);
      code.unsigned(index);
    },
  };
}
