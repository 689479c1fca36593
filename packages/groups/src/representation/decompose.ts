import { ArgumentError, matmul, transpose } from "@erlangen/numerics";
import type { FiniteGroup } from "../group/finite-group.ts";
import type { Group } from "../group/group.ts";
import type { RealIrrep, Representation } from "../group/representation.ts";
import { casimirOperator, casimirSpaces, sameCasimir } from "./casimir.ts";
import type { CasimirSpace } from "./casimir.ts";
import { directSum } from "./direct-sum.ts";
import type { DirectSum } from "./direct-sum.ts";
import { embeddingsOf } from "./embeddings.ts";
import { irrepsOf } from "./irreps-of.ts";
import { actionMatrix, actionTrace } from "./apply-action.ts";
import { actionOf } from "./structured-representation.ts";
import { subrepresentation } from "./subrepresentation.ts";

/** An irrep, and how often it occurs. */
export interface IsotypicTerm<Element> {
  readonly irrep: RealIrrep<Element>;
  /** Number of copies, at least 1. */
  readonly multiplicity: number;
}

/** A representation taken apart: ρ(g) = Q (⊕ irreps)(g) Qᵀ. */
export interface Decomposition<Element> {
  /** The irreps that occur, in the order of the group's list. */
  readonly terms: readonly IsotypicTerm<Element>[];
  /** Q: orthogonal, row-major [dim, dim]; columns in the order of terms, copies, components. */
  readonly changeOfBasis: Float64Array;
  /** The block-diagonal representation in the middle. */
  readonly sum: DirectSum<Element>;
}

/** How `decompose` works. */
export interface DecomposeOptions<Element> {
  /**
   * The irreps to look for; default those of the group (finite groups, SO(3), O(3), and any group
   * with a method `irreps`). A list without end must be in order of Casimir values.
   */
  readonly irreps?: Iterable<RealIrrep<Element>>;
}

/** Largest entry of ρ ρᵀ - 1 that counts as rounding. */
const orthogonality = 1e-8;

/**
 * Decomposes an orthogonal representation of a compact group into real irreps, with an orthogonal
 * change of basis.
 *
 * Finite groups: characters tell the multiplicities, intertwiners (Schur) the bases. Lie groups: the
 * eigenspaces of the Casimir operator come first, and intertwiners are looked for inside these.
 *
 * @throws ArgumentError when ρ is not orthogonal (`orthogonalized` makes it so), when it is no
 * representation, or when the irreps do not fill it.
 *
 * Numerics: the entries of ρ(g) - Q (⊕ irreps)(g) Qᵀ stay below 1e-11.
 *
 * ```ts
 * import { Irreps, decompose, tensorPower } from "@erlangen/groups";
 *
 * const { terms } = decompose(tensorPower(Irreps.parse("1o"), 2));
 * terms.map(({ irrep, multiplicity }) => `${multiplicity}x${irrep.name}`).join("+"); // => "1x0e+1x1e+1x2e"
 * ```
 */
export function decompose<Element>(
  representation: Representation<Element>,
  options: DecomposeOptions<Element> = {},
): Decomposition<Element> {
  requireOrthogonal(representation);
  const { group, dim } = representation;
  const irreps = options.irreps ?? irrepsOf(group);
  const search =
    (group.algebra?.length ?? 0) > 0 ? byCasimir(representation) : byCharacter(representation);
  const terms: IsotypicTerm<Element>[] = [];
  const columns: Float64Array[] = [];
  let filled = 0;
  for (const irrep of irreps) {
    if (filled >= dim) break;
    const found = search(irrep);
    if (found === "beyond" && !Array.isArray(irreps)) break;
    if (found === "beyond" || found.multiplicity === 0) continue;
    terms.push({ irrep, multiplicity: found.multiplicity });
    columns.push(found.columns);
    filled += found.multiplicity * irrep.dim;
  }
  if (filled !== dim) {
    throw new ArgumentError(
      `decompose: expected the irreps to fill dim = ${dim}, got ${filled}: the list of irreps is incomplete, or this is no representation of ${group.name}`,
    );
  }
  const copies = terms.flatMap(({ irrep, multiplicity }) =>
    Array.from({ length: multiplicity }, () => irrep),
  );
  return { terms, changeOfBasis: besides(columns, dim), sum: directSum(...copies) };
}

interface Found {
  readonly multiplicity: number;
  readonly columns: Float64Array;
}

const nothing: Found = { multiplicity: 0, columns: new Float64Array(0) };

