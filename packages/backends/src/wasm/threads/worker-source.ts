import { commands, controlWords, jobNumber, textCapacity } from "./control.ts";

/**
 * What a worker runs, as text: so it needs no file of its own, which a bundler would have to find. Node evaluates it, a
 * browser starts it from a blob.
 *
 * A worker sleeps until the epoch changes. It then works on the job, or returns to its event loop to receive the
 * message that was sent; after each message it goes back to sleep. Messages: `{ control }` first, then
 * `{ load: { program, module, imports, exports, thread } }` and `{ unload: program }`.
 */
export const workerSource: string = `"use strict";
const w = ${JSON.stringify(controlWords)};
const inNode = typeof process === "object" && typeof process.versions?.node === "string";
const port = inNode ? require("node:worker_threads").parentPort : self;
const programs = new Map();
let control, seen = 0;

function work() {
  const { run, thread } = programs.get(Atomics.load(control, w.program));
  const entry = Atomics.load(control, w.entry);
  const units = Atomics.load(control, w.units);
  const chunks = Atomics.load(control, w.chunks);
  const first = (seen & ${jobNumber.mask}) << ${jobNumber.shift};
  for (;;) {
    const next = Atomics.load(control, w.next);
    const chunk = next - first;
    if (chunk < 0 || chunk >= chunks) return;
    if (Atomics.compareExchange(control, w.next, next, next + 1) !== next) continue;
    const from = Math.floor((units * chunk) / chunks);
    const to = Math.floor((units * (chunk + 1)) / chunks);
    try {
      const status = run[entry](from, to, thread);
      if (status) Atomics.compareExchange(control, w.status, 0, status);
    } catch (thrown) {
      if (Atomics.compareExchange(control, w.threw, 0, 1) === 0) {
        const text = new TextEncoder().encode(String(thrown)).subarray(0, ${textCapacity});
        new Uint8Array(control.buffer, 4 * w.text).set(text);
        Atomics.store(control, w.textLength, text.length);
      }
    }
    Atomics.add(control, w.finished, to - from);
    Atomics.notify(control, w.finished);
  }
}

function serve() {
  for (;;) {
    for (let i = 0; i < 4000 && Atomics.load(control, w.epoch) === seen; i++);
    Atomics.wait(control, w.epoch, seen);
    const epoch = Atomics.load(control, w.epoch);
    if (epoch === seen) continue;
    seen = epoch;
    if (Atomics.load(control, w.command) === ${commands.readMessage}) return;
    work();
  }
}

function receive(message) {
  if (message.control !== undefined) control = message.control;
  if (message.load !== undefined) {
    const { program, module, imports, exports, thread } = message.load;
    const instance = new WebAssembly.Instance(module, imports);
    programs.set(program, { run: exports.map((name) => instance.exports[name]), thread });
  }
  if (message.unload !== undefined) programs.delete(message.unload);
  seen = Atomics.load(control, w.epoch);
  Atomics.add(control, w.acknowledged, 1);
  Atomics.notify(control, w.acknowledged);
  serve();
}

if (inNode) port.on("message", receive);
else port.onmessage = (event) => receive(event.data);
`;
