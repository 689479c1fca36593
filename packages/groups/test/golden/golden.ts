import { readFileSync } from "node:fs";

/**
 * Reads a file of reference values computed with e3nn; the shape is the caller's knowledge of that
 * file.
 */
export function golden<Shape>(name: string): Shape {
  return JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), "utf8")) as Shape;
}
