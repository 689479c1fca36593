import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { writeFileAtomically } from "@erlangen/data/files";
import type { CheckpointStore } from "../trainer/checkpoint.ts";

/**
 * Keeps the checkpoint in one file, which always holds the last complete one, whatever kills the process.
 *
 * @param path - Such as `runs/ethanol/checkpoint.safetensors`; its folder is made.
 */
export function fileCheckpoints(path: string): CheckpointStore {
  return {
    save: async (bytes) => {
      await mkdir(dirname(path), { recursive: true });
      await writeFileAtomically(path, bytes);
    },
    load: async () => {
      try {
        return await readFile(path);
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
        throw error;
      }
    },
  };
}
