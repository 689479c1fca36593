import { ArgumentError } from "@erlangen/numerics";
import { ByteWriter } from "./byte-writer.ts";
import { wasmFeatures, type WasmFeatures } from "./features.ts";
import { FunctionBuilder, localAt } from "./function-builder.ts";
import { statement, type Statement } from "./memory-access.ts";
import { scalarConstant } from "./scalars.ts";
import {
  expression,
  typeCodes,
  type Local,
  type Operand,
  type Value,
  type ValueType,
} from "./value.ts";

/** Parameters and result of a function. */
export interface Signature<
  P extends readonly ValueType[] = readonly ValueType[],
  R extends ValueType | undefined = ValueType | undefined,
> {
  readonly parameters: P;
  /** `undefined`: no result. */
  readonly result: R;
}

/** A function that code can call. */
export interface FunctionHandle<
  P extends readonly ValueType[] = readonly ValueType[],
  R extends ValueType | undefined = ValueType | undefined,
> extends Signature<P, R> {
  /** Position among all functions of the module. */
  readonly index: number;
}

/** How a function is declared. */
export interface FunctionOptions<P extends readonly ValueType[], R extends ValueType | undefined> {
  readonly parameters: P;
  /** Default: none. */
  readonly result?: R;
  /** Exported under this name. Default: not exported. */
  readonly exportAs?: string;
}

/** The memory that a module imports. Sizes in pages of 64 KiB. */
export interface MemoryImport {
  readonly module: string;
  readonly name: string;
  readonly minimum: number;
  /** Needed for shared memory. */
  readonly maximum?: number;
  /** Default false. */
  readonly shared?: boolean;
}

type Locals<P extends readonly ValueType[]> = { [i in keyof P]: Local<P[i]> };
type Operands<P extends readonly ValueType[]> = { [i in keyof P]: Operand<P[i]> };

interface ImportedFunction {
  readonly module: string;
  readonly name: string;
  readonly type: number;
}

interface DefinedFunction {
  readonly type: number;
  readonly exportAs: string | undefined;
  readonly builder: FunctionBuilder;
}

/**
 * Writes a WebAssembly module: imports, functions, exports; equal calls give equal bytes.
 *
 * Source: WebAssembly Core Specification 2.0, chapter 5, with the threads and relaxed SIMD proposals.
 *
 * ```ts
 * import { f32, WasmModule, webAssembly } from "@erlangen/backends/wasm/assembler";
 *
 * const module = new WasmModule();
 * module.function({ parameters: ["f32"], result: "f32", exportAs: "square" }, (f, [x]) => {
 *   f.return(f32.mul(x, x));
 * });
 * const { exports } = new webAssembly.Instance(new webAssembly.Module(module.encode()));
 * exports["square"](3); // => 9
 * ```
 */
export class WasmModule {
  /** What the code may use. */
  readonly features: WasmFeatures;
  readonly #types: string[] = [];
  readonly #imports: ImportedFunction[] = [];
  readonly #functions: DefinedFunction[] = [];
  #memory: MemoryImport | undefined;

  /**
   * @param features - Default: those of the runtime.
   */
  constructor(features: WasmFeatures = wasmFeatures()) {
    this.features = features;
  }

  /** The memory of all loads and stores. */
  importMemory(memory: MemoryImport): void {
    this.#memory = memory;
  }

  /** A function of the host. Imports come before the first {@link WasmModule.function}. */
  importFunction<const P extends readonly ValueType[], R extends ValueType | undefined = undefined>(
    from: { readonly module: string; readonly name: string },
    { parameters, result }: Omit<FunctionOptions<P, R>, "exportAs">,
  ): FunctionHandle<P, R> {
    if (this.#functions.length > 0) {
      throw new ArgumentError(
        `importFunction: expected imports before functions, got "${from.name}" after ${this.#functions.length}`,
      );
    }
    const index = this.#imports.length;
    const signature = { parameters, result: result as R };
    this.#imports.push({ ...from, type: this.#typeOf(signature) });
    return { ...signature, index };
  }

