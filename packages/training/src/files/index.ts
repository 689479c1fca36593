export { fileCheckpoints } from "./file-checkpoints.ts";
