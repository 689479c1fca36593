import { afterAll, describe, expect, it } from "vitest";
import { conformance } from "@erlangen/backends/conformance";
import { EngineError } from "@erlangen/numerics";
import { findGraphics } from "./graphics.ts";

const { engine, note } = await findGraphics();

afterAll(() => engine?.dispose());

describe.skipIf(engine === undefined)(
  `webgpu agrees with the float64 host in float32${note}`,
  () => {
    for (const { name, run } of conformance({ dtype: "float32" })) {
      it(name, async () => {
        if (engine === undefined) throw new EngineError("no engine");
        await run(engine);
        expect(engine.liveBuffers).toBe(0);
      });
    }
  },
);
