import { decodeSafetensors, encodeSafetensors, type SafetensorEntry } from "@erlangen/data/formats";
import { FormatError, ShapeError } from "@erlangen/numerics";
import {
  flatten,
  tensor,
  unflatten,
  type Tensor,
  type Tree,
  type TreeStructure,
} from "@erlangen/tensor";

/** A tree of weights as a safetensors file; names are paths such as `layers.0.radial.weights.1`. */
export function encodeWeights(weights: Tree): Uint8Array {
  const { leaves, structure } = flatten("encodeWeights", weights);
  const entries = pathsOf(structure).map((path, i): [string, SafetensorEntry] => [
    path,
    entryOf(leaves[i]),
  ]);
  return encodeSafetensors(Object.fromEntries(entries), { format: "erlangen weights 1" });
}

/**
 * Reads weights into the arrangement of `example`.
 *
 * @throws FormatError when a tensor is missing or the bytes are damaged; ShapeError when a shape differs.
 */
export function decodeWeights<P extends Tree>(bytes: Uint8Array, source: string, example: P): P {
  const { tensors } = decodeSafetensors(bytes, source);
  const { leaves, structure } = flatten("decodeWeights", example);
  const read = pathsOf(structure).map((path, i) => {
    const entry = tensors[path];
    if (entry === undefined || (entry.dtype !== "float32" && entry.dtype !== "float64")) {
      throw new FormatError(`expected the float tensor "${path}"`, { source, byteOffset: 8 });
    }
    if (entry.shape.join() !== leaves[i].shape.join()) {
      throw new ShapeError(
        `decodeWeights: expected "${path}" of shape [${leaves[i].shape.join(", ")}], got [${entry.shape.join(", ")}]`,
      );
    }
    return tensor(entry.data, entry.shape, leaves[i].dtype);
  });
  return unflatten<P>(structure, read);
}

function pathsOf(structure: TreeStructure, prefix = ""): string[] {
  if (structure.kind === "leaf") return [prefix];
  const join = (name: string | number): string =>
    prefix === "" ? String(name) : `${prefix}.${name}`;
  return structure.items.flatMap((item, i) =>
    pathsOf(item, join(structure.kind === "record" ? structure.keys[i] : i)),
  );
}

function entryOf({ data, shape }: Tensor): SafetensorEntry {
  return data instanceof Float64Array
    ? { dtype: "float64", shape, data }
    : { dtype: "float32", shape, data: Float32Array.from(data) };
}
