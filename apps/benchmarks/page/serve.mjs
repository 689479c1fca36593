// `node page/serve.mjs [port]`: bundles the benchmark page and serves it on this machine, isolated across origins, so
// that threads have shared memory.

import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = fileURLToPath(new URL(".", import.meta.url));

/**
 * Bundles the page from source.
 *
 * @returns {Promise<Readonly<Record<string, { readonly type: string, readonly body: Uint8Array }>>>} Files by path.
 */
export async function bundlePage() {
  const { outputFiles } = await build({
    entryPoints: [`${folder}main.ts`],
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2023",
    conditions: ["@erlangen/source"],
    external: ["webgpu", "node:*"],
    minify: true,
    write: false,
    logLevel: "warning",
  });
  return {
    "/": { type: "text/html; charset=utf-8", body: readFileSync(`${folder}index.html`) },
    "/main.js": { type: "text/javascript", body: outputFiles[0].contents },
  };
}

/**
 * Serves the page on the loopback address.
 *
 * @param {number} port - 0 for any free one.
 * @returns {Promise<{ readonly url: string, readonly close: () => void }>}
 */
export async function servePage(port) {
  const files = await bundlePage();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = files[pathname];
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": file.type,
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
    });
    response.end(file.body);
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a port");
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await servePage(Number(process.argv[2] ?? 8080));
  console.log(`${url}?engines=wasm,webgpu&suites=irreps,convolution,step&rounds=10`);
}
