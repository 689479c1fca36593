import { existsSync } from "node:fs";
import { webgpu } from "@erlangen/backends/webgpu";
import type { Engine } from "@erlangen/tensor";

/** Software Vulkan, as Debian's Chromium brings it. */
const softwareDriver = "/usr/lib/chromium/vk_swiftshader_icd.json";

/** A machine without a graphics driver computes in software. */
export function useSoftwareDriver(): void {
  const chosen = process.env["VK_DRIVER_FILES"] ?? process.env["VK_ICD_FILENAMES"];
  if (chosen === undefined && existsSync(softwareDriver)) {
    process.env["VK_DRIVER_FILES"] = softwareDriver;
  }
}

/** What the tests that need a device find on this machine. */
export interface Graphics {
  /** Absent when there is no device. */
  readonly engine: Engine | undefined;
  /** Ends a title: empty, or why the tests are skipped. */
  readonly note: string;
}

/** An engine on the device at hand. */
export async function findGraphics(): Promise<Graphics> {
  useSoftwareDriver();
  try {
    return { engine: await webgpu(), note: "" };
  } catch (thrown) {
    const [line] = String(thrown).split("\n");
    return { engine: undefined, note: ` (skipped: ${line})` };
  }
}
