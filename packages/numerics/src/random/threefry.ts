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
  const block = new Uint32Array(2);
  encipher(key[0], key[1], counter, block);
  return [block[0], block[1]];
}

/** Writes into `out` the words [position, position + out.length) of the stream whose blocks are E(key, 0), E(key, 1), ... */
export function fillWords(
  key: readonly [number, number],
  position: number,
  out: Uint32Array,
): void {
  const block = new Uint32Array(2);
  const counter: [number, number] = [0, 0];
  let index = Math.floor(position / 2);
  let written = 0;
  let offset = position % 2;
  while (written < out.length) {
    counter[0] = index >>> 0;
    counter[1] = Math.floor(index / 2 ** 32);
    encipher(key[0], key[1], counter, block);
    if (offset === 0) out[written++] = block[0];
    if (written < out.length) out[written++] = block[1];
    offset = 0;
    index++;
  }
}

/** The parity constant of Skein, which keeps the all-zero key from having an all-zero schedule. */
const parity = 0x1bd11bda;

/** Five groups of four rounds; the rotations alternate between two rows, the key words move on by one place. */
function encipher(
  key0: number,
  key1: number,
  counter: readonly [number, number],
  out: Uint32Array,
): void {
  let first = key0;
  let second = key1;
  let third = parity ^ key0 ^ key1;
  let a = (counter[0] + first) | 0;
  let b = (counter[1] + second) | 0;
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
  out[0] = a;
  out[1] = b;
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
