// Dual objectives of LIBSVM on random classes.
// Needs: npm install --no-save libsvm-js@0.2.1, and the built package (npx tsc -b packages/numerics/src).
// node packages/numerics/test/golden/generate/libsvm.mjs
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Random } from "../../../dist/index.js";

const Svm = createRequire(import.meta.url)("libsvm-js/asm");
const cases = [];
for (const [samples, features, seed] of [
  [40, 3, 1],
  [200, 10, 2],
  [300, 64, 3],
  [120, 64, 4],
]) {
  const random = Random.fromSeed(seed);
  const rows = random.split("rows").normal(samples * features).map((z) => z / Math.sqrt(features));
  const uniform = random.split("targets").uniform(samples);
  const targets = Array.from(uniform, (u, i) =>
    u < 0.3 + 0.4 * Number(rows[i * features] > 0) ? 1 : -1,
  );
  const positives = targets.filter((t) => t > 0).length;
  for (const C of [1e-3, 0.1, 1, 10]) {
    const svm = new Svm({
      kernel: Svm.KERNEL_TYPES.LINEAR,
      type: Svm.SVM_TYPES.C_SVC,
      cost: C,
      tolerance: 1e-6,
      weight: { 1: samples / (2 * positives), "-1": samples / (2 * (samples - positives)) },
      quiet: true,
    });
    svm.train(
      targets.map((_, i) => Array.from(rows.subarray(i * features, (i + 1) * features))),
      targets,
    );
    // After the line SV: the coefficient alpha t of a support vector, then its features as index:value.
    const lines = svm.serializeModel().trim().split("\n");
    const w = new Float64Array(features);
    let mass = 0;
    for (const line of lines.slice(lines.indexOf("SV") + 1)) {
      const [coefficient, ...entries] = line.trim().split(" ");
      mass += Math.abs(Number(coefficient));
      for (const entry of entries) {
        const [index, value] = entry.split(":").map(Number);
        w[index - 1] += Number(coefficient) * value;
      }
    }
    const dualObjective = mass - w.reduce((sum, value) => sum + value * value, 0) / 2;
    cases.push({ samples, features, seed, C, dualObjective });
  }
}
const meta = {
  source: "LIBSVM (libsvm-js 0.2.1), C-SVC, linear kernel, tolerance 1e-6, balanced weights",
  generatedBy: "packages/numerics/test/golden/generate/libsvm.mjs",
};
const rows = cases.map((one) => `\n${JSON.stringify(one)}`).join();
writeFileSync(
  new URL("../libsvm.json", import.meta.url),
  `{"meta":${JSON.stringify(meta)},"cases":[${rows}]}\n`,
);
