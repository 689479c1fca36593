import { access, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeFileAtomically } from "@erlangen/data/files";
import { ArgumentError } from "@erlangen/numerics";

/** The files of one training run. */
export class RunFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Where a file of the run lies. */
  file(name: string): string {
    return join(this.path, name);
  }

  /** Whether the file is there. */
  async has(name: string): Promise<boolean> {
    try {
      await access(this.file(name));
      return true;
    } catch {
      return false;
    }
  }

  /** Writes a file whole or not at all. */
  async write(name: string, contents: string | Uint8Array): Promise<void> {
    await mkdir(this.path, { recursive: true });
    await writeFileAtomically(
      this.file(name),
      typeof contents === "string" ? new TextEncoder().encode(contents) : contents,
    );
  }

  async writeJson(name: string, value: unknown): Promise<void> {
    await this.write(name, `${JSON.stringify(value, undefined, 2)}\n`);
  }

  /** @throws ArgumentError when the file is missing or is no JSON. */
  async readJson(name: string): Promise<unknown> {
    try {
      return JSON.parse(await readFile(this.file(name), "utf8"));
    } catch (cause) {
      throw new ArgumentError(
        `expected ${this.file(name)}, a JSON file of a training run, got none`,
        { cause },
      );
    }
  }

  /** @throws ArgumentError when the file is missing. */
  async readBytes(name: string): Promise<Uint8Array> {
    try {
      return await readFile(this.file(name));
    } catch (cause) {
      throw new ArgumentError(`expected ${this.file(name)} of a training run, got none`, { cause });
    }
  }

  async remove(...names: readonly string[]): Promise<void> {
    for (const name of names) await rm(this.file(name), { force: true });
  }
}
