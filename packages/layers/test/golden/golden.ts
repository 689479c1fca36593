import { readFileSync } from "node:fs";
import { tensor, type NestedNumbers, type Tensor } from "@erlangen/tensor";

/** A golden file of this folder, read as the stated type. */
export function golden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf8")) as T;
}

/** Nested numbers of a golden file as a float64 tensor. */
export function float64(values: NestedNumbers): Tensor {
  return tensor(values, undefined, "float64");
}
