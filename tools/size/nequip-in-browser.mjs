// What a page loads to compute energies and forces with NequIP in WebAssembly or on WebGPU; its size is limited.

import { wasm } from "@erlangen/backends/wasm";
import { webgpu } from "@erlangen/backends/webgpu";
import { forceField, nequip } from "@erlangen/layers";
import { compile } from "@erlangen/tensor";

export { compile, forceField, nequip, wasm, webgpu };
