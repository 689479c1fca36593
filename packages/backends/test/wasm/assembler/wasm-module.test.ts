import { describe, expect, it } from "vitest";
import {
  atomic,
  call,
  f32,
  f32x4,
  i32,
  i32x4,
  load,
  memory,
  perform,
  store,
  v128,
  wasmFeatures,
  WasmModule,
  webAssembly,
} from "@erlangen/backends/wasm/assembler";
import { ArgumentError } from "@erlangen/numerics";
import { runCode } from "./run-code.ts";

const instantiate = (module: WasmModule): Readonly<Record<string, (...n: number[]) => number>> =>
  new webAssembly.Instance(new webAssembly.Module(module.encode())).exports;

describe("memory access", () => {
  it("loads and stores every width, with and without offset", () => {
    const bytes = runCode(
      (f, from) => {
        f.do(store.i32(64, load.i32(from, 4)));
        f.do(store.f32(68, load.f32(from, 8)));
        f.do(store.i32(72, load.i8S(from, 12)));
        f.do(store.i32(76, load.i8U(from, 12)));
        f.do(store.i8(80, load.i32(from, 12)));
        f.do(store.v128(96, load.v128(from)));
        f.do(store.v128(112, load.splat32(from, 4)));
        f.do(store.v128(128, load.splat64(from, 4)));
        f.do(store.v128(144, load.zero32(from, 4)));
        f.do(store.v128(160, load.zero64(from, 4)));
        f.do(store.v128(176, load.widen8U(from, 12)));
        f.do(store.v128(192, load.lane32(i32x4.constant(9), 2, { address: from, offset: 4 })));
        f.do(store.v128(208, load.lane64(i32x4.constant(9), 1, { address: from })));
        f.do(store.lane32({ address: from, offset: 224 }, i32x4.constant(1, 2, 3, 4), 2));
        f.do(store.lane64({ address: from, offset: 232 }, i32x4.constant(1, 2, 3, 4), 1));
        f.do(store.f64(240, load.f64(from)));
      },
      0,
      (buffer) => new Int32Array(buffer).set([11, 22, 0x3f800000, -2]),
    );
    const words = new Int32Array(bytes);
    const at = (position: number, count = 4): number[] => [
      ...words.subarray(position / 4, position / 4 + count),
    ];
    expect(at(64)).toEqual([22, 0x3f800000, -2, 254]);
    expect(at(80, 1)).toEqual([254]);
    expect(at(96)).toEqual([11, 22, 0x3f800000, -2]);
    expect(at(112)).toEqual([22, 22, 22, 22]);
    expect(at(128)).toEqual([22, 0x3f800000, 22, 0x3f800000]);
    expect(at(144)).toEqual([22, 0, 0, 0]);
    expect(at(160)).toEqual([22, 0x3f800000, 0, 0]);
    expect(at(176)).toEqual([0x00ff00fe, 0x00ff00ff, 0, 0]);
    expect(at(192)).toEqual([9, 9, 22, 9]);
    expect(at(208)).toEqual([9, 9, 11, 22]);
    expect(at(224)).toEqual([3, 0, 3, 4]);
    expect(at(240, 2)).toEqual([11, 22]);
  });

  it("fills, copies and measures the memory", () => {
    const bytes = runCode((f, n) => {
      f.do(memory.fill(16, 7, n));
      f.do(memory.copy(32, 16, n));
      f.do(store.i32(0, memory.size()));
    }, 5);
    expect([...new Uint8Array(bytes, 30, 9)]).toEqual([0, 0, 7, 7, 7, 7, 7, 0, 0]);
    expect(new Int32Array(bytes)[0]).toBe(1);
  });

  it("reads, changes and exchanges words atomically", () => {
    const words = new Int32Array(
      runCode((f) => {
        f.do(atomic.store(0, 5));
        f.do(store.i32(16, atomic.add(0, 3)));
        f.do(store.i32(20, atomic.exchange(0, 70)));
        f.do(store.i32(24, atomic.compareExchange(0, 70, 71)));
        f.do(store.i32(28, atomic.compareExchange(0, 70, 72)));
        f.do(store.i32(32, atomic.load(0)));
        f.do(store.i32(36, atomic.notify(0, 1)));
      }),
    );
    expect([...words.subarray(4, 10)]).toEqual([5, 8, 70, 71, 71, 0]);
  });

  it("waits in a shared memory only while the expected word is there", () => {
    const module = new WasmModule();
    module.importMemory({ module: "env", name: "memory", minimum: 1, maximum: 1, shared: true });
    module.function({ parameters: [], result: "i32", exportAs: "wait" }, (f) => {
      f.return(atomic.wait(0, 1));
    });
    const shared = new webAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    const { exports } = new webAssembly.Instance(new webAssembly.Module(module.encode()), {
      env: { memory: shared },
    });
    expect(exports["wait"]()).toBe(1);
  });
});

