export { conformance, runConformance } from "./conformance.ts";
export type { ConformanceCase, ConformanceOptions, ConformanceReport } from "./conformance.ts";
