#!/usr/bin/env node
import { setFlagsFromString } from "node:v8";
import { runProgram } from "./run-program.ts";

// Node 20 keeps the fused multiply-add of WebAssembly behind a flag; later versions have it as a matter of course.
if (process.versions.node.startsWith("20.")) setFlagsFromString("--experimental-wasm-relaxed-simd");

process.exitCode = await runProgram(process.argv.slice(2));
