import { valueOf } from "./instruction-set.ts";
import { statement, writeAccess, type Statement } from "./memory-access.ts";
import { i32 } from "./scalars.ts";
import { expression, type Operand, type Value } from "./value.ts";

const prefix = 0xfe;

/** Sequentially consistent access to 32-bit words of shared memory; addresses are multiples of 4. */
export const atomic: {
  readonly load: (address: Operand<"i32">, offset?: number) => Value<"i32">;
  readonly store: (address: Operand<"i32">, value: Operand<"i32">, offset?: number) => Statement;
  /** Adds; gives what was there before. */
  readonly add: (address: Operand<"i32">, value: Operand<"i32">, offset?: number) => Value<"i32">;
  /** Replaces; gives what was there before. */
  readonly exchange: (
    address: Operand<"i32">,
    value: Operand<"i32">,
    offset?: number,
  ) => Value<"i32">;
  /** Replaces when `expected` is there; gives what was there before. */
  readonly compareExchange: (
    address: Operand<"i32">,
    expected: Operand<"i32">,
    replacement: Operand<"i32">,
  ) => Value<"i32">;
  /** Wakes at most `count` waiters; gives their number. */
  readonly notify: (address: Operand<"i32">, count: Operand<"i32">) => Value<"i32">;
  /** Sleeps without limit while `expected` is there: 0 woken, 1 it was not there. Not on a browser's main thread. */
  readonly wait: (address: Operand<"i32">, expected: Operand<"i32">) => Value<"i32">;
} = {
  load: (address, offset = 0) => access(0x10, [address], offset),
  store: (address, value, offset = 0) =>
    statement([valueOf(address, i32.constant), valueOf(value, i32.constant)], (code) => {
      writeAccess(code, { prefix, opcode: 0x17, align: 2 }, offset);
    }),
  add: (address, value, offset = 0) => access(0x1e, [address, value], offset),
  exchange: (address, value, offset = 0) => access(0x41, [address, value], offset),
  compareExchange: (address, expected, replacement) =>
    access(0x48, [address, expected, replacement], 0),
  notify: (address, count) => access(0x00, [address, count], 0),
  wait: (address, expected) =>
    expression("i32", (code) => {
      valueOf(address, i32.constant).write(code);
      valueOf(expected, i32.constant).write(code);
      // The limit of -1 nanoseconds, an i64: none.
      code.byte(0x42);
      code.signed(-1);
      writeAccess(code, { prefix, opcode: 0x01, align: 2 }, 0);
    }),
};

function access(opcode: number, operands: readonly Operand<"i32">[], offset: number): Value<"i32"> {
  return expression("i32", (code) => {
    for (const operand of operands) valueOf(operand, i32.constant).write(code);
    writeAccess(code, { prefix, opcode, align: 2 }, offset);
  });
}
