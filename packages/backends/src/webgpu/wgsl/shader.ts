import type { DType } from "@erlangen/tensor";
import type { View } from "../../schedule/schedule.ts";
import type { Binding, Command } from "../plan.ts";
import { libraryText } from "./functions.ts";
import { place } from "./indexing.ts";
import { literal, storageType, valueType } from "./values.ts";

/** Workgroups along one dimension of a dispatch, at most: the limit that every device has. */
const dispatchLimit = 65_535;

/** Invocations of a workgroup of the kernels that walk over elements. */
export const groupSize = 256;

/** A window onto a buffer inside a shader. */
export interface Access {
  readonly dtype: DType;
  /** Type of a loaded value: f32, i32 or bool. */
  readonly type: string;
  readonly view: View;
  /** The element at these coordinates of the view. */
  at(coordinates: readonly string[]): string;
  /** The element at this position of the buffer. */
  load(position: string): string;
  store(position: string, value: string): string;
}

/** The parts of a shader that a kernel writes itself. */
export interface ShaderBody {
  /** Statements of the entry point; they see `local` (index in the workgroup), `group` and `id`, all vec3u. */
  readonly body: readonly string[];
  readonly workgroupSize?: readonly [x: number, y: number, z: number];
  readonly workgroups: readonly [x: number, y: number, z: number];
}

/**
 * Collects what one WGSL module needs: bindings, library functions, workgroup memory.
 *
 * The text depends on the structure of the step alone, so that equal steps of any programs share one pipeline.
 */
export class Shader {
  readonly #label: string;
  readonly #bindings: { buffer: number; writes: boolean; type: string }[] = [];
  readonly #library = new Set<string>();
  readonly #declarations: string[] = [];

  constructor(label: string) {
    this.#label = label;
  }

  /** Makes a view readable. */
  read(view: View): Access {
    return this.#access(view, this.#bind(view, storageType(view.dtype), false));
  }

  /** Makes a view writable. */
  write(view: View): Access {
    return this.#access(view, this.#bind(view, storageType(view.dtype), true));
  }

  /** Binds a float32 buffer that is only read as vectors of four; returns the name of the array. */
  readVectors(view: View): string {
    return this.#bind(view, "vec4<f32>", false);
  }

  /** Adds a function of the library, with all that it calls. */
  need(name: string): void {
    this.#library.add(name);
  }

  /** A number as an expression. */
  literal(value: number, dtype: DType): string {
    const text = literal(value, dtype);
    if (text.includes("infinityOf")) this.need("infinityOf");
    if (text.includes("nanOf")) this.need("nanOf");
    return text;
  }

  /** Adds module-scope text: functions, workgroup variables. */
  declare(text: string): void {
    this.#declarations.push(text);
  }

  finish({ body, workgroupSize = [groupSize, 1, 1], workgroups }: ShaderBody): Command {
    const bindings = this.#bindings.map(
      ({ writes, type }, i) =>
        `@group(0) @binding(${i}) var<storage, ${writes ? "read_write" : "read"}> b${i}: array<${type}>;`,
    );
    const library = libraryText(this.#library);
    const entry = [
      `@compute @workgroup_size(${workgroupSize.join(", ")})`,
      "fn main(@builtin(local_invocation_id) local: vec3u, @builtin(workgroup_id) group: vec3u) {",
      ...body.map((line) => `  ${line}`),
      "}",
    ];
    return {
      label: this.#label,
      code: [
        ...bindings,
        ...(library === "" ? [] : [library]),
        ...this.#declarations,
        ...entry,
        "",
      ].join("\n"),
      bindings: this.#bindings.map(({ buffer, writes }): Binding => ({ buffer, writes })),
      workgroups,
    };
  }

  #bind({ buffer }: View, type: string, writes: boolean): string {
    const known = this.#bindings.findIndex((binding) => binding.buffer === buffer);
    if (known >= 0) {
      if (this.#bindings[known].type !== type) {
        throw new Error(`internal: buffer ${buffer} is bound as two types in ${this.#label}`);
      }
      this.#bindings[known].writes ||= writes;
      return `b${known}`;
    }
    this.#bindings.push({ buffer, writes, type });
    return `b${this.#bindings.length - 1}`;
  }

  #access(view: View, name: string): Access {
    const isBool = view.dtype === "bool";
    return {
      dtype: view.dtype,
      type: valueType(view.dtype),
      view,
      at: (coordinates) => place(coordinates, view.strides, view.offset),
      load: (position) => (isBool ? `(${name}[${position}] != 0u)` : `${name}[${position}]`),
      store: (position, value) => `${name}[${position}] = ${isBool ? `u32(${value})` : value};`,
    };
  }
}

/** One invocation for each of `count` elements, whose number is `i`. */
export function forEachElement(
  count: number,
  body: readonly string[],
): Pick<ShaderBody, "body" | "workgroups"> {
  const { workgroups, number } = manyGroups(Math.ceil(count / groupSize));
  return {
    body: [
      `let i = ${number === "group.x" ? "group.x" : `(${number})`} * ${groupSize}u + local.x;`,
      `if (i >= ${count}u) { return; }`,
      ...body,
    ],
    workgroups,
  };
}

/** A dispatch of `count` workgroups in as many dimensions as the limits ask for, and the number of a workgroup. */
export function manyGroups(count: number): {
  readonly workgroups: readonly [number, number, number];
  readonly number: string;
} {
  if (count <= dispatchLimit) return { workgroups: [Math.max(1, count), 1, 1], number: "group.x" };
  const rows = Math.ceil(count / dispatchLimit);
  const columns = Math.ceil(count / rows);
  return { workgroups: [columns, rows, 1], number: `group.y * ${columns}u + group.x` };
}
