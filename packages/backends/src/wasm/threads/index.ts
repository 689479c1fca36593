export { startWorker } from "./start-worker.ts";
export type { WorkerHandle, WorkerStarter } from "./start-worker.ts";
export type { Job, SharedProgram } from "./team.ts";
export { WorkerPool } from "./worker-pool.ts";
