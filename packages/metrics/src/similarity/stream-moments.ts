import { ShapeError } from "@erlangen/numerics";
import type { Engine } from "@erlangen/tensor";
import { engineProducts, plainProducts } from "./block-products.ts";
import type { PairMoments } from "./moments.ts";
import { fixedBlocks } from "./fixed-blocks.ts";

/** Rows of features, block by block, `[rows, columns]` each. */
export interface FeatureStream {
  readonly columns: number;
  /** Blocks with any numbers of rows, in memory or as they come; read once. */
  readonly blocks:
    | Iterable<Float32Array | Float64Array>
    | AsyncIterable<Float32Array | Float64Array>;
}

/** How {@link streamMoments} accumulates. */
export interface StreamMomentsOptions {
  /** Whether the mean of each column is subtracted. Default true. */
  readonly center?: boolean;
  /** Multiplies blocks in float64, as `native` does on all cores. Default: plain code on one. */
  readonly engine?: Engine;
}

/** Rows of one product. */
const blockRows = 1536;

/**
 * The second moments of two features of the same inputs that come in blocks, so that neither need fit into memory:
 * k² + l² + k l numbers do.
 *
 * Each block is centred by its own means, and blocks are joined by the update of Chan, Golub and LeVeque,
 *
 *     C ← C + C_b + (n n_b / (n + n_b)) δ δ_ᵀ,   δ = mean_b - mean,
 *
 * so that large means cost no digits. All sums are float64.
 *
 * @param phi - Such as `openArrayRows` of `@erlangen/data/files` gives.
 * @throws ShapeError when one stream ends before the other or a block is no whole number of rows; ArgumentError for a
 * number that is not finite.
 *
 * Source: Chan, Golub, LeVeque (1983), «Algorithms for computing the sample variance».
 *
 * ```ts
 * import { gulpOfMoments, streamMoments } from "@erlangen/metrics";
 *
 * async function* blocks(sign: number) {
 *   yield Float64Array.of(1, 2);
 *   yield Float64Array.of(sign * 4);
 * }
 * const moments = await streamMoments(
 *   { columns: 1, blocks: blocks(1) },
 *   { columns: 1, blocks: blocks(-1) },
 * );
 * moments.rows; // => 3
 * gulpOfMoments(moments, { lambdas: [1] })[0] > 0.1; // => true
 * ```
 */
export async function streamMoments(
  phi: FeatureStream,
  psi: FeatureStream,
  options: StreamMomentsOptions = {},
): Promise<PairMoments & { readonly rows: number }> {
  const { center = true, engine } = options;
  const [k, l] = [phi.columns, psi.columns];
  const products = engine === undefined ? plainProducts : engineProducts(engine);
  const sums = {
    phi: new Float64Array(k * k),
    psi: new Float64Array(l * l),
    cross: new Float64Array(k * l),
  };
  const means = { phi: new Float64Array(k), psi: new Float64Array(l) };
  let rows = 0;
  const right = fixedBlocks("psi", psi, blockRows);
  try {
    for await (const x of fixedBlocks("phi", phi, blockRows)) {
      const next = await right.next();
      const count = x.length / k;
      if (next.done === true || next.value.length / l !== count) throw differentRows(rows);
      const y = next.value;
      const shifts = { phi: new Float64Array(k), psi: new Float64Array(l) };
      if (center) {
        subtractMeans(x, shifts.phi);
        subtractMeans(y, shifts.psi);
      }
      const whole = { rows: count, columnsOfX: k, columnsOfY: l };
      await products.addGram(sums.phi, x, { rows: count, columns: k });
      await products.addGram(sums.psi, y, { rows: count, columns: l });
      await products.addCross(sums.cross, [x, y], whole);
      for (const name of ["phi", "psi"] as const) {
        for (let j = 0; j < means[name].length; j++) shifts[name][j] -= means[name][j];
      }
      if (center) {
        const weight = (rows * count) / (rows + count);
        addOuter(sums.phi, shifts.phi, shifts.phi, weight);
        addOuter(sums.psi, shifts.psi, shifts.psi, weight);
        addOuter(sums.cross, shifts.phi, shifts.psi, weight);
        for (const name of ["phi", "psi"] as const) {
          for (let j = 0; j < means[name].length; j++) {
            means[name][j] += (shifts[name][j] * count) / (rows + count);
          }
        }
      }
      rows += count;
    }
    if ((await right.next()).done !== true) throw differentRows(rows);
  } finally {
    await right.return();
    products.dispose();
  }
  if (rows < 2) {
    throw new ShapeError(`streamMoments: expected at least 2 rows, got ${rows}`);
  }
  for (const sum of Object.values(sums)) {
    for (let i = 0; i < sum.length; i++) sum[i] /= rows;
  }
  mirrorLower(sums.phi, k);
  mirrorLower(sums.psi, l);
  return { rows, columnsOfPhi: k, columnsOfPsi: l, ...sums };
}

function differentRows(rows: number): ShapeError {
  return new ShapeError(
    `streamMoments: expected phi and psi to have a row for each of the same inputs, got different numbers of rows after ${rows}`,
  );
}

/** Subtracts the mean of each column and keeps it in `means`. */
function subtractMeans(values: Float64Array, means: Float64Array): void {
  const columns = means.length;
  const rows = values.length / columns;
  for (let i = 0; i < values.length;) {
    for (let j = 0; j < columns; j++, i++) means[j] += values[i];
  }
  for (let j = 0; j < columns; j++) means[j] /= rows;
  for (let i = 0; i < values.length;) {
    for (let j = 0; j < columns; j++, i++) values[i] -= means[j];
  }
}

/** A ← A + weight x yᵀ */
function addOuter(sum: Float64Array, x: Float64Array, y: Float64Array, weight: number): void {
  for (let i = 0; i < x.length; i++) {
    const factor = weight * x[i];
    for (let j = 0; j < y.length; j++) sum[i * y.length + j] += factor * y[j];
  }
}

/** Copies what is below the diagonal of a flat [n, n] above it. */
function mirrorLower(matrix: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) matrix[j * n + i] = matrix[i * n + j];
  }
}
