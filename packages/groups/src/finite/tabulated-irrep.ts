import type { FiniteGroup, FiniteIrrep } from "../group/finite-group.ts";
import type { IrrepType } from "../group/representation.ts";
import { requireElement } from "./require-element.ts";

/** What defines a real irrep of a finite group. */
export interface IrrepFormula {
  readonly group: FiniteGroup;
  readonly name: string;
  readonly dim: number;
  readonly type: IrrepType;
  /** The skew matrices with square -1 that commute with it, one or three; left out for real type. */
  readonly endomorphisms?: () => readonly Float64Array[];
  /** The matrix of a valid element; a fresh array. */
  readonly matrixOf: (g: number) => Float64Array;
  /** The trace, where it is cheaper than the matrix. */
  readonly characterOf?: (g: number) => number;
}

/** A real irrep from a formula for its matrices. */
export class TabulatedIrrep implements FiniteIrrep {
  readonly group: FiniteGroup;
  readonly name: string;
  readonly dim: number;
  readonly type: IrrepType;
  readonly #formula: IrrepFormula;
  #endomorphisms: readonly Float64Array[] | undefined;

  constructor(formula: IrrepFormula) {
    const { group, name, dim, type } = formula;
    [this.group, this.name, this.dim, this.type] = [group, name, dim, type];
    this.#formula = formula;
  }

  get endomorphisms(): readonly Float64Array[] {
    if (this.#endomorphisms === undefined) {
      const unit = new Float64Array(this.dim * this.dim);
      for (let i = 0; i < this.dim; i++) unit[i * (this.dim + 1)] = 1;
      this.#endomorphisms = Object.freeze([unit, ...(this.#formula.endomorphisms?.() ?? [])]);
    }
    return this.#endomorphisms;
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
