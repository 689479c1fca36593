/** An npy file from its header text and data bytes; the header is not padded. */
export function npyFile(
  header: string,
  data: ArrayLike<number> = [],
  version: readonly [number, number] = [1, 0],
): Uint8Array {
  const text = Uint8Array.from(header, (character) => character.charCodeAt(0));
  const dataStart = (version[0] === 1 ? 10 : 12) + text.length;
  const bytes = new Uint8Array(dataStart + data.length);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, ...version]);
  const view = new DataView(bytes.buffer);
  if (version[0] === 1) view.setUint16(8, text.length, true);
  else view.setUint32(8, text.length, true);
  bytes.set(text, dataStart - text.length);
  bytes.set(data, dataStart);
  return bytes;
}

/** The header of an array as NumPy writes it, but for the padding. */
export function npyHeader(descriptor: string, shape: string, order = "False"): string {
  return `{'descr': '${descriptor}', 'fortran_order': ${order}, 'shape': ${shape}, }\n`;
}
