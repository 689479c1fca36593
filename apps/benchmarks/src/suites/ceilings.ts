import { compile, matmul, tensor, type Engine } from "@erlangen/tensor";

/** What this machine reaches when nothing stands in the way, on the threads of the engine. */
export interface Ceilings {
  /** Thousand millions of float32 operations in a second, in a product of 1024 x 1024 matrices. */
  readonly gflops: number;
  /** Thousand millions of bytes in a second, read and written, in a copy of 64 MB by one thread. */
  readonly gbps: number;
}

/** Measures the ceilings: the best of some rounds each. */
export async function measureCeilings(engine: Engine): Promise<Ceilings> {
  const size = 1024;
  const matrix = tensor(
    Float32Array.from({ length: size * size }, (_, i) => (i % 7) - 3),
    [size, size],
  );
  const product = compile((a, b) => matmul(a, b), { engine });
  let best = Infinity;
  for (let round = 0; round < 8; round++) {
    const started = performance.now();
    await product(matrix, matrix);
    best = Math.min(best, performance.now() - started);
  }
  product.dispose();

  const source = new Float32Array(1 << 24).fill(1);
  const target = new Float32Array(source.length);
  let copied = Infinity;
  for (let round = 0; round < 8; round++) {
    const started = performance.now();
    target.set(source);
    copied = Math.min(copied, performance.now() - started);
  }
  return {
    gflops: (2 * size ** 3) / best / 1e6,
    gbps: (2 * source.byteLength) / copied / 1e6,
  };
}