describe("control", () => {
  it("counts by steps, moves pointers, and runs no round of an empty range", () => {
    const module = new WasmModule();
    module.function({ parameters: ["i32"], result: "i32", exportAs: "sum" }, (f, [n]) => {
      const total = f.local("i32");
      const pointer = f.let(i32.constant(100));
      f.for({ from: 1, to: i32.add(n, 1), step: 2, advance: [[pointer, 16]] }, (i) => {
        f.increase(total, i);
      });
      f.return(i32.add(i32.mul(total, 10_000), pointer));
    });
    const { sum } = instantiate(module);
    expect([0, 1, 2, 3, 9, -5].map((n) => sum(n))).toEqual([
      100, 10_116, 10_116, 40_132, 250_180, 100,
    ]);
  });

  it("branches, loops while a condition holds, and leaves blocks", () => {
    const module = new WasmModule();
    module.function({ parameters: ["i32"], result: "i32", exportAs: "collatz" }, (f, [n]) => {
      const steps = f.local("i32");
      f.block((exit) => {
        f.while(i32.ne(n, 1), () => {
          f.if(
            i32.and(n, 1),
            () => f.set(n, i32.add(i32.mul(n, 3), 1)),
            () => f.set(n, i32.shrU(n, 1)),
          );
          f.increase(steps, 1);
          f.branchIf(i32.gtS(steps, 50), exit);
        });
      });
      f.return(steps);
    });
    const { collatz } = instantiate(module);
    expect([1, 6, 7, 27].map((n) => collatz(n))).toEqual([0, 8, 16, 51]);
  });

  it("reuses the variables of a scope that ended", () => {
    const build = (scoped: boolean): number => {
      const module = new WasmModule();
      module.function({ parameters: [], exportAs: "f" }, (f) => {
        for (let i = 0; i < 5; i++) {
          const body = (): void => {
            f.let(i32.constant(i));
            f.let(f32.constant(i));
          };
          if (scoped) f.scope(body);
          else body();
        }
      });
      return module.encode().length;
    };
    expect(build(true)).toBeLessThan(build(false));
  });

  it("never gives one variable to two values of a scope, however scopes are nested", () => {
    const bytes = runCode((f) => {
      f.scope(() => {
        f.scope(() => f.let(i32.constant(9)));
        f.scope(() => f.let(i32.constant(8)));
      });
      f.scope(() => {
        const values = [1, 2, 3, 4].map((value) => f.let(i32.constant(value)));
        values.forEach((value, i) => f.do(store.i32(4 * i, value)));
      });
    });
    expect([...new Int32Array(bytes, 0, 4)]).toEqual([1, 2, 3, 4]);
  });

  it("traps as an error of the runtime", () => {
    expect(() => runCode((f) => f.trap())).toThrow(webAssembly.RuntimeError);
    expect(() => runCode((f) => f.drop(load.i32(1 << 20)))).toThrow(webAssembly.RuntimeError);
  });
});

describe("WasmModule", () => {
  it("calls functions of the host and its own", () => {
    const module = new WasmModule();
    const notes: number[] = [];
    const note = module.importFunction(
      { module: "host", name: "note" },
      { parameters: ["i32", "f32"] },
    );
    const twice = module.importFunction(
      { module: "host", name: "twice" },
      { parameters: ["f64"], result: "f64" },
    );
    const square = module.function({ parameters: ["f64"], result: "f64" }, (f, [x]) => {
      f.return(call(twice, call(twice, x)));
    });
    module.function({ parameters: ["f64"], result: "f64", exportAs: "main" }, (f, [x]) => {
      f.do(perform(note, 3, 1.5));
      f.return(call(square, x));
    });
    const { exports } = new webAssembly.Instance(new webAssembly.Module(module.encode()), {
      host: { note: (a, b) => void notes.push(a, b), twice: (x) => 2 * x },
    });
    expect(exports["main"](1.25)).toBe(5);
    expect(notes).toEqual([3, 1.5]);
    expect(() =>
      module.importFunction({ module: "host", name: "late" }, { parameters: [] }),
    ).toThrow(
      new ArgumentError('importFunction: expected imports before functions, got "late" after 2'),
    );
  });

  it("gives equal bytes for equal calls", () => {
    const build = (): Uint8Array => {
      const module = new WasmModule();
      module.function({ parameters: ["f32"], result: "f32", exportAs: "f" }, (f, [x]) => {
        f.return(f32.sqrt(x));
      });
      return module.encode();
    };
    expect(build()).toEqual(build());
  });

  it("multiplies and adds in one instruction exactly where the features have it", () => {
    const build = (relaxedSimd: boolean): Uint8Array => {
      const module = new WasmModule({ ...wasmFeatures(), relaxedSimd });
      module.function({ parameters: [], result: "f32", exportAs: "f" }, (f) => {
        f.return(
          f32x4.extractLane(
            f.mulAdd(f32x4.constant(2), 3, v128.not(v128.not(f32x4.constant(4)))),
            0,
          ),
        );
      });
      return module.encode();
    };
    const exported = new webAssembly.Instance(new webAssembly.Module(build(false))).exports;
    expect(exported["f"]()).toBe(10);
    const relaxed = [...build(true)].join(" ");
    expect(relaxed).toContain("253 133 2");
    expect(webAssembly.validate(build(true))).toBe(wasmFeatures().relaxedSimd);
  });

  it("knows what the runtime accepts", () => {
    expect(wasmFeatures().simd).toBe(true);
    expect(wasmFeatures()).toBe(wasmFeatures());
  });
});
