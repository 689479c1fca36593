import { ArgumentError } from "@erlangen/numerics";
import type { OnnxAttribute, OnnxGraph, OnnxModelData, OnnxNode, OnnxValue } from "./model.ts";
import { elementTypeCodeOf, type OnnxTensor } from "./onnx-tensor.ts";
import { ProtobufWriter } from "./protobuf/writer.ts";

/**
 * The bytes of an ONNX file.
 *
 * Strings and constants kept in other files are not written.
 *
 * @throws ArgumentError when an element type or attribute has no place in the format.
 *
 * Source: onnx/onnx.proto (IR version 8); field numbers are those of the schema.
 */
export function encodeModel(model: OnnxModelData): Uint8Array {
  const writer = new ProtobufWriter();
  writer.integer(1, model.irVersion);
  writer.string(2, model.producer);
  writer.message(7, (inner) => encodeGraph(inner, model.graph));
  for (const { domain, version } of model.opsets) {
    writer.message(8, (inner) => {
      inner.string(1, domain);
      inner.integer(2, version);
    });
  }
  for (const [key, value] of Object.entries(model.metadata)) {
    writer.message(14, (inner) => {
      inner.string(1, key);
      inner.string(2, value);
    });
  }
  return writer.finish();
}

function encodeGraph(writer: ProtobufWriter, graph: OnnxGraph): void {
  for (const node of graph.nodes) writer.message(1, (inner) => encodeNode(inner, node));
  writer.string(2, graph.name);
  for (const tensor of graph.initializers) {
    writer.message(5, (inner) => encodeTensor(inner, tensor));
  }
  for (const value of graph.inputs) writer.message(11, (inner) => encodeValue(inner, value));
  for (const value of graph.outputs) writer.message(12, (inner) => encodeValue(inner, value));
}

function encodeNode(writer: ProtobufWriter, node: OnnxNode): void {
  for (const input of node.inputs) writer.string(1, input);
  for (const output of node.outputs) writer.string(2, output);
  if (node.name !== "") writer.string(3, node.name);
  writer.string(4, node.operator);
  for (const attribute of node.attributes) {
    writer.message(5, (inner) => encodeAttribute(inner, attribute));
  }
  if (node.domain !== "") writer.string(7, node.domain);
}

function encodeAttribute(writer: ProtobufWriter, attribute: OnnxAttribute): void {
  writer.string(1, attribute.name);
  switch (attribute.kind) {
    case "float":
      writer.float(2, attribute.value);
      writer.integer(20, 1);
      return;
    case "int":
      writer.integer(3, attribute.value);
      writer.integer(20, 2);
      return;
    case "string":
      writer.string(4, attribute.value);
      writer.integer(20, 3);
      return;
    case "tensor":
      writer.message(5, (inner) => encodeTensor(inner, attribute.value));
      writer.integer(20, 4);
      return;
    case "graph":
      writer.message(6, (inner) => encodeGraph(inner, attribute.value));
      writer.integer(20, 5);
      return;
    case "floats":
      for (const value of attribute.value) writer.float(7, value);
      writer.integer(20, 6);
      return;
    case "ints":
      for (const value of attribute.value) writer.integer(8, value);
      writer.integer(20, 7);
      return;
    case "strings":
      for (const value of attribute.value) writer.string(9, value);
      writer.integer(20, 8);
      return;
    case "other":
      throw new ArgumentError(
        `encodeModel: expected attributes with a value, got "${attribute.name}" without one`,
      );
  }
}

function encodeTensor(writer: ProtobufWriter, tensor: OnnxTensor): void {
  writer.packedIntegers(1, tensor.shape);
  writer.integer(2, elementTypeCodeOf("encodeModel", tensor.elementType));
  writer.string(8, tensor.name);
  writer.bytes(9, tensor.bytes);
}

function encodeValue(writer: ProtobufWriter, value: OnnxValue): void {
  writer.string(1, value.name);
  writer.message(2, (type) =>
    type.message(1, (tensor) => {
      tensor.integer(1, elementTypeCodeOf("encodeModel", value.elementType));
      tensor.message(2, (shape) => {
        for (const length of value.shape) {
          shape.message(1, (axis) => {
            if (typeof length === "number") axis.integer(1, length);
            else axis.string(2, length);
          });
        }
      });
    }),
  );
}
