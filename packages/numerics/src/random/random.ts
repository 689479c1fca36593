import { ArgumentError } from "../errors.ts";
import { qr } from "../linear-algebra/qr.ts";
import { requireInteger, show } from "../require.ts";
import { normalQuantile } from "../special-functions/normal-quantile.ts";
import { portableLog } from "../special-functions/portable-log.ts";
import { quaternionToRotation } from "./quaternion-to-rotation.ts";
import { splitKey } from "./split-key.ts";
import { fillWords } from "./threefry.ts";

/** Where a `Random` stands: plain numbers, ready for JSON. */
export interface RandomState {
  /** The two unsigned 32-bit words of the Threefry key. */
  readonly key: readonly [number, number];
  /** How many 32-bit words have been drawn. */
  readonly position: number;
}

/**
 * A stream of random numbers: a Threefry key, and a cursor into the endless row of 32-bit words that it enciphers.
 *
 * Word 2i + j is word j of Threefry2x32-20(key, i). Each draw reads the next words and moves the cursor; `split`
 * makes an independent stream by name and moves nothing. Every draw uses only integer arithmetic and the IEEE
 * operations + - * / and square root, never the platform's libm: the same seed gives the same bits on every machine.
 *
 * Words read: `uint32` 1 a number; `uniform`, `normal`, `gumbel` 2 a number; `quaternion`, `rotation` 8;
 * `orthogonal(n)` 2n²; `integer` 1 (bound ≤ 2^32) or 2, and as many again each time a draw is rejected;
 * `permutation` as its integers.
 *
 * Source: Salmon, Moraes, Dror, Shaw (2011), «Parallel random numbers: as easy as 1, 2, 3».
 *
 * ```ts
 * import { Random } from "@erlangen/numerics";
 *
 * const random = Random.fromSeed(7);
 * const weights = random.split("weights").normal(4);
 * const again = Random.fromSeed(7).split("weights").normal(4);
 * weights.every((value, i) => value === again[i]); // => true
 * ```
 */
export class Random {
  readonly #key: readonly [number, number];
  readonly #word: Uint32Array = new Uint32Array(1);
  #position: number;

  private constructor(key: readonly [number, number], position: number) {
    this.#key = key;
    this.#position = position;
  }

  /**
   * The stream whose key is the seed: low 32 bits first, then the rest.
   *
   * @param seed - An integer in [0, 2^53).
   * @throws ArgumentError when it is not.
   */
  static fromSeed(seed: number): Random {
    requireInteger("Random.fromSeed", "seed", seed);
    return new Random([seed >>> 0, Math.floor(seed / 2 ** 32)], 0);
  }

  /**
   * The stream that stood at `state`; it goes on with the same bits.
   *
   * @param state - What `state` gave, possibly through JSON.
   * @throws ArgumentError when it is not a state.
   *
   * ```ts
   * import { Random } from "@erlangen/numerics";
   *
   * const random = Random.fromSeed(1);
   * random.uniform(5);
   * const resumed = Random.fromState(JSON.parse(JSON.stringify(random.state)));
   * resumed.integer(1000) === random.integer(1000); // => true
   * ```
   */
  static fromState(state: RandomState): Random {
    const where = "Random.fromState";
    if (!Array.isArray(state?.key) || state.key.length !== 2) {
      throw new ArgumentError(
        `${where}: expected state as { key: [word, word], position }, got ${show(state?.key ?? state)}`,
      );
    }
    const [low, high] = state.key;
    requireInteger(where, "state.key[0]", low, { most: 0xffffffff });
    requireInteger(where, "state.key[1]", high, { most: 0xffffffff });
    requireInteger(where, "state.position", state.position);
    return new Random([low, high], state.position);
  }

