import { ArgumentError } from "@erlangen/numerics";
import { isFloat } from "../dtype.ts";
import type { Tensor } from "../tensor.ts";
import { mul } from "./arithmetic.ts";
import { parseEquation } from "./einsum-equation.ts";
import { matmul } from "./matmul.ts";
import { sum } from "./reductions.ts";
import { reshape } from "./reshape.ts";
import { slice } from "./slice.ts";
import { moveAxis, transpose } from "./transpose.ts";

/**
 * Sum of products over named axes, for any number of operands.
 *
 * out[output labels] = sum over all other labels of the product of operands[labels].
 *
 * A label that is repeated within an operand takes its diagonal. `...` stands for further axes, which align at the right
 * and broadcast. Without an arrow the output has the labels that occur once, in alphabetical order, after the ellipsis.
 * Pairs are contracted in the order that is cheapest at each step, as matrix products where there is a sum.
 *
 * @param equation - Such as `"bij,bjk->bik"`; spaces do not count.
 * @throws ArgumentError when the equation cannot be read or element types differ; ShapeError when shapes do not fit it.
 *
 * ```ts
 * import { einsum, tensor } from "@erlangen/tensor";
 *
 * const a = tensor([[1, 2], [3, 4]]);
 * einsum("ij,jk->ik", a, a).toArray(); // => [[7, 10], [15, 22]]
 * einsum("ii", a).item(); // => 5
 * einsum("i,j,ij", tensor([1, 1]), tensor([1, -1]), a).item(); // => -2
 * ```
 */
export function einsum(equation: string, ...operands: readonly Tensor[]): Tensor {
  if (operands.length === 0)
    throw new ArgumentError("einsum: expected at least one operand, got none");
  const odd = operands.find(({ dtype }) => dtype !== operands[0].dtype);
  if (odd !== undefined || operands[0].dtype === "bool") {
    throw new ArgumentError(
      `einsum: expected operands of one element type of numbers, got ${operands.map(({ dtype }) => dtype).join(", ")}; use cast`,
    );
  }
  const shapes = operands.map(({ shape }) => shape);
  const { operands: names, output, lengths } = parseEquation(equation, shapes);
  const contraction = new Contraction(lengths, output);
  const terms = operands.map((tensor, i) => contraction.prepared({ tensor, labels: names[i] }));
  while (terms.length > 1) {
    const [first, second] = contraction.cheapestPair(terms);
    const [right] = terms.splice(second, 1);
    const [left] = terms.splice(first, 1);
    const kept = new Set([...output, ...terms.flatMap((term) => term.labels)]);
    terms.push(contraction.pair(left, right, kept));
  }
  const { tensor, labels } = contraction.summed(terms[0], new Set(output));
  return transpose(
    tensor,
    output.map((label) => labels.indexOf(label)),
  );
}

interface Term {
  readonly tensor: Tensor;
  readonly labels: readonly string[];
}

/** The steps of one einsum: what it knows is how long each label is and where the output wants it. */
class Contraction {
  readonly #lengths: ReadonlyMap<string, number>;
  readonly #output: readonly string[];

  constructor(lengths: ReadonlyMap<string, number>, output: readonly string[]) {
    this.#lengths = lengths;
    this.#output = output;
  }

