export { fileCheckpoints } from "./file-checkpoints.ts";
export { writeReport } from "./write-report.ts";
