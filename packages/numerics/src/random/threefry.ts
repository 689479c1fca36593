import { requireInteger } from "../require.ts";

/**
 * Threefry-2x32 with 20 rounds: a keyed bijection of 64 bits, used as a counter-based generator.
 *
 * Every output word is a pure function of `key` and `counter`, in 32-bit integer arithmetic alone, so the bits
 * are the same on every machine.
 *
 * Shapes: key [2], counter [2] → [2]; all words unsigned 32-bit.
 *
 * @param key - The two words of the key.
 * @param counter - The two words that are enciphered.
 * @returns The two enciphered words.
 * @throws ArgumentError when a word is not an integer in [0, 2^32).
 *
 * Source: Salmon, Moraes, Dror, Shaw (2011), «Parallel random numbers: as easy as 1, 2, 3», section 3.4.
 *
 * ```ts
 * import { threefry2x32 } from "@erlangen/numerics";
 *
 * threefry2x32([0, 0], [0, 0]).map((word) => word.toString(16)); // => ["6b200159", "99ba4efe"]
 * ```
 */
export function threefry2x32(
  key: readonly [number, number],
  counter: readonly [number, number],
): [number, number] {
  for (const [name, words] of Object.entries({ key, counter })) {
    for (const [i, word] of words.entries()) {
      requireInteger("threefry2x32", `${name}[${i}]`, word, { most: 0xffffffff });
    }
  }
  encipher(key, counter[0], counter[1]);
  return [block[0], block[1]];
}

/** Writes into `out` the words [position, position + out.length) of the stream whose blocks are E(key, 0), E(key, 1), ... */
export function fillWords(
  key: readonly [number, number],
  position: number,
  out: Uint32Array,
): void {
  let index = Math.floor(position / 2);
  let offset = position % 2;
  for (let written = 0; written < out.length; index++, offset = 0) {
    encipher(key, index >>> 0, Math.floor(index / 2 ** 32));
    if (offset === 0) out[written++] = block[0];
    if (written < out.length) out[written++] = block[1];
  }
}

/** The parity constant of Skein, which keeps the all-zero key from having an all-zero schedule. */
const parity = 0x1bd11bda;

/** What `encipher` wrote last; one for all calls, as an array for each would cost more than the cipher. */
const block = new Uint32Array(2);

/** Five groups of four rounds; the rotations alternate between two rows, the key words move on by one place. */
function encipher(key: readonly [number, number], low: number, high: number): void {
  let [first, second] = key;
  let third = parity ^ first ^ second;
  let a = (low + first) | 0;
  let b = (high + second) | 0;
  for (let group = 1; group <= 5; group++) {
    const odd = group % 2 === 1;
    a = (a + b) | 0;
    b = rotate(b, odd ? 13 : 17) ^ a;
    a = (a + b) | 0;
    b = rotate(b, odd ? 15 : 29) ^ a;
    a = (a + b) | 0;
    b = rotate(b, odd ? 26 : 16) ^ a;
    a = (a + b) | 0;
    b = rotate(b, odd ? 6 : 24) ^ a;

    const moved = first;
    first = second;
    second = third;
    third = moved;
    a = (a + first) | 0;
    b = (b + second + group) | 0;
  }
  block[0] = a;
  block[1] = b;
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
