import { ArgumentError } from "@erlangen/numerics";
import { Tensor } from "./tensor.ts";

/** Tensors in nested plain objects and arrays: parameters, batches, results. */
export type Tree = Tensor | readonly Tree[] | { readonly [key: string]: Tree };

/** How the leaves of a tree are arranged: enough to put other leaves in their place. */
export type TreeStructure =
  | { readonly kind: "leaf" }
  | { readonly kind: "list"; readonly items: readonly TreeStructure[] }
  | {
      readonly kind: "record";
      readonly keys: readonly string[];
      readonly items: readonly TreeStructure[];
    };

/** The leaves of a tree in a fixed order (records by their sorted keys), and their arrangement. */
export function flatten(
  caller: string,
  tree: Tree,
): { leaves: Tensor[]; structure: TreeStructure } {
  const leaves: Tensor[] = [];
  const visit = (node: unknown, path: string): TreeStructure => {
    if (node instanceof Tensor) {
      leaves.push(node);
      return { kind: "leaf" };
    }
    if (Array.isArray(node)) {
      return { kind: "list", items: node.map((item, i) => visit(item, `${path}[${i}]`)) };
    }
    if (
      typeof node === "object" &&
      node !== null &&
      Object.getPrototypeOf(node) === Object.prototype
    ) {
      const entries = Object.entries(node).toSorted(([a], [b]) => (a < b ? -1 : 1));
      return {
        kind: "record",
        keys: entries.map(([key]) => key),
        items: entries.map(([key, item]) => visit(item, `${path}.${key}`)),
      };
    }
    throw new ArgumentError(
      `${caller}: expected tensors in plain objects and arrays, got ${typeof node} at "${path || "."}"`,
    );
  };
  return { structure: visit(tree, ""), leaves };
}

/** Puts `leaves` into the arrangement; the inverse of {@link flatten}. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller states the type of its tree
export function unflatten<T extends Tree>(structure: TreeStructure, leaves: readonly Tensor[]): T {
  let next = 0;
  const build = (node: TreeStructure): Tree => {
    if (node.kind === "leaf") return leaves[next++];
    if (node.kind === "list") return node.items.map(build);
    return Object.fromEntries(node.keys.map((key, i) => [key, build(node.items[i])]));
  };
  // The caller states the type of the tree that it flattened.
  return build(structure) as T;
}

/** Applies `map` to every leaf. */
export function mapTree<T extends Tree>(tree: T, map: (leaf: Tensor, index: number) => Tensor): T {
  const { leaves, structure } = flatten("mapTree", tree);
  return unflatten<T>(structure, leaves.map(map));
}
