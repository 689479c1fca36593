import { EngineError } from "@erlangen/numerics";

/** A running worker. */
export interface WorkerHandle {
  post(message: unknown): void;
  /** Ends it, whatever it does. */
  terminate(): Promise<void>;
}

/**
 * Starts a worker from its source text.
 *
 * @param onEnd - Called when it ends without having been asked to, with the cause if there is one.
 */
export type WorkerStarter = (source: string, onEnd: (cause?: unknown) => void) => WorkerHandle;

/** What this file uses of `node:worker_threads`. */
interface NodeWorker {
  postMessage(message: unknown, transfer: readonly object[]): void;
  terminate(): Promise<unknown>;
  unref(): void;
  on(event: "error" | "exit", listener: (cause: unknown) => void): void;
}

interface NodeThreads {
  readonly Worker: new (source: string, options: { readonly eval: true }) => NodeWorker;
}

/** What this file uses of a browser. */
interface BrowserWorker {
  postMessage(message: unknown, transfer: readonly object[]): void;
  terminate(): void;
  addEventListener(event: "error", listener: (event: { readonly message?: string }) => void): void;
}

interface Surroundings {
  readonly process?: {
    readonly versions?: { readonly node?: string };
    getBuiltinModule?(name: string): unknown;
  };
  readonly Worker?: new (url: string) => BrowserWorker;
  readonly Blob?: new (parts: readonly string[], options: { readonly type: string }) => object;
  readonly URL?: { createObjectURL(blob: object): string; revokeObjectURL(url: string): void };
}

/**
 * A worker of Node or of a browser, whichever is there.
 *
 * @throws EngineError when the runtime has no workers, or refuses to start one.
 */
export const startWorker: WorkerStarter = (source, onEnd) => {
  const { process, Worker, Blob, URL } = globalThis as unknown as Surroundings;
  try {
    if (typeof process?.versions?.node === "string") return nodeWorker(source, onEnd);
    if (Worker !== undefined && Blob !== undefined && URL !== undefined) {
      const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      return browserWorker(new Worker(url), () => URL.revokeObjectURL(url), onEnd);
    }
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    throw new EngineError(
      "wasm: expected a worker to start, got a refusal; a content security policy must allow workers from blob: URLs",
      { cause },
    );
  }
  throw new EngineError("wasm: expected a runtime with workers, got none; use `threads: 1`");
};

function nodeWorker(source: string, onEnd: (cause?: unknown) => void): WorkerHandle {
  const { process } = globalThis as unknown as Surroundings;
  // Not an import: bundles for browsers contain this file.
  const threads = process?.getBuiltinModule?.("node:worker_threads") as NodeThreads | undefined;
  if (threads === undefined) {
    throw new EngineError("wasm: expected node:worker_threads, got none; use Node 20.16 or later");
  }
  const worker = new threads.Worker(source, { eval: true });
  worker.unref();
  worker.on("error", onEnd);
  worker.on("exit", () => onEnd());
  return {
    post: (message) => worker.postMessage(message, []),
    terminate: async () => {
      await worker.terminate();
    },
  };
}

function browserWorker(
  worker: BrowserWorker,
  release: () => void,
  onEnd: (cause?: unknown) => void,
): WorkerHandle {
  worker.addEventListener("error", ({ message }) => onEnd(message));
  return {
    post: (message) => worker.postMessage(message, []),
    terminate: async () => {
      worker.terminate();
      release();
    },
  };
}
