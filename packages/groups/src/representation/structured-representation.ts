import { ArgumentError, ShapeError } from "@erlangen/numerics";
import type { Group } from "../group/group.ts";
import type { Representation } from "../group/representation.ts";
import { actionMatrix } from "./apply-action.ts";
import { matrixAction } from "./linear-action.ts";
import type { LinearAction } from "./linear-action.ts";

/**
 * A representation that knows how its elements act without writing matrices: permutations as
 * permutations, tensor products factor by factor.
 */
export interface StructuredRepresentation<Element> extends Representation<Element> {
  /** How `g` acts. */
  action(g: Element): LinearAction;
  /** How the element of the Lie algebra with coordinates `x` acts. */
  algebraAction(x: ArrayLike<number>): LinearAction;
  algebraMatrix(x: ArrayLike<number>): Float64Array;
}

/** What makes a structured representation. */
export interface StructuredRepresentationParts<Element> {
  readonly group: Group<Element>;
  readonly dim: number;
  readonly action: (g: Element) => LinearAction;
  /** Default 0: the part of the group that is connected to the identity acts trivially. */
  readonly algebraAction?: (x: ArrayLike<number>) => LinearAction;
}

/** The representation with these actions; `matrix` and `algebraMatrix` write them out. */
export function structured<Element>({
  group,
  dim,
  action,
  algebraAction = () => zeroAction(dim),
}: StructuredRepresentationParts<Element>): StructuredRepresentation<Element> {
  return {
    group,
    dim,
    action,
    algebraAction,
    matrix: (g) => actionMatrix(action(g)),
    algebraMatrix: (x) => actionMatrix(algebraAction(x)),
  };
}

/**
 * How an element acts in a representation, in the cheapest form that is known.
 *
 * @throws ShapeError when `matrix(g)` does not have dim² entries.
 */
export function actionOf<Element>(
  representation: Representation<Element>,
  g: Element,
): LinearAction {
  if (isStructured(representation)) return representation.action(g);
  const { dim } = representation;
  const entries = representation.matrix(g);
  if (entries?.length !== dim * dim) {
    throw new ShapeError(
      `representation: expected matrix(g) of shape [dim, dim] = [${dim}, ${dim}], got ${entries?.length} numbers`,
    );
  }
  return matrixAction(entries, dim);
}

/**
 * How an element of the Lie algebra acts, by its coordinates in `group.algebra`.
 *
 * @throws ArgumentError when the representation does not say.
 */
export function algebraActionOf<Element>(
  representation: Representation<Element>,
  x: ArrayLike<number>,
): LinearAction {
  if (isStructured(representation)) return representation.algebraAction(x);
  const { dim, group } = representation;
  if (representation.algebraMatrix === undefined) {
    throw new ArgumentError(
      `representation: expected algebraMatrix(x), as ${group.name} has a Lie algebra, got none; add it to the representation`,
    );
  }
  const entries = representation.algebraMatrix(x);
  if (entries.length !== dim * dim) {
    throw new ShapeError(
      `representation: expected algebraMatrix(x) of shape [dim, dim] = [${dim}, ${dim}], got ${entries.length} numbers`,
    );
  }
  return { kind: "dense", dim, entries };
}

/**
 * Refuses representations of different groups. A group made twice, with the same name and
 * generators, is one.
 *
 * @returns The group.
 */
export function commonGroup<Element>(
  where: string,
  representations: readonly Representation<Element>[],
): Group<Element> {
  if (representations.length === 0) {
    throw new ArgumentError(`${where}: expected at least one representation, got none`);
  }
  const { group } = representations[0];
  for (const representation of representations) {
    if (typeof representation?.matrix !== "function") {
      throw new ArgumentError(`${where}: expected representations, got ${typeof representation}`);
    }
    if (!sameGroup(group, representation.group)) {
      throw new ArgumentError(
        `${where}: expected representations of one group, got ${group.name} and ${representation.group.name}; restrict one of them`,
      );
    }
  }
  return group;
}

function sameGroup<Element>(first: Group<Element>, second: Group<Element>): boolean {
  if (first === second) return true;
  if (first.name !== second.name || first.algebra?.length !== second.algebra?.length) return false;
  const [own, other] = [first.generators ?? [], second.generators ?? []];
  return own.length === other.length && own.every((g, i) => first.equals(g, other[i]));
}

function isStructured<Element>(
  representation: Representation<Element>,
): representation is StructuredRepresentation<Element> {
  return "action" in representation && "algebraAction" in representation;
}

function zeroAction(dim: number): LinearAction {
  return { kind: "dense", dim, entries: new Float64Array(dim * dim) };
}
