import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium, type Browser } from "playwright-core";

/** What the conformance page found. */
export interface PageReport {
  readonly engine: string;
  readonly passed: readonly string[];
  readonly failed: readonly { readonly name: string; readonly message: string }[];
  readonly seconds: number;
}

/** Where Chromium is: `CHROMIUM_PATH`, or where Debian puts it; `undefined` when it is absent. */
export const chromiumPath: string | undefined = [
  process.env["CHROMIUM_PATH"],
  "/usr/bin/chromium",
].find((path) => path !== undefined && existsSync(path));

/** Chromium with WebGPU in software; workgroup memory is not cleared, which takes it seconds for each kernel. */
const flags = [
  "--headless=new",
  "--no-sandbox",
  "--enable-unsafe-webgpu",
  "--enable-features=Vulkan",
  "--use-webgpu-adapter=swiftshader",
  "--enable-dawn-features=disable_workgroup_init",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Runs the conformance suite of an engine in headless Chromium, from source. */
export async function runConformancePage(engine: string): Promise<PageReport> {
  const script = await bundle(fileURLToPath(new URL("conformance-page.ts", import.meta.url)));
  const server = await serve(script);
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({
      args: flags,
      ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
    });
    const page = await browser.newPage();
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://localhost:${port}/?engine=${engine}`);
    return await page.evaluate<PageReport>("runSuite()");
  } finally {
    await browser?.close();
    server.close();
  }
}

/** One file for browsers, taken from the sources as the tests take them. */
async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    conditions: ["@erlangen/source"],
    write: false,
  });
  return outputFiles[0].text;
}

/** Serves the page from this machine: a secure context, isolated so that memory can be shared between threads. */
async function serve(script: string): Promise<Server> {
  const page =
    '<!doctype html><meta charset="utf-8"><script type="module" src="/page.js"></script>';
  const server = createServer((request, response) => {
    const isScript = request.url === "/page.js";
    response.writeHead(200, {
      "content-type": isScript ? "text/javascript" : "text/html",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
    });
    response.end(isScript ? script : page);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return server;
}
