// The page of the browser tests: `?engine=NAME` chooses the engine; the tests call `runSuite`.
import { conformance } from "@erlangen/backends/conformance";
import { wasm } from "@erlangen/backends/wasm";
import { webgpu } from "@erlangen/backends/webgpu";
import type { Engine } from "@erlangen/tensor";
import type { PageReport } from "./run-page.ts";

/** Engines that run in browsers. */
const engines: Readonly<Record<string, () => Promise<Engine>>> = {
  wasm: () => wasm(),
  webgpu: () => webgpu(),
};

async function runSuite(): Promise<PageReport> {
  const { location } = globalThis as unknown as { readonly location: { readonly search: string } };
  const name = new URLSearchParams(location.search).get("engine") ?? "";
  const start = performance.now();
  const passed: string[] = [];
  const failed: { name: string; message: string }[] = [];
  const engine = await engines[name]();
  for (const { name: title, run } of conformance({ dtype: "float32" })) {
    try {
      await run(engine);
      if (engine.liveBuffers !== 0) throw new Error(`${engine.liveBuffers} buffers are left`);
      passed.push(title);
    } catch (thrown) {
      failed.push({ name: title, message: String(thrown) });
    }
  }
  engine.dispose();
  return { engine: engine.name, passed, failed, seconds: (performance.now() - start) / 1000 };
}

Object.assign(globalThis, { runSuite });
