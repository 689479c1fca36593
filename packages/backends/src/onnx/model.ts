import type { OnnxTensor } from "./onnx-tensor.ts";

/** An ONNX model: a program with the operator sets that it is written in. */
export interface OnnxModelData {
  readonly irVersion: number;
  readonly producer: string;
  /** Version of each operator set; the domain of the standard one is `""`. */
  readonly opsets: readonly { readonly domain: string; readonly version: number }[];
  /** Free text by key, carried along. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly graph: OnnxGraph;
}

/** Nodes in topological order, connected by the names of values. */
export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  /** Constants by name. */
  readonly initializers: readonly OnnxTensor[];
  /** What a caller feeds; older files list initializers here too. */
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

/** One application of an operator. */
export interface OnnxNode {
  readonly operator: string;
  readonly domain: string;
  readonly name: string;
  /** Names of values; `""` for an optional input that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: readonly OnnxAttribute[];
}

/** A static argument of an operator. */
export type OnnxAttribute = { readonly name: string } & (
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "int"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "tensor"; readonly value: OnnxTensor }
  | { readonly kind: "graph"; readonly value: OnnxGraph }
  | { readonly kind: "floats"; readonly value: readonly number[] }
  | { readonly kind: "ints"; readonly value: readonly number[] }
  | { readonly kind: "strings"; readonly value: readonly string[] }
  | { readonly kind: "other"; readonly value: undefined }
);

/** Name and type of an input or output; a length that is known by name only is a string, an unknown one `"?"`. */
export interface OnnxValue {
  readonly name: string;
  readonly elementType: string;
  readonly shape: readonly (number | string)[];
}
