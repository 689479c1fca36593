/** A compiled module. */
export interface CompiledModule {
  readonly [compiled]: true;
}
declare const compiled: unique symbol;

/** A memory that modules share with the host. Sizes in pages of 64 KiB. */
export interface LinearMemory {
  /** Another object after the memory has grown, unless it is shared. */
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What modules import: names of modules, then names inside. */
export type Imports = Readonly<
  Record<string, Readonly<Record<string, LinearMemory | ((...values: number[]) => number | void)>>>
>;

/** Functions of an instance by name. */
export type Exports = Readonly<Record<string, (...values: number[]) => number>>;

/** What this package uses of the WebAssembly JavaScript interface. */
export interface WebAssemblyInterface {
  readonly Memory: new (size: {
    readonly initial: number;
    readonly maximum?: number;
    readonly shared?: boolean;
  }) => LinearMemory;
  readonly Module: new (bytes: Uint8Array) => CompiledModule;
  readonly Instance: new (
    module: CompiledModule,
    imports?: Imports,
  ) => { readonly exports: Exports };
  readonly RuntimeError: new (message?: string) => Error;
  compile(bytes: Uint8Array): Promise<CompiledModule>;
  instantiate(module: CompiledModule, imports?: Imports): Promise<{ readonly exports: Exports }>;
  validate(bytes: Uint8Array): boolean;
}

/**
 * WebAssembly of the runtime, in the types that this package needs: neither the library of Node nor that of the
 * language declares it.
 */
export const webAssembly: WebAssemblyInterface = (
  globalThis as unknown as { readonly WebAssembly: WebAssemblyInterface }
).WebAssembly;