  /**
   * A function with its code.
   *
   * @param body - Called at once with the builder and the parameters as variables. May make other functions.
   */
  function<const P extends readonly ValueType[], R extends ValueType | undefined = undefined>(
    options: FunctionOptions<P, R>,
    body: (f: FunctionBuilder, parameters: Locals<P>) => void,
  ): FunctionHandle<P, R> {
    const { parameters, result, exportAs } = options;
    const signature = { parameters, result: result as R };
    const builder = new FunctionBuilder(parameters.length, this.features);
    const own = this.#functions.length;
    this.#functions.push({ type: this.#typeOf(signature), exportAs, builder });
    const locals = parameters.map((type, index) => localAt(index, type));
    body(builder, locals as unknown as Locals<P>);
    // A function with a result ends by `return`; the trap tells the validator that nothing falls through.
    if (result !== undefined) builder.trap();
    return { ...signature, index: this.#imports.length + own };
  }

  /** The module as bytes. */
  encode(): Uint8Array<ArrayBuffer> {
    const out = new ByteWriter();
    out.raw(Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    section(out, 1, this.#types, (types, type) => types.raw(Uint8Array.from(type, codeOf)));
    this.#encodeImports(out);
    section(out, 3, this.#functions, (list, { type }) => list.unsigned(type));
    const exported = this.#functions.flatMap(({ exportAs }, i) =>
      exportAs === undefined ? [] : [{ exportAs, position: this.#imports.length + i }],
    );
    section(out, 7, exported, (list, { exportAs, position }) => {
      list.name(exportAs);
      list.byte(0);
      list.unsigned(position);
    });
    section(out, 10, this.#functions, (list, { builder }) => list.sized(builder.encode()));
    return out.finish();
  }

  #encodeImports(out: ByteWriter): void {
    const memory = this.#memory;
    const imports = memory === undefined ? this.#imports : [...this.#imports, memory];
    section<ImportedFunction | MemoryImport>(out, 2, imports, (list, item) => {
      list.name(item.module);
      list.name(item.name);
      if ("type" in item) {
        list.byte(0);
        list.unsigned(item.type);
        return;
      }
      list.byte(2);
      list.byte((item.maximum === undefined ? 0 : 1) + (item.shared === true ? 2 : 0));
      list.unsigned(item.minimum);
      if (item.maximum !== undefined) list.unsigned(item.maximum);
    });
  }

  /** Position of a function type, written as a string of its bytes so that equal ones are found. */
  #typeOf({ parameters, result }: Signature): number {
    const codes = [
      0x60,
      parameters.length,
      ...parameters.map((type) => typeCodes[type]),
      ...(result === undefined ? [0] : [1, typeCodes[result]]),
    ];
    const type = String.fromCharCode(...codes);
    const known = this.#types.indexOf(type);
    if (known >= 0) return known;
    this.#types.push(type);
    return this.#types.length - 1;
  }
}

/** Calls a function for its result. */
export function call<P extends readonly ValueType[], R extends ValueType>(
  target: FunctionHandle<P, R>,
  ...operands: Operands<P>
): Value<R> {
  return expression(target.result, (code) => writeCall(code, target, operands));
}

/** Calls a function without result. */
export function perform<P extends readonly ValueType[]>(
  target: FunctionHandle<P, undefined>,
  ...operands: Operands<P>
): Statement {
  return statement([], (code) => writeCall(code, target, operands));
}

function writeCall(
  code: ByteWriter,
  target: FunctionHandle,
  operands: readonly Operand<ValueType>[],
): void {
  operands.forEach((operand, i) => {
    if (typeof operand !== "number") operand.write(code);
    else scalarConstant(target.parameters[i], operand).write(code);
  });
  code.byte(0x10);
  code.unsigned(target.index);
}

function codeOf(letter: string): number {
  return letter.charCodeAt(0);
}

function section<T>(
  out: ByteWriter,
  id: number,
  items: readonly T[],
  write: (list: ByteWriter, item: T) => void,
): void {
  if (items.length === 0) return;
  const list = new ByteWriter();
  list.unsigned(items.length);
  for (const item of items) write(list, item);
  out.byte(id);
  out.sized(list.finish());
}
