import { existsSync } from "node:fs";
import { webgpu } from "@erlangen/backends/webgpu";
import type { Engine } from "@erlangen/tensor";

/** Software Vulkan, as Debian's Chromium brings it. */
const softwareDriver = "/usr/lib/chromium/vk_swiftshader_icd.json";

/** What the tests that need a device find on this machine. */
export type Graphics =
  | { readonly gpu: GPU; readonly engine: Engine; readonly missing: false; readonly note: "" }
  | {
      readonly gpu: undefined;
      readonly engine: undefined;
      readonly missing: true;
      /** Ends a title: why the tests are skipped. */
      readonly note: string;
    };

/**
 * An engine on the device at hand; a machine without a graphics driver computes in software.
 *
 * Workgroup memory is not cleared before a kernel: our kernels write what they read, and clearing it takes software
 * drivers seconds of compilation for each kernel.
 */
export async function findGraphics(): Promise<Graphics> {
  const chosen = process.env["VK_DRIVER_FILES"] ?? process.env["VK_ICD_FILENAMES"];
  if (chosen === undefined && existsSync(softwareDriver)) {
    process.env["VK_DRIVER_FILES"] = softwareDriver;
  }
  try {
    const { create } = await import("webgpu");
    const gpu = create(["enable-dawn-features=disable_workgroup_init"]);
    return { gpu, engine: await webgpu({ gpu }), missing: false, note: "" };
  } catch (thrown) {
    const [line] = String(thrown).split("\n");
    return { gpu: undefined, engine: undefined, missing: true, note: ` (skipped: ${line})` };
  }
}
