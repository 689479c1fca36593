import { wigner3jSparse } from "./wigner-3j.ts";

/** Entries below this are rounding: zeros that were touched, or true entries too small to be told apart. */
const roundingNoise = 1e-14;

const matrices: Float64Array[] = [Float64Array.of(1)];

/**
 * The matrix J of degree l that swaps the axes x and -y: Y(J_1 v) = J_l Y(v) with
 * J_1 = [[0, -1, 0], [-1, 0, 0], [0, 0, 1]].
 *
 * J is symmetric and J^2 = 1. It is computed by recurrence, as the part of J_1 (x) J_(l-1) of
 * degree l: J_l[k, k'] = (2l+1) sum w[i, j, k] w[i', j', k'] J_1[i, i'] J_(l-1)[j, j'], w the
 * invariant tensor (1, l-1, l). Each step is an orthogonal projection, so rounding errors add
 * instead of growing.
 *
 * Shapes: -> [2l+1, 2l+1], row-major; shared by all callers inside the package, never handed out.
 *
 * Source: the role of J, Pinchon and Hoggan (2007), «Rotation matrices for real
 * spherical harmonics»; the recurrence is the Clebsch-Gordan series.
 */
export function axisSwap(l: number): Float64Array {
  for (let degree = matrices.length; degree <= l; degree++) {
    matrices.push(raise(matrices[degree - 1], degree));
  }
  return matrices[l];
}

function raise(lower: Float64Array, l: number): Float64Array {
  const [width, lowerWidth] = [2 * l + 1, 2 * l - 1];
  const couplings = wigner3jSparse(1, l - 1, l);
  const result = new Float64Array(width * width);
  for (const first of couplings) {
    for (const second of couplings) {
      // J_1 maps x to -y, y to -x and z to z.
      const isPartner = first.i === 2 ? second.i === 2 : second.i === 1 - first.i;
      if (isPartner) {
        const sign = first.i === 2 ? 1 : -1;
        result[first.k * width + second.k] +=
          width * sign * first.value * second.value * lower[first.j * lowerWidth + second.j];
      }
    }
  }
  return result.map((entry) => (Math.abs(entry) < roundingNoise ? 0 : entry));
}
