import type { Random } from "@erlangen/numerics";

const extremes = [0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, 0xffff, 46, 22];
const pieces = [
  "'descr'",
  "'<f8'",
  "'>i2'",
  "'|O'",
  "(3, 4)",
  "(99999999999, 99999999999)",
  "(0,)",
  "((1,),)",
  "True",
  "False",
  "-1",
  "9007199254740993",
  "{",
  "}",
  "[",
  ":",
  ",",
  "'",
  "\\x41",
  "\x93NUMPY\x01\x00",
  "PK\x01\x02",
  "PK\x03\x04",
  "PK\x05\x06",
  "../",
  "\n",
  "1e999",
  "nan",
  '"',
].map((text) => Uint8Array.from(text, (character) => character.charCodeAt(0)));

/** A damaged copy: cut, flipped, overwritten, spliced, or junk altogether. */
export function mutate(seed: Uint8Array, random: Random): Uint8Array {
  // All the randomness of a case in one draw: streams are made to be split, not to be quick.
  const draws = random.uniform(16);
  let next = 0;
  const below = (n: number): number => Math.floor(draws[next++ % draws.length] * n);
  if (below(50) === 0)
    return Uint8Array.from({ length: below(400) }, (_, i) => draws[i % 16] * 256 ** ((i % 3) + 1));

  let bytes = Uint8Array.from(seed);
  for (let rounds = 1 + below(3); rounds > 0; rounds--) {
    // The interesting bytes are those of headers, at both ends.
    const reach = Math.min(bytes.length, below(2) === 0 ? 160 : bytes.length);
    const place = below(reach);
    const at = below(2) === 0 ? place : bytes.length - 1 - place;
    if (bytes.length < 8) return bytes;
    const kind = below(6);
    if (kind === 0) bytes = bytes.slice(0, at);
    else if (kind === 1) bytes[at] ^= 1 << below(8);
    else if (kind === 2) bytes[at] = below(256);
    else if (kind === 3) {
      const word = extremes[below(extremes.length)];
      new DataView(bytes.buffer).setUint32(Math.min(at, bytes.length - 4), word, true);
    } else if (kind === 4) {
      const piece = pieces[below(pieces.length)];
      bytes.set(piece.subarray(0, bytes.length - at), at);
    } else {
      const piece =
        below(2) === 0 ? pieces[below(pieces.length)] : bytes.slice(at, at + 1 + below(40));
      const longer = new Uint8Array(bytes.length + piece.length);
      longer.set(bytes.subarray(0, at));
      longer.set(piece, at);
      longer.set(bytes.subarray(at), at + piece.length);
      bytes = longer;
    }
  }
  return bytes;
}
