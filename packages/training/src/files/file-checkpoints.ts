import { readFile } from "node:fs/promises";
import { ArgumentError } from "@erlangen/numerics";
import type { CheckpointStore } from "../trainer/checkpoint.ts";
import { systemCode, writeIntoFolder } from "./write-into-folder.ts";

/**
 * Keeps the checkpoint in one file, which always holds the last complete one, whatever kills the process.
 *
 * @param path - Such as `runs/ethanol/checkpoint.safetensors`; its folder is made.
 * @returns A store whose `load` gives `undefined` while there is no file, and which throws ArgumentError when the system
 *   refuses to read or write.
 */
export function fileCheckpoints(path: string): CheckpointStore {
  return {
    save: (bytes) => writeIntoFolder("fileCheckpoints", path, bytes),
    load: async () => {
      try {
        return await readFile(path);
      } catch (cause) {
        const code = systemCode(cause);
        if (code === "ENOENT") return undefined;
        throw new ArgumentError(
          `fileCheckpoints: expected a file that can be read, got ${JSON.stringify(path)} (${code})`,
          { cause },
        );
      }
    },
  };
}
