import { join } from "node:path";
import { env } from "node:process";
import { ArgumentError } from "@erlangen/numerics";

/**
 * The folder of a data set: `folder` when it is given, otherwise `name` inside the folder that the environment variable
 * `ERLANGEN_DATA` names.
 *
 * @throws ArgumentError when neither is given.
 */
export function dataFolder(name: string, folder?: string): string {
  if (folder !== undefined) return folder;
  const root = env["ERLANGEN_DATA"];
  if (root !== undefined && root !== "") return join(root, name);
  throw new ArgumentError(
    `dataFolder: expected a folder for ${name}, got none; pass one or set ERLANGEN_DATA`,
  );
}
