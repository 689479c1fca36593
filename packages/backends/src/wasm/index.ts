export { startWorker } from "./threads/start-worker.ts";
export type { WorkerHandle, WorkerStarter } from "./threads/start-worker.ts";
export { wasm } from "./wasm.ts";
export type { WasmOptions } from "./wasm.ts";