  /** Takes diagonals of repeated labels and drops axes that an ellipsis stretches: each label once, at full length. */
  prepared({ tensor, labels }: Term): Term {
    let x = tensor;
    let names = [...labels];
    for (const label of new Set(labels)) {
      const n = this.#size([label]);
      while (names.indexOf(label) !== names.lastIndexOf(label)) {
        const pair = [names.indexOf(label), names.lastIndexOf(label)];
        const last = moveAxis(x, pair, [-2, -1]);
        x = slice(reshape(last, [...last.shape.slice(0, -2), n * n]), ["...", [0, n * n, n + 1]]);
        names = [...names.filter((_, axis) => !pair.includes(axis)), label];
      }
    }
    const full = names.filter((label, axis) => x.shape[axis] === this.#size([label]));
    return { tensor: reshape(x, this.#shape(full)), labels: full };
  }

  /** Sums over the labels that are not kept. */
  summed({ tensor, labels }: Term, kept: ReadonlySet<string>): Term {
    const axes = labels.flatMap((label, axis) => (kept.has(label) ? [] : [axis]));
    if (axes.length === 0) return { tensor, labels };
    return { tensor: sum(tensor, axes), labels: labels.filter((label) => kept.has(label)) };
  }

  /** Positions of the pair with the fewest multiplications; among equals the one with the smallest product. */
  cheapestPair(terms: readonly Term[]): [first: number, second: number] {
    let best: [number, number] = [0, 1];
    let least = [Infinity, Infinity];
    for (let i = 0; i < terms.length; i++) {
      for (let j = i + 1; j < terms.length; j++) {
        const elsewhere = terms
          .filter((_, k) => k !== i && k !== j)
          .flatMap(({ labels }) => labels);
        const kept = new Set([...this.#output, ...elsewhere]);
        const union = [...new Set([...terms[i].labels, ...terms[j].labels])];
        const cost = [this.#size(union), this.#size(union.filter((label) => kept.has(label)))];
        if (cost[0] < least[0] || (cost[0] === least[0] && cost[1] < least[1])) {
          least = cost;
          best = [i, j];
        }
      }
    }
    return best;
  }

  /** The product of two terms, summed over the labels that nothing else keeps. */
  pair(first: Term, second: Term, kept: ReadonlySet<string>): Term {
    const a = this.summed(first, new Set([...kept, ...second.labels]));
    const b = this.summed(second, new Set([...kept, ...first.labels]));
    const shared = a.labels.filter((label) => b.labels.includes(label));
    const batch = this.#ordered(shared.filter((label) => kept.has(label)));
    const inner = shared.filter((label) => !kept.has(label));
    const rows = this.#ordered(a.labels.filter((label) => !shared.includes(label)));
    const columns = this.#ordered(b.labels.filter((label) => !shared.includes(label)));
    if (this.#before(columns, rows)) return this.pair(second, first, kept);
    const labels = [...batch, ...rows, ...columns];
    const thin = this.#size(rows) === 1 && this.#size(columns) === 1 && this.#size(batch) > 1;
    if (inner.length > 0 && !thin && isFloat(a.tensor.dtype)) {
      const product = matmul(
        this.#matrices(a, [batch, rows, inner]),
        this.#matrices(b, [batch, inner, columns]),
      );
      return { tensor: reshape(product, this.#shape(labels)), labels };
    }
    const all = [...labels, ...inner];
    return this.summed(
      { tensor: mul(this.#aligned(a, all), this.#aligned(b, all)), labels: all },
      kept,
    );
  }

  /** Labels in the order in which the output has them, the others after. */
  #ordered(labels: readonly string[]): string[] {
    const place = (label: string): number => {
      const position = this.#output.indexOf(label);
      return position < 0 ? Infinity : position;
    };
    return labels.toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
  }

  /** Whether the output has the first labels before the second: then exchanging the factors saves a transposition. */
  #before(first: readonly string[], second: readonly string[]): boolean {
    const a = this.#output.indexOf(first[0] ?? "");
    const b = this.#output.indexOf(second[0] ?? "");
    return a >= 0 && b >= 0 && a < b;
  }

  /** [batch, rows, columns], each group of labels one axis; no batch axis when there are no batch labels. */
  #matrices(term: Term, [batch, rows, columns]: readonly (readonly string[])[]): Tensor {
    const order = [...batch, ...rows, ...columns];
    const turned = transpose(
      term.tensor,
      order.map((label) => term.labels.indexOf(label)),
    );
    const leading = batch.length === 0 ? [] : [this.#size(batch)];
    return reshape(turned, [...leading, this.#size(rows), this.#size(columns)]);
  }

  /** Axes in the order of `labels`, of length 1 where the term has none. */
  #aligned({ tensor, labels: own }: Term, labels: readonly string[]): Tensor {
    const present = labels.filter((label) => own.includes(label));
    const turned = transpose(
      tensor,
      present.map((label) => own.indexOf(label)),
    );
    return reshape(
      turned,
      labels.map((label) => (own.includes(label) ? this.#size([label]) : 1)),
    );
  }

  #size(labels: readonly string[]): number {
    return this.#shape(labels).reduce((product, length) => product * length, 1);
  }

  #shape(labels: readonly string[]): number[] {
    return labels.map((label) => this.#lengths.get(label) ?? 1);
  }
}
