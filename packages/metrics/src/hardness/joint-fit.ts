import { solve } from "@erlangen/numerics";

/** Least squares on columns that come one after another: the Gram matrix grows by one row at a time. */
export class JointFit {
  readonly #targets: ArrayLike<number>;
  readonly #weights: ArrayLike<number>;
  readonly #columns: Float64Array[] = [];
  /** Row i holds the inner products of column i with columns 0, ..., i. */
  readonly #products: number[][] = [];
  readonly #right: number[] = [];
  #coefficients: Float64Array = new Float64Array(0);

  constructor(targets: ArrayLike<number>, weights: ArrayLike<number>) {
    this.#targets = targets;
    this.#weights = weights;
  }

  /** One for each column. */
  get coefficients(): Float64Array {
    return this.#coefficients;
  }

  /** Fits once more with another column; returns the residual. */
  add(column: Float64Array): Float64Array {
    this.#columns.push(column);
    this.#products.push(this.#columns.map((other) => this.#product(column, other)));
    this.#right.push(this.#product(column, this.#targets));
    const count = this.#columns.length;
    const gram = new Float64Array(count * count);
    this.#products.forEach((row, i) =>
      row.forEach((product, j) => {
        gram[i * count + j] = product;
        gram[j * count + i] = product;
      }),
    );
    this.#coefficients = solve(gram, count, this.#right);
    const residual = Float64Array.from(this.#targets);
    this.#columns.forEach((values, c) => {
      const factor = this.#coefficients[c];
      for (let i = 0; i < residual.length; i++) residual[i] -= factor * values[i];
    });
    return residual;
  }

  #product(a: ArrayLike<number>, b: ArrayLike<number>): number {
    let sum = 0;
    for (let i = 0; i < a.length; i++) sum += this.#weights[i] * a[i] * b[i];
    return sum;
  }
}
