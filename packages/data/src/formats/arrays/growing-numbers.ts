/** Numbers whose count is known only at the end. */
export class GrowingNumbers {
  #numbers = new Float64Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(values: ArrayLike<number>): void {
    const size = this.#size + values.length;
    if (size > this.#numbers.length) {
      const grown = new Float64Array(Math.max(size, 2 * this.#numbers.length));
      grown.set(this.#numbers.subarray(0, this.#size));
      this.#numbers = grown;
    }
    this.#numbers.set(values, this.#size);
    this.#size = size;
  }

  /** The numbers so far; counting begins again. */
  take(): Float64Array<ArrayBuffer> {
    const taken = this.#numbers.slice(0, this.#size);
    this.#size = 0;
    return taken;
  }
}
