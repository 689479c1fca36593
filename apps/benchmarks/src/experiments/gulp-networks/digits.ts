import { join } from "node:path";
import { readMnist } from "@erlangen/data/datasets";
import { ArgumentError } from "@erlangen/numerics";

/** Side of the images after halving. */
const side = 14;
/** Numbers of an image. */
export const pixels: number = side * side;

/** Digits at half resolution. */
export interface Digits {
  readonly count: number;
  /** Ink from 0 to 1, [count, pixels]. */
  readonly images: Float32Array;
  /** [count] */
  readonly labels: Uint8Array;
}

/** Where the data of this repository's work lie when the environment does not say. */
const besideTheRepository = join("..", "shared", "data", "mnist");

/** The first `count` MNIST test digits, each 2 x 2 pixels averaged; `undefined` when the data are not there. */
export async function readDigits(count: number): Promise<Digits | undefined> {
  for (const folder of [undefined, besideTheRepository]) {
    try {
      const { images, labels, width } = await readMnist({ part: "test", folder });
      const halved = new Float32Array(count * pixels);
      for (let i = 0; i < count * pixels; i++) {
        const [image, row, column] = [
          Math.floor(i / pixels),
          Math.floor((i % pixels) / side),
          i % side,
        ];
        const from = image * 4 * pixels + 2 * row * width + 2 * column;
        const sum =
          images[from] + images[from + 1] + images[from + width] + images[from + width + 1];
        halved[i] = sum / (4 * 255);
      }
      return { count, images: halved, labels: labels.slice(0, count) };
    } catch (failure) {
      // No folder, or none with these files; damaged files are not passed over.
      if (!(failure instanceof ArgumentError)) throw failure;
    }
  }
  return undefined;
}

/** Images turned by 90 degrees. */
export function turned(images: Float32Array): Float32Array {
  const result = new Float32Array(images.length);
  for (let image = 0; image < images.length; image += pixels) {
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        const from = image + column * side + (side - 1 - row);
        result[image + row * side + column] = images[from];
      }
    }
  }
  return result;
}

/** Each image in its four orientations, [count, 4, pixels]. */
export function orientations(images: Float32Array): Float32Array {
  const all = new Float32Array(4 * images.length);
  let rotated = images;
  for (let t = 0; t < 4; t++) {
    for (let image = 0; image < images.length; image += pixels) {
      all.set(rotated.subarray(image, image + pixels), 4 * image + t * pixels);
    }
    rotated = turned(rotated);
  }
  return all;
}
