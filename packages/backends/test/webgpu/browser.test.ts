import { describe, expect, it } from "vitest";
import { conformance } from "@erlangen/backends/conformance";
import { chromiumPath, runConformancePage } from "../browser/run-page.ts";

const note =
  chromiumPath === undefined ? " (skipped: no Chromium; install it or set CHROMIUM_PATH)" : "";

describe.skipIf(chromiumPath === undefined)(`webgpu in headless Chromium${note}`, () => {
  it(
    "agrees with the float64 host in every case, nothing skipped",
    { timeout: 240_000 },
    async () => {
      const { failed, passed, engine } = await runConformancePage("webgpu");
      expect(failed).toEqual([]);
      expect(engine).toBe("webgpu");
      expect(passed).toEqual(conformance({ dtype: "float32" }).map(({ name }) => name));
    },
  );
});
