import type { Convolution } from "../kernel.ts";

/** Images [batch, channels, height, width] as [batch, height, width, channels]. */
export function toChannelsLast(
  { channels, height, width }: Convolution,
  images: Float32Array,
): Float32Array {
  return permuted(images, { outer: channels, inner: height * width });
}

/** Images [batch, height, width, channels] as [batch, channels, height, width]. */
export function toChannelsFirst(
  { channels, height, width }: Convolution,
  images: Float32Array,
): Float32Array {
  return permuted(images, { outer: height * width, inner: channels });
}

/** Taps [channels_out, channels_in, 3, 3] as [3, 3, channels_in, channels_out]. */
export function tapsFirst({ channels }: Convolution, taps: Float32Array): Float32Array {
  // Two swaps: [out, in 9] -> [in 9, out], then for all outputs at once [in, 9] -> [9, in].
  const swapped = permuted(taps, { outer: channels, inner: 9 * channels });
  const result = new Float32Array(taps.length);
  for (let channel = 0; channel < channels; channel++) {
    for (let tap = 0; tap < 9; tap++) {
      const from = (channel * 9 + tap) * channels;
      result.set(swapped.subarray(from, from + channels), (tap * channels + channel) * channels);
    }
  }
  return result;
}

/** [..., outer, inner] as [..., inner, outer]. */
function permuted(
  numbers: Float32Array,
  { outer, inner }: { readonly outer: number; readonly inner: number },
): Float32Array {
  const result = new Float32Array(numbers.length);
  for (let start = 0; start < numbers.length; start += outer * inner) {
    for (let i = 0; i < outer; i++) {
      for (let j = 0; j < inner; j++) {
        result[start + j * outer + i] = numbers[start + i * inner + j];
      }
    }
  }
  return result;
}
