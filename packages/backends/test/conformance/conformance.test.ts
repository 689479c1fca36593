import { describe, expect, it } from "vitest";
import { conformance } from "@erlangen/backends/conformance";
import { native } from "@erlangen/backends/native";
import { hostEngine, type FloatDType } from "@erlangen/tensor";

const engines = [
  { name: "host", engine: hostEngine },
  { name: "native", engine: await native({ threads: 1 }) },
];
const dtypes: readonly FloatDType[] = ["float32", "float64"];

for (const { name, engine } of engines) {
  for (const dtype of dtypes) {
    describe(`${name} agrees with the float64 host in ${dtype}`, () => {
      for (const { name: title, run } of conformance({ dtype })) {
        it(title, async () => {
          await run(engine);
          expect(engine.liveBuffers).toBe(0);
        });
      }
    });
  }
}
