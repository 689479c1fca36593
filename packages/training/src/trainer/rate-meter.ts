/** Events a second over the last five seconds or so. */
export class RateMeter {
  #times: number[] = [];

  count(): void {
    const now = performance.now();
    this.#times.push(now);
    while (this.#times.length > 2 && this.#times[0] < now - 5000) this.#times.shift();
  }

  get perSecond(): number | undefined {
    const [first] = this.#times;
    const last = this.#times.at(-1);
    if (first === undefined || last === undefined || last === first) return undefined;
    return ((this.#times.length - 1) * 1000) / (last - first);
  }
}
