import { readFileSync } from "node:fs";
import {
  cca,
  gulpPath,
  linearCka,
  linearCkaOfMoments,
  meanSquaredCca,
  procrustes,
  procrustesOfMoments,
  pwcca,
  ridgeCca,
  streamMoments,
  type Features,
} from "@erlangen/metrics";
import { describe, expect, test } from "vitest";

interface GoldenCase {
  readonly name: string;
  readonly rows: number;
  readonly phi: { readonly columns: number; readonly data: readonly number[] };
  readonly psi: { readonly columns: number; readonly data: readonly number[] };
  readonly gulpSquared: readonly number[];
  readonly ridgeCca: readonly number[];
  readonly linearCka: number;
  readonly cca: number;
  readonly meanSquaredCca: number;
  readonly pwcca: number;
  readonly procrustes: number;
}

const golden: { readonly lambdas: readonly number[]; readonly cases: readonly GoldenCase[] } =
  JSON.parse(readFileSync(new URL("../golden/similarity.json", import.meta.url), "utf8"));

/** Both sides are computed in float64, one of them by the definition. */
const tolerance = 1e-10;

describe.each(golden.cases)("measures of two features: $name", (example) => {
  const { rows, phi, psi } = example;
  const a: Features = { rows, columns: phi.columns, data: Float64Array.from(phi.data) };
  const b: Features = { rows, columns: psi.columns, data: Float64Array.from(psi.data) };

  test.each(["svd", "gram"] as const)(
    "GULP and ridge CCA are those of hat matrices, by %s",
    (method) => {
      const { lambdas } = golden;
      const squares = gulpPath(a, b, { lambdas, squared: true, method });
      example.gulpSquared.forEach((expected, i) => {
        expect(Math.abs(squares[i] - expected)).toBeLessThan(tolerance);
        const cross = ridgeCca(a, b, { lambda: lambdas[i], method });
        expect(Math.abs(cross - example.ridgeCca[i])).toBeLessThan(tolerance);
      });
      const distances = gulpPath(a, b, { lambdas, method });
      expect(distances).toEqual(squares.map(Math.sqrt));
    },
  );

  test.each(["svd", "gram"] as const)(
    "CCA and PWCCA are those of orthonormal bases, by %s",
    (method) => {
      expect(Math.abs(cca(a, b, { method }) - example.cca)).toBeLessThan(tolerance);
      const squared = meanSquaredCca(a, b, { method });
      expect(Math.abs(squared - example.meanSquaredCca)).toBeLessThan(tolerance);
      expect(Math.abs(pwcca(a, b, { method }) - example.pwcca)).toBeLessThan(tolerance);
    },
  );

  test("CKA and Procrustes are those of Gram matrices and singular values", async () => {
    expect(Math.abs(linearCka(a, b) - example.linearCka)).toBeLessThan(tolerance);
    expect(Math.abs(procrustes(a, b) - example.procrustes)).toBeLessThan(tolerance);
    async function* blocks({ data }: Features): AsyncGenerator<Float32Array | Float64Array> {
      yield data;
    }
    const moments = await streamMoments(
      { columns: a.columns, blocks: blocks(a) },
      { columns: b.columns, blocks: blocks(b) },
    );
    expect(Math.abs(linearCkaOfMoments(moments) - example.linearCka)).toBeLessThan(tolerance);
    expect(Math.abs(procrustesOfMoments(moments) - example.procrustes)).toBeLessThan(tolerance);
  });
});
