import type { FiniteGroup, FiniteIrrep } from "../group/finite-group.ts";
import type { IrrepType } from "../group/representation.ts";
import { requireElement } from "./require-element.ts";

/** What defines a real irrep of a finite group. */
export interface IrrepFormula {
  readonly group: FiniteGroup;
  readonly name: string;
  readonly dim: number;
  readonly type: IrrepType;
  /** The skew matrices with square -1 that commute with it: none, one or three. */
  readonly endomorphisms: readonly Float64Array[];
  /** The matrix of a valid element; a fresh array. */
  matrixOf(g: number): Float64Array;
  /** The trace, where it is cheaper than the matrix. */
  characterOf?(g: number): number;
}

/** A real irrep from a formula for its matrices. */
export class TabulatedIrrep implements FiniteIrrep {
  readonly group: FiniteGroup;
  readonly name: string;
  readonly dim: number;
  readonly type: IrrepType;
  readonly endomorphisms: readonly Float64Array[];
  readonly #formula: IrrepFormula;

  constructor(formula: IrrepFormula) {
    const { group, name, dim, type, endomorphisms } = formula;
    [this.group, this.name, this.dim, this.type] = [group, name, dim, type];
    const unit = new Float64Array(dim * dim);
    for (let i = 0; i < dim; i++) unit[i * (dim + 1)] = 1;
    this.endomorphisms = Object.freeze([unit, ...endomorphisms]);
    this.#formula = formula;
  }

  matrix(g: number): Float64Array {
    requireElement("FiniteIrrep.matrix", "g", this.group, g);
    return this.#formula.matrixOf(g);
  }

  character(g: number): number {
    requireElement("FiniteIrrep.character", "g", this.group, g);
    if (this.#formula.characterOf !== undefined) return this.#formula.characterOf(g);
    const matrix = this.#formula.matrixOf(g);
    let trace = 0;
    for (let i = 0; i < this.dim; i++) trace += matrix[i * (this.dim + 1)];
    return trace;
  }
}
