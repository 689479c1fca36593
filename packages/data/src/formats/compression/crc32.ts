const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let word = byte;
  for (let bit = 0; bit < 8; bit++) word = word & 1 ? (word >>> 1) ^ 0xedb88320 : word >>> 1;
  return word;
});

/** The CRC-32 of zip and gzip of the bytes so far, continued from `previous`. */
export function crc32(bytes: Uint8Array, previous = 0): number {
  let word = ~previous;
  for (let i = 0; i < bytes.length; i++) word = (word >>> 8) ^ table[(word ^ bytes[i]) & 255];
  return ~word >>> 0;
}
