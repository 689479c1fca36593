import type { FormatError } from "@erlangen/numerics";

/** The name of a zip entry, which must be a plain relative path in UTF-8. */
export function checkName(
  raw: Uint8Array,
  fail: (expected: string, got: string) => FormatError,
): string {
  let name: string;
  try {
    name = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    throw fail("a name in UTF-8", "other bytes");
  }
  const parts = name.split("/");
  const plain =
    raw.length <= 4096 &&
    !/[\\:\0]/.test(name) &&
    parts.every((part, i) => part !== ".." && part !== "." && (part !== "" || isFolder(parts, i)));
  if (plain) return name;
  throw fail("a relative name without .., backslash or drive", JSON.stringify(name.slice(0, 60)));
}

/** A name that ends with a slash is that of a folder. */
function isFolder(parts: readonly string[], i: number): boolean {
  return i > 0 && i === parts.length - 1;
}
