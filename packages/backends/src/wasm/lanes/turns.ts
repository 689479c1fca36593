import { f32, f64, i32, select } from "../assembler/scalars.ts";
import type { Value } from "../assembler/value.ts";
import { call, type FunctionHandle, type WasmModule } from "../assembler/wasm-module.ts";

/** The bits of 2 / pi behind the point, 24 at a time. Source: fdlibm, `e_rem_pio2.c`. */
const twoOverPi = [
  0xa2f983, 0x6e4e44, 0x1529fc, 0x2757d1, 0xf534dd, 0xc0db62, 0x95993c, 0x439041, 0xfe5163,
];

/** x -> 2 x / pi modulo 4 up to an error of 2^-50, in [0, 16): for float32 numbers of any size. */
type QuarterTurns = FunctionHandle<readonly ["f32"], "f64">;

const made = new WeakMap<WasmModule, QuarterTurns>();

/**
 * The function {@link QuarterTurns} of a module, written on first use.
 *
 * x has 24 bits and so has each portion of 2 / pi, so their products are exact in float64. Portions whose product is
 * a multiple of 4 are skipped; of the next four the first two are taken modulo 4, exactly.
 *
 * Source: Payne and Hanek (1983), «Radian reduction for trigonometric functions».
 */
function quarterTurns(module: WasmModule): QuarterTurns {
  const known = made.get(module);
  if (known !== undefined) return known;
  const reduction = module.function({ parameters: ["f32"], result: "f64" }, (f, [x]) => {
    // Unbiased exponent; portion k is skipped when the last bit of x, 2^(exponent - 23), times 2^(-24 (k + 1)) is >= 4.
    const bits = i32.shrU(i32.reinterpretF32(f32.abs(x)), 23);
    const skipped = f.let(i32.divS(i32.sub(bits, 127 + 1), 24));
    f.set(skipped, select(i32.sub(skipped, 1), i32.constant(0), i32.gtS(skipped, 1)));
    const pick = (values: readonly number[]): Value<"f64"> =>
      values
        .slice(1)
        .reduce<Value<"f64">>(
          (chosen, value, i) => select(f64.constant(value), chosen, i32.eq(skipped, i + 1)),
          f64.constant(values[0]),
        );
    const levels = [0, 1, 2, 3, 4, 5];
    const scaled = f.let(f64.mul(f64.promoteF32(x), pick(levels.map((k) => 2 ** (-24 * k)))));
    const terms = [0, 1, 2, 3].map((j) => {
      const portion = pick(levels.map((k) => (twoOverPi[k + j] ?? 0) * 2 ** (-24 * (j + 1))));
      return f.let(f64.mul(scaled, portion));
    });
    const rest = terms.map((term, j) =>
      j > 1 ? term : f64.sub(term, f64.mul(f64.floor(f64.mul(term, 0.25)), 4)),
    );
    const sum = f64.add(f64.add(f64.add(rest[0], rest[1]), rest[2]), rest[3]);
    f.return(sum);
  });
  made.set(module, reduction);
  return reduction;
}

/** {@link quarterTurns} of one number. */
export function turnsOf(module: WasmModule, x: Value<"f32">): Value<"f64"> {
  return call(quarterTurns(module), x);
}
