import { readFileSync } from "node:fs";
import { erf, erfc, gamma, logGamma, normalQuantile } from "@erlangen/numerics";
import { expect, test } from "vitest";
import { exactly } from "../tolerances.ts";

const golden: Record<string, readonly (readonly [number, number])[]> = JSON.parse(
  readFileSync(new URL("../golden/special-functions.json", import.meta.url), "utf8"),
);

test.each(Object.entries({ erf, erfc, gamma, logGamma, normalQuantile }))(
  "%s agrees with mpmath to its last digits, each value relative to itself",
  (name, special) => {
    const worst = golden[name].reduce((error, [x, expected]) => {
      return Math.max(error, Math.abs(special(x) - expected) / (Math.abs(expected) || 1));
    }, 0);
    expect(golden[name].length).toBeGreaterThan(40);
    expect(worst).toBeLessThan(exactly);
  },
);
