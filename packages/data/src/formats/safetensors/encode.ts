import { ArgumentError, ShapeError } from "@erlangen/numerics";
import type { SafetensorEntry } from "./tensor-dtypes.ts";
import { dtypeRecords } from "./tensor-dtypes.ts";

/**
 * The bytes of a safetensors file: a 64-bit length, a JSON header, then the numbers in little-endian order.
 *
 * Tensors stand in the order of decreasing number size, then of name, and the header is padded to eight bytes, so that
 * every tensor is aligned and equal contents give equal bytes.
 *
 * @param tensors - By name; `data` holds the product of `shape` entries, row-major.
 * @param metadata - Texts that travel along.
 * @throws ShapeError when `data` does not fit `shape`; ArgumentError for an unknown dtype or the name `__metadata__`.
 *
 * Source: safetensors, github.com/huggingface/safetensors, section «Format».
 *
 * ```ts
 * import { decodeSafetensors, encodeSafetensors } from "@erlangen/data";
 *
 * const weights = Float32Array.of(1, 2, 3, 4, 5, 6);
 * const bytes = encodeSafetensors({ weights: { dtype: "float32", shape: [2, 3], data: weights } });
 * decodeSafetensors(bytes, "weights.safetensors").tensors["weights"].data[5]; // => 6
 * ```
 */
export function encodeSafetensors(
  tensors: Readonly<Record<string, SafetensorEntry>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(tensors);
  for (const [name, entry] of entries) checkEntry(name, entry);
  for (const [key, value] of Object.entries(metadata)) {
    if (typeof value === "string") continue;
    throw new ArgumentError(
      `encodeSafetensors: expected metadata to hold texts, got ${typeof value} for "${key}"`,
    );
  }
  entries.sort(([nameA, a], [nameB, b]) => {
    const bySize = dtypeRecords[b.dtype].size - dtypeRecords[a.dtype].size;
    return bySize || (nameA < nameB ? -1 : 1);
  });

  const header: [string, unknown][] = [];
  if (Object.keys(metadata).length > 0) header.push(["__metadata__", metadata]);
  let end = 0;
  for (const [name, { dtype, shape, data }] of entries) {
    const begin = end;
    end += data.byteLength;
    header.push([name, { dtype: dtypeRecords[dtype].code, shape, data_offsets: [begin, end] }]);
  }
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  const headerBytes = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + headerBytes + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerBytes), true);
  bytes.set(json, 8);
  bytes.fill(0x20, 8 + json.length, 8 + headerBytes);
  let position = 8 + headerBytes;
  for (const [, { data }] of entries) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position);
    position += data.byteLength;
  }
  return bytes;
}

function checkEntry(name: string, { dtype, shape, data }: SafetensorEntry): void {
  if (name === "__metadata__") {
    throw new ArgumentError(
      `encodeSafetensors: expected tensor names other than "__metadata__", got that name`,
    );
  }
  const record = Object.hasOwn(dtypeRecords, dtype) ? dtypeRecords[dtype] : undefined;
  if (record === undefined || record.over(new ArrayBuffer(0)).constructor !== data.constructor) {
    throw new ArgumentError(
      `encodeSafetensors: expected "${name}" to pair a dtype with its typed array, got ${dtype} with ${data.constructor.name}`,
    );
  }
  const valid = shape.every((extent) => Number.isSafeInteger(extent) && extent >= 0);
  const size = shape.reduce((product, extent) => product * extent, 1);
  if (valid && size === data.length) return;
  throw new ShapeError(
    `encodeSafetensors: expected "${name}" of shape [${shape.join(", ")}] with ${size} entries, got ${data.length}`,
  );
}
