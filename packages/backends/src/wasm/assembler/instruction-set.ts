import { expression, type Operand, type Value, type ValueType } from "./value.ts";

/** Opcodes by name, sorted by what they take and give. */
export interface OpcodeTable {
  /** T -> T */
  readonly unary: Readonly<Record<string, number>>;
  /** T, T -> T */
  readonly binary: Readonly<Record<string, number>>;
  /** T, T -> truth: 0 or 1 in i32 for scalars, all bits of the lane for vectors. */
  readonly comparison: Readonly<Record<string, number>>;
}

/** The typed functions of an {@link OpcodeTable} over the type `T` with truth values of type `B`. */
export type InstructionSet<T extends ValueType, B extends ValueType, O extends OpcodeTable> = {
  readonly [name in keyof O["unary"]]: (a: Operand<T>) => Value<T>;
} & {
  readonly [name in keyof O["binary"]]: (a: Operand<T>, b: Operand<T>) => Value<T>;
} & {
  readonly [name in keyof O["comparison"]]: (a: Operand<T>, b: Operand<T>) => Value<B>;
};

/** Prefix byte of vector instructions. */
export const vectorPrefix = 0xfd;

/** How one family of instructions is written. */
export interface Family<T extends ValueType, B extends ValueType> {
  readonly type: T;
  readonly truth: B;
  /** Prefix byte of the opcodes, if any. */
  readonly prefix?: number;
  /** What a number stands for. */
  readonly constant: (value: number) => Value<T>;
}

/** Functions that build expressions from the opcodes of a family. */
export function instructionSet<T extends ValueType, B extends ValueType, O extends OpcodeTable>(
  family: Family<T, B>,
  table: O,
): InstructionSet<T, B, O> {
  const { type, truth, constant, prefix } = family;
  const functions: Record<string, (...operands: readonly Operand<T>[]) => Value> = {};
  const define = (opcodes: Readonly<Record<string, number>>, result: ValueType): void => {
    for (const [name, opcode] of Object.entries(opcodes)) {
      functions[name] = (...operands) =>
        instruction(
          result,
          { prefix, opcode },
          operands.map((operand) => valueOf(operand, constant)),
        );
    }
  };
  define(table.unary, type);
  define(table.binary, type);
  define(table.comparison, truth);
  return functions as unknown as InstructionSet<T, B, O>;
}

/** An instruction: its operands, then the opcode, then immediate bytes. */
export function instruction<R extends ValueType>(
  result: R,
  { prefix, opcode }: { readonly prefix?: number | undefined; readonly opcode: number },
  operands: readonly Value[],
  ...immediates: readonly number[]
): Value<R> {
  return expression(result, (code) => {
    for (const operand of operands) operand.write(code);
    if (prefix === undefined) code.byte(opcode);
    else {
      code.byte(prefix);
      code.unsigned(opcode);
    }
    for (const immediate of immediates) code.byte(immediate);
  });
}

/** The expression that an operand stands for. */
export function valueOf<T extends ValueType>(
  operand: Operand<T>,
  constantOf: (value: number) => Value<T>,
): Value<T> {
  return typeof operand === "number" ? constantOf(operand) : operand;
}
