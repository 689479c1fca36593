import type { Random } from "@erlangen/numerics";
import { inverse, matmul, matrixExponential } from "@erlangen/numerics";
import type { Group, Representation } from "@erlangen/groups";

/** A group of matrices [n, n] given by generators and a basis of its algebra. */
export interface MatrixGroupParts {
  readonly name: string;
  readonly n: number;
  readonly generators: readonly Float64Array[];
  readonly algebra: readonly Float64Array[];
}

/** The group; its samples are products of a few random generators and exponentials. */
export function matrixGroup({
  name,
  n,
  generators,
  algebra,
}: MatrixGroupParts): Group<Float64Array> {
  const compose = (g: Float64Array, h: Float64Array): Float64Array =>
    matmul(g, h, { rows: n, inner: n, columns: n });
  const identity = Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
  return {
    name,
    identity,
    generators,
    algebra,
    compose,
    inverse: (g) => inverse(g, n),
    equals: (g, h) => g.every((entry, i) => Math.abs(entry - h[i]) < 1e-9),
    sample(random: Random): Float64Array {
      let g: Float64Array = identity;
      for (let step = 0; step < 4; step++) {
        if (generators.length > 0) g = compose(g, generators[random.integer(generators.length)]);
        for (const x of algebra) {
          const t = 0.5 * random.normal(1)[0];
          g = compose(
            g,
            matrixExponential(
              x.map((entry) => t * entry),
              n,
            ),
          );
        }
      }
      return g;
    },
  };
}

/** The matrices themselves as a representation. */
export function defining(group: Group<Float64Array>, n: number): Representation<Float64Array> {
  return {
    group,
    dim: n,
    matrix: (g) => g,
    algebraMatrix: (x) => {
      const sum = new Float64Array(n * n);
      (group.algebra ?? []).forEach((basis, a) => {
        for (let i = 0; i < sum.length; i++) sum[i] += x[a] * basis[i];
      });
      return sum;
    },
  };
}
