/** What a factor does to the monomials of one degree. */
interface Insertion {
  /** Number of monomials of the next degree. */
  readonly size: number;
  /** Which of these monomial times x_i is, [monomials, n]. */
  readonly target: Int32Array;
  /** 1, -1, or 0 where the product vanishes, [monomials, n]. */
  readonly sign: Int8Array;
}

/** The monomials of degree k in n variables that commute, or that anticommute. */
export interface PowerBasis {
  /** Number of variables. */
  readonly n: number;
  /** Indices of the variables of each monomial of degree k, ascending; in lexicographic order. */
  readonly indices: readonly (readonly number[])[];
  /**
   * Length of each monomial as a symmetrised tensor of order k, up to a common factor: sqrt(Π m_i!)
   * where the variable i occurs m_i times.
   */
  readonly lengths: Float64Array;
  /** From the monomials of degree d to those of degree d + 1, for d = 0, ..., k - 1. */
  readonly insertions: readonly Insertion[];
}

/** The monomials, and how they multiply. */
export function powerBasis(
  n: number,
  order: number,
  symmetry: "symmetric" | "antisymmetric",
): PowerBasis {
  const insertions: Insertion[] = [];
  let indices: readonly (readonly number[])[] = [[]];
  for (let degree = 0; degree < order; degree++) {
    const next = indices.flatMap((monomial) => {
      const last = monomial.at(-1) ?? 0;
      const first = degree === 0 || symmetry === "symmetric" ? last : last + 1;
      return Array.from({ length: Math.max(0, n - first) }, (_, i) => [...monomial, first + i]);
    });
    insertions.push(insertion(n, indices, next, symmetry));
    indices = next;
  }
  return { n, indices, lengths: Float64Array.from(indices, tensorLength), insertions };
}

function insertion(
  n: number,
  from: readonly (readonly number[])[],
  to: readonly (readonly number[])[],
  symmetry: "symmetric" | "antisymmetric",
): Insertion {
  const numbers = new Map(to.map((monomial, at) => [monomial.join(), at]));
  const target = new Int32Array(from.length * n);
  const sign = new Int8Array(from.length * n);
  from.forEach((monomial, at) => {
    for (let i = 0; i < n; i++) {
      if (symmetry === "antisymmetric" && monomial.includes(i)) continue;
      const place = monomial.findIndex((index) => index > i);
      const position = place === -1 ? monomial.length : place;
      const product = monomial.toSpliced(position, 0, i);
      target[at * n + i] = numbers.get(product.join()) ?? 0;
      // x_i stands at the end and passes the larger ones.
      const passes = monomial.length - position;
      sign[at * n + i] = symmetry === "antisymmetric" && passes % 2 === 1 ? -1 : 1;
    }
  });
  return { size: to.length, target, sign };
}

function tensorLength(monomial: readonly number[]): number {
  let [square, run] = [1, 0];
  monomial.forEach((index, place) => {
    run = place > 0 && monomial[place - 1] === index ? run + 1 : 1;
    square *= run;
  });
  return Math.sqrt(square);
}
