import type { FiniteGroup } from "../group/finite-group.ts";

/** A subgroup H and a homomorphism λ from it to 1 and -1. */
export interface SignedSubgroup {
  /** The elements of H, the identity first. */
  readonly elements: readonly number[];
  /** λ of each of them. */
  readonly signs: readonly number[];
}

/**
 * The functions on a group G with f(g h) = λ(h) f(g): the representation that λ induces from H.
 *
 * G acts by (g f)(x) = f(g⁻¹ x). A function is stored by its values on one element of each coset gH,
 * [cosets]. What commutes with G are right shifts, averaged over H.
 */
export class MonomialModule {
  /** Number of cosets, the dimension. */
  readonly dim: number;
  readonly #group: FiniteGroup;
  readonly #subgroup: SignedSubgroup;
  /** The element that stands for each coset, [cosets]. */
  readonly #first: number[] = [];
  /** The coset of each element, [order]. */
  readonly #coset: Int32Array;
  /** λ(h) where the element is first h, [order]. */
  readonly #sign: Int8Array;

  constructor(group: FiniteGroup, subgroup: SignedSubgroup) {
    this.#group = group;
    this.#subgroup = subgroup;
    this.#coset = new Int32Array(group.order).fill(-1);
    this.#sign = new Int8Array(group.order);
    for (let g = 0; g < group.order; g++) {
      if (this.#coset[g] >= 0) continue;
      subgroup.elements.forEach((h, i) => {
        const inside = group.multiply(g, h);
        this.#coset[inside] = this.#first.length;
        this.#sign[inside] = subgroup.signs[i];
      });
      this.#first.push(g);
    }
    this.dim = this.#first.length;
  }

  /**
   * A vector that generates all copies of one irrep: the projection of δ, which lives on H.
   *
   * @param character - The real character at each element, [order].
   */
  generatingVector(character: (g: number) => number): Float64Array {
    return Float64Array.from(this.#first, (t) => this.#sum(t, (g) => character(g)));
  }

  /**
   * The shift from the right by a, projected back: (S f)(x) = 1/|H| Σ_h λ(h) f(x h a). It commutes
   * with G; its adjoint is the shift by a⁻¹.
   */
  shift(a: number): (f: Float64Array) => Float64Array {
    const { elements, signs } = this.#subgroup;
    const size = elements.length;
    const [source, sign] = [new Int32Array(this.dim * size), new Int8Array(this.dim * size)];
    const moved = elements.map((h) => this.#group.multiply(h, a));
    this.#first.forEach((t, coset) => {
      for (let i = 0; i < size; i++) {
        const g = this.#group.multiply(t, moved[i]);
        source[coset * size + i] = this.#coset[g];
        sign[coset * size + i] = signs[i] * this.#sign[g];
      }
    });
    return (f) => {
      const shifted = new Float64Array(this.dim);
      for (let i = 0; i < source.length; i++) {
        shifted[Math.floor(i / size)] += (sign[i] * f[source[i]]) / size;
      }
      return shifted;
    };
  }

  /** The element that undoes `a`. */
  inverseOf(a: number): number {
    return this.#group.inverse(a);
  }

  /** How the element `g` permutes the cosets: (g f)[i] = sign[i] f[source[i]]. */
  action(g: number): { readonly source: Int32Array; readonly sign: Int8Array } {
    const inverse = this.#group.inverse(g);
    const moved = this.#first.map((t) => this.#group.multiply(inverse, t));
    return {
      source: Int32Array.from(moved, (x) => this.#coset[x]),
      sign: Int8Array.from(moved, (x) => this.#sign[x]),
    };
  }

  /** Σ_h λ(h) value(t h). */
  #sum(t: number, value: (g: number) => number): number {
    const { elements, signs } = this.#subgroup;
    let sum = 0;
    for (let i = 0; i < elements.length; i++) {
      sum += signs[i] * value(this.#group.multiply(t, elements[i]));
    }
    return sum;
  }
}