  /** Where the cursor stands, for a checkpoint. */
  get state(): RandomState {
    return { key: [this.#key[0], this.#key[1]], position: this.#position };
  }

  /**
   * The child stream called `name`, at its beginning.
   *
   * Pure: it depends on the key and the name alone, not on the draws made so far, and moves nothing. Different
   * integers give different keys for certain; texts, and chains of splits, up to collisions of 64 bits. The number
   * 1 and the text "1" name different children.
   *
   * @param name - A text shorter than 2^30, or an integer in [0, 2^53).
   * @throws ArgumentError for anything else.
   */
  split(name: string | number): Random {
    if (typeof name !== "string") requireInteger("Random.split", "name", name);
    return new Random(splitKey(this.#key, name), 0);
  }

  /** The next `count` words, uniform on the integers in [0, 2^32). */
  uint32(count: number): Uint32Array {
    return this.#words("uint32", count, 1);
  }

  /**
   * `count` numbers uniform on the multiples of 2^-53 in [0, 1).
   *
   * From the words a, b: ((a >> 5) 2^26 + (b >> 6)) / 2^53.
   */
  uniform(count: number): Float64Array {
    const words = this.#words("uniform", count, 2);
    const uniforms = new Float64Array(count);
    for (let i = 0; i < count; i++) uniforms[i] = fraction53(words[2 * i], words[2 * i + 1]);
    return uniforms;
  }

  /**
   * `count` standard normal numbers, |z| < 8.3.
   *
   * `normalQuantile` of the midpoint (m + 1/2) / 2^52, where m is uniform on the integers in [0, 2^52).
   */
  normal(count: number): Float64Array {
    const words = this.#words("normal", count, 2);
    const normals = new Float64Array(count);
    for (let i = 0; i < count; i++)
      normals[i] = normalQuantile(midpoint52(words[2 * i], words[2 * i + 1]));
    return normals;
  }

  /** `count` standard Gumbel numbers, -log(-log u), with u the midpoint as in `normal`. */
  gumbel(count: number): Float64Array {
    const words = this.#words("gumbel", count, 2);
    const gumbels = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      gumbels[i] = -portableLog(-portableLog(midpoint52(words[2 * i], words[2 * i + 1])));
    }
    return gumbels;
  }

  /**
   * An integer uniform on [0, bound), without bias: values that would favour small remainders are drawn again.
   *
   * @param bound - An integer in [1, 2^53).
   * @throws ArgumentError when it is not.
   */
  integer(bound: number): number {
    requireInteger("Random.integer", "bound", bound, { least: 1 });
    const range = bound <= 2 ** 32 ? 2 ** 32 : 2 ** 53;
    const end = range - (range % bound);
    for (;;) {
      const value =
        range === 2 ** 32 ? this.#next() : fraction53(this.#next(), this.#next()) * range;
      if (value < end) return value % bound;
    }
  }

  /**
   * A uniform permutation of 0, ..., n - 1 (Fisher and Yates, from the last place to the first).
   *
   * @param n - An integer in [0, 2^31).
   */
  permutation(n: number): Int32Array {
    requireInteger("Random.permutation", "n", n, { most: 2 ** 31 - 1 });
    const image = Int32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const moved = image[i];
      image[i] = image[j];
      image[j] = moved;
    }
    return image;
  }

  /** A unit quaternion (w, x, y, z), uniform on the sphere S³: four normals, divided by their norm. */
  quaternion(): Float64Array {
    const q = this.normal(4);
    const norm = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
    return q.map((value) => value / norm);
  }

  /** A rotation of space by the Haar measure of SO(3), row-major [3, 3]: that of `quaternion()`. */
  rotation(): Float64Array {
    return quaternionToRotation(this.quaternion());
  }

  /**
   * An orthogonal matrix by the Haar measure of O(n), row-major [n, n].
   *
   * The factor Q of a matrix of normals whose R has a positive diagonal.
   *
   * @param n - A positive integer.
   *
   * Source: Mezzadri (2007), «How to generate random matrices from the classical compact groups», section 5.
   */
  orthogonal(n: number): Float64Array {
    requireInteger("Random.orthogonal", "n", n, { least: 1, most: 2 ** 15 });
    return qr(this.normal(n * n), n, n).q;
  }

  #next(): number {
    fillWords(this.#key, this.#position++, this.#word);
    return this.#word[0];
  }

  #words(draw: string, count: number, wordsEach: number): Uint32Array {
    requireInteger(`Random.${draw}`, "count", count, { most: 2 ** 31 });
    const words = new Uint32Array(count * wordsEach);
    fillWords(this.#key, this.#position, words);
    this.#position += words.length;
    return words;
  }
}

function fraction53(a: number, b: number): number {
  return ((a >>> 5) * 2 ** 26 + (b >>> 6)) * 2 ** -53;
}

function midpoint52(a: number, b: number): number {
  return ((a >>> 6) * 2 ** 26 + (b >>> 6) + 0.5) * 2 ** -52;
}