/** Looks for an irrep in the eigenspace of the Casimir operator that has its value. */
function byCasimir<Element>(
  representation: Representation<Element>,
): (irrep: RealIrrep<Element>) => Found | "beyond" {
  const spaces = casimirSpaces(representation);
  const largest = spaces.at(-1)?.value ?? 0;
  return (irrep) => {
    const value = casimirOperator(irrep)[0];
    const space = spaces.find((candidate) => sameCasimir(candidate.value, value));
    if (space === undefined) return value > largest ? "beyond" : nothing;
    return inSpace(irrep, representation, space);
  };
}

function inSpace<Element>(
  irrep: RealIrrep<Element>,
  representation: Representation<Element>,
  { basis }: CasimirSpace,
): Found {
  const { dim } = representation;
  const rows = basis.length / dim;
  const { multiplicity, columns } = embeddingsOf(irrep, subrepresentation(representation, basis));
  if (multiplicity === 0) return nothing;
  const shape = { rows: dim, inner: rows, columns: multiplicity * irrep.dim };
  return { multiplicity, columns: matmul(transpose(basis, rows, dim), columns, shape) };
}

/** Looks for an irrep of a finite group if the characters say that it is there. */
function byCharacter<Element>(
  representation: Representation<Element>,
): (irrep: RealIrrep<Element>) => Found {
  const multiplicityOf = characterMultiplicity(representation);
  return (irrep) => {
    const expected = multiplicityOf(irrep);
    if (expected === 0) return nothing;
    const found = embeddingsOf(irrep, representation);
    if (expected !== undefined && found.multiplicity !== expected) {
      throw new ArgumentError(
        `decompose: expected ${expected} copies of ${irrep.name} by its character, got ${found.multiplicity}: this is no representation of ${representation.group.name}`,
      );
    }
    return found;
  };
}

/** The multiplicity <χ_ψ, χ_ρ> / <χ_ψ, χ_ψ> of an irrep ψ; undefined where the group has no classes. */
function characterMultiplicity<Element>(
  representation: Representation<Element>,
): (irrep: RealIrrep<Element>) => number | undefined {
  const { group } = representation;
  if (!isFinite(group)) return () => undefined;
  const { classSizes, representatives } = group.characterTable();
  // Elements of a finite group are numbers.
  const traces = (rep: Representation<Element>): number[] =>
    representatives.map((g) => actionTrace(actionOf(rep, g as Element)));
  const character = traces(representation);
  return (irrep) => {
    const own = traces(irrep);
    let [overlap, square] = [0, 0];
    classSizes.forEach((size, c) => {
      overlap += size * own[c] * character[c];
      square += size * own[c] * own[c];
    });
    const multiplicity = overlap / square;
    if (Math.abs(multiplicity - Math.round(multiplicity)) > 1e-6) {
      throw new ArgumentError(
        `decompose: expected an integer multiplicity of ${irrep.name}, got ${multiplicity}: this is no representation of ${group.name}`,
      );
    }
    return Math.round(multiplicity);
  };
}

function isFinite<Element>(group: Group<Element>): group is Group<Element> & FiniteGroup {
  return "characterTable" in group;
}

function requireOrthogonal<Element>(representation: Representation<Element>): void {
  const { group, dim } = representation;
  if (!(Number.isInteger(dim) && dim >= 1)) {
    throw new ArgumentError(`decompose: expected a dimension of at least 1, got ${dim}`);
  }
  for (const g of group.generators ?? []) {
    const action = actionOf(representation, g);
    if (action.kind === "monomial") continue;
    const matrix = actionMatrix(action);
    const square = matmul(matrix, transpose(matrix, dim, dim), {
      rows: dim,
      inner: dim,
      columns: dim,
    });
    const worst = square.reduce(
      (most, entry, i) => Math.max(most, Math.abs(entry - (i % (dim + 1) === 0 ? 1 : 0))),
      0,
    );
    if (worst <= orthogonality) continue;
    throw new ArgumentError(
      `decompose: expected an orthogonal representation, got |ρ ρᵀ - 1| = ${worst} for a generator; see orthogonalized`,
    );
  }
}

/** Blocks of columns [dim, width] side by side. */
function besides(blocks: readonly Float64Array[], dim: number): Float64Array {
  const result = new Float64Array(dim * dim);
  let offset = 0;
  for (const block of blocks) {
    const width = block.length / dim;
    for (let i = 0; i < dim; i++) {
      result.set(block.subarray(i * width, (i + 1) * width), i * dim + offset);
    }
    offset += width;
  }
  return result;
}
