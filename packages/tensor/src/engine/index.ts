export type { CompileOptions, Engine, Executable, Session } from "./engine.ts";
export { checkInputs, hostEngine, interpretOnHost } from "./host.ts";
