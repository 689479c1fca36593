import { decodeTensor } from "./decode-tensor.ts";
import type { OnnxAttribute, OnnxGraph, OnnxModelData, OnnxNode, OnnxValue } from "./model.ts";
import { elementTypeOf, type OnnxTensor } from "./onnx-tensor.ts";
import { ProtobufReader } from "./protobuf/reader.ts";

/**
 * Reads an ONNX file into plain data.
 *
 * Every length is checked against the bytes that are there before anything is allocated, so hostile files end in an
 * error. What this structure has no place for (documentation, sparse constants, training parts) is passed over.
 *
 * @param bytes - The whole file.
 * @param options - `source`: the file's name for error messages.
 * @throws FormatError with the byte offset when the bytes are not an ONNX model.
 *
 * Source: onnx/onnx.proto.
 */
export function readOnnx(
  bytes: Uint8Array,
  options: { readonly source?: string } = {},
): OnnxModelData {
  const reader = new ProtobufReader(bytes, { source: options.source ?? "ONNX model" });
  let irVersion = 0;
  let producer = "";
  let graph: OnnxGraph | undefined;
  const opsets: { domain: string; version: number }[] = [];
  const metadata: [string, string][] = [];
  while (reader.next()) {
    if (reader.field === 1) irVersion = reader.integer();
    else if (reader.field === 2) producer = reader.string();
    else if (reader.field === 7) graph = decodeGraph(reader.message());
    else if (reader.field === 8) opsets.push(decodeOpset(reader.message()));
    else if (reader.field === 14) metadata.push(decodeEntry(reader.message()));
    else reader.skip();
  }
  if (graph === undefined) throw reader.error("expected an ONNX model with a graph, got none");
  return { irVersion, producer, opsets, metadata: Object.fromEntries(metadata), graph };
}

function decodeOpset(reader: ProtobufReader): { domain: string; version: number } {
  let domain = "";
  let version = 0;
  while (reader.next()) {
    if (reader.field === 1) domain = reader.string();
    else if (reader.field === 2) version = reader.integer();
    else reader.skip();
  }
  return { domain, version };
}

function decodeEntry(reader: ProtobufReader): [key: string, value: string] {
  let key = "";
  let value = "";
  while (reader.next()) {
    if (reader.field === 1) key = reader.string();
    else if (reader.field === 2) value = reader.string();
    else reader.skip();
  }
  return [key, value];
}

function decodeGraph(reader: ProtobufReader): OnnxGraph {
  let name = "";
  const nodes: OnnxNode[] = [];
  const initializers: OnnxTensor[] = [];
  const inputs: OnnxValue[] = [];
  const outputs: OnnxValue[] = [];
  while (reader.next()) {
    if (reader.field === 1) nodes.push(decodeNode(reader.message()));
    else if (reader.field === 2) name = reader.string();
    else if (reader.field === 5) initializers.push(decodeTensor(reader.message()));
    else if (reader.field === 11) inputs.push(decodeValue(reader.message()));
    else if (reader.field === 12) outputs.push(decodeValue(reader.message()));
    else reader.skip();
  }
  return { name, nodes, initializers, inputs, outputs };
}

function decodeNode(reader: ProtobufReader): OnnxNode {
  let operator = "";
  let domain = "";
  let name = "";
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes: OnnxAttribute[] = [];
  while (reader.next()) {
    if (reader.field === 1) inputs.push(reader.string());
    else if (reader.field === 2) outputs.push(reader.string());
    else if (reader.field === 3) name = reader.string();
    else if (reader.field === 4) operator = reader.string();
    else if (reader.field === 5) attributes.push(decodeAttribute(reader.message()));
    else if (reader.field === 7) domain = reader.string();
    else reader.skip();
  }
  return { operator, domain, name, inputs, outputs, attributes };
}

/** The kinds by their code in AttributeProto.AttributeType. */
const attributeKinds = [
  "",
  "float",
  "int",
  "string",
  "tensor",
  "graph",
  "floats",
  "ints",
  "strings",
];

function decodeAttribute(reader: ProtobufReader): OnnxAttribute {
  let name = "";
  let code = 0;
  let single: OnnxAttribute | undefined;
  const floats: number[] = [];
  const ints: number[] = [];
  const strings: string[] = [];
  while (reader.next()) {
    if (reader.field === 1) name = reader.string();
    else if (reader.field === 2) single = { name, kind: "float", value: reader.floats()[0] ?? 0 };
    else if (reader.field === 3) single = { name, kind: "int", value: reader.integer() };
    else if (reader.field === 4) single = { name, kind: "string", value: reader.string() };
    else if (reader.field === 5) {
      single = { name, kind: "tensor", value: decodeTensor(reader.message()) };
    } else if (reader.field === 6) {
      single = { name, kind: "graph", value: decodeGraph(reader.message()) };
    } else if (reader.field === 7) for (const value of reader.floats()) floats.push(value);
    else if (reader.field === 8) for (const value of reader.integers()) ints.push(value);
    else if (reader.field === 9) strings.push(reader.string());
    else if (reader.field === 20) code = reader.integer();
    else reader.skip();
  }
  const kind = attributeKinds[code] ?? "";
  if (kind === "floats") return { name, kind, value: floats };
  if (kind === "ints") return { name, kind, value: ints };
  if (kind === "strings") return { name, kind, value: strings };
  if (single?.kind === kind) return { ...single, name };
  // A single zero or empty string may be left out by writers that follow proto3.
  if (kind === "int" || kind === "float") return { name, kind, value: 0 };
  if (kind === "string") return { name, kind, value: "" };
  return { name, kind: "other", value: undefined };
}

function decodeValue(reader: ProtobufReader): OnnxValue {
  let name = "";
  let type: Omit<OnnxValue, "name"> = { elementType: "undefined", shape: [] };
  while (reader.next()) {
    if (reader.field === 1) name = reader.string();
    else if (reader.field === 2) type = decodeType(reader.message());
    else reader.skip();
  }
  return { name, ...type };
}

function decodeType(reader: ProtobufReader): Omit<OnnxValue, "name"> {
  let elementType = "undefined";
  const shape: (number | string)[] = [];
  while (reader.next()) {
    if (reader.field !== 1) {
      reader.skip();
      continue;
    }
    const tensor = reader.message();
    while (tensor.next()) {
      if (tensor.field === 1) elementType = elementTypeOf(tensor.integer());
      else if (tensor.field === 2) {
        const axes = tensor.message();
        while (axes.next()) {
          if (axes.field === 1) shape.push(decodeLength(axes.message()));
          else axes.skip();
        }
      } else tensor.skip();
    }
  }
  return { elementType, shape };
}

function decodeLength(reader: ProtobufReader): number | string {
  let length: number | string = "?";
  while (reader.next()) {
    if (reader.field === 1) length = reader.integer();
    else if (reader.field === 2) length = reader.string();
    else reader.skip();
  }
  return length;
}
