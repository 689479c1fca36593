import { finiteGroupFromName, o2, so2, type Group, type FiniteGroup } from "@erlangen/groups";
import { euclideanGroupNames, type EuclideanGroupName } from "@erlangen/metrics";
import { ErlangenError } from "@erlangen/numerics";
import { InvalidArgumentError } from "commander";

/** A group that a model can be checked for. */
export type CheckGroup =
  | { readonly kind: "space"; readonly name: EuclideanGroupName }
  | { readonly kind: "plane"; readonly name: "SO(2)" | "O(2)"; readonly group: Group<Float64Array> }
  | { readonly kind: "finite"; readonly name: string; readonly group: FiniteGroup };

/** Reads `E(3)` or `SO(2)`, also as `e3` and `so2`, and names of finite groups: `C4`, `D4`, `S5`, `O`, `C2 x C2`. */
export function parseGroup(text: string): CheckGroup {
  const space = euclideanGroupNames.find((name) => plain(name) === plain(text));
  if (space !== undefined) return { kind: "space", name: space };
  if (plain(text) === "SO2") return { kind: "plane", name: "SO(2)", group: so2 };
  if (plain(text) === "O2") return { kind: "plane", name: "O(2)", group: o2 };
  try {
    return { kind: "finite", name: text, group: finiteGroupFromName(text) };
  } catch (error) {
    if (!(error instanceof ErlangenError)) throw error;
    throw new InvalidArgumentError(
      `expected one of SO(2), O(2), ${euclideanGroupNames.join(", ")}, or a finite group such as C4, D4, S5, O or "C2 x C2", got "${text}"`,
    );
  }
}

function plain(group: string): string {
  return group.replaceAll(/[() ]/g, "").toUpperCase();
}
