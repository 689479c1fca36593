import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeModel, graphToOnnx, readOnnx, type OnnxModelData } from "@erlangen/backends/onnx";
import { FormatError } from "@erlangen/numerics";
import { matmul, scatterAdd, tanh, tensor, trace } from "@erlangen/tensor";

const describeValue = (
  name: string,
): { name: string; elementType: string; shape: (number | string)[] } => ({
  name,
  elementType: "float32",
  shape: [2, "batch", "?"],
});

const model: OnnxModelData = {
  irVersion: 8,
  producer: "a test",
  opsets: [
    { domain: "", version: 18 },
    { domain: "com.example", version: 1 },
  ],
  metadata: { author: "Emmy", note: "ü" },
  graph: {
    name: "main",
    inputs: [describeValue("x")],
    outputs: [describeValue("y")],
    initializers: [
      {
        name: "w",
        elementType: "float32",
        shape: [2],
        bytes: Uint8Array.of(0, 0, 128, 63, 0, 0, 0, 64),
      },
      { name: "empty", elementType: "int64", shape: [0, 3], bytes: new Uint8Array(0) },
    ],
    nodes: [
      {
        operator: "Everything",
        domain: "com.example",
        name: "one",
        inputs: ["x", "", "w"],
        outputs: ["y"],
        attributes: [
          { name: "f", kind: "float", value: 0.5 },
          { name: "i", kind: "int", value: -3 },
          { name: "big", kind: "int", value: 2 ** 40 },
          { name: "s", kind: "string", value: "text" },
          { name: "fs", kind: "floats", value: [1, -2.5] },
          { name: "is", kind: "ints", value: [0, -1, 300] },
          { name: "none", kind: "ints", value: [] },
          { name: "ss", kind: "strings", value: ["a", ""] },
          {
            name: "t",
            kind: "tensor",
            value: { name: "", elementType: "int32", shape: [], bytes: Uint8Array.of(7, 0, 0, 0) },
          },
          {
            name: "g",
            kind: "graph",
            value: {
              name: "inner",
              nodes: [],
              initializers: [],
              inputs: [],
              outputs: [describeValue("z")],
            },
          },
        ],
      },
    ],
  },
};

/** A protobuf field of bytes. */
const field = (number: number, ...bytes: number[]): number[] => [
  number * 8 + 2,
  bytes.length,
  ...bytes,
];

describe("readOnnx", () => {
  it("reads back what encodeModel wrote", () => {
    expect(readOnnx(encodeModel(model))).toEqual(model);
  });

  it("keeps whole numbers up to 2^53 and clamps at the ends of int64", () => {
    const withInt = (value: number): OnnxModelData => ({
      ...model,
      graph: {
        ...model.graph,
        nodes: [{ ...model.graph.nodes[0], attributes: [{ name: "i", kind: "int", value }] }],
      },
    });
    fc.assert(
      fc.property(fc.maxSafeInteger(), (number) => {
        expect(readOnnx(encodeModel(withInt(number)))).toEqual(withInt(number));
      }),
    );
    const largest = withInt(2 ** 63);
    expect(readOnnx(encodeModel(largest))).toEqual(largest);
  });

  it.each([
    // TensorProto: dims 1, data_type 2, float_data 4, int32_data 5, int64_data 7, name 8, double_data 10.
    [
      "float32",
      [8, 2, 16, 1, ...field(4, 0, 0, 128, 63, 0, 0, 0, 64)],
      [0, 0, 128, 63, 0, 0, 0, 64],
    ],
    ["float32", [8, 1, 16, 1, 4 * 8 + 5, 0, 0, 128, 63], [0, 0, 128, 63]],
    ["float64", [8, 1, 16, 11, 10 * 8 + 1, 0, 0, 0, 0, 0, 0, 240, 63], [0, 0, 0, 0, 0, 0, 240, 63]],
    [
      "int32",
      [8, 2, 16, 6, ...field(5, 1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1)],
      [1, 0, 0, 0, 255, 255, 255, 255],
    ],
    ["int64", [8, 1, 16, 7, ...field(7, 5)], [5, 0, 0, 0, 0, 0, 0, 0]],
    ["bool", [8, 2, 16, 9, ...field(5, 1, 0)], [1, 0]],
    ["float16", [8, 1, 16, 10, ...field(5, 128, 120)], [0, 60]],
  ])(
    "reads the typed fields of a %s constant as raw bytes",
    (elementType, tensorBytes, expected) => {
      const bytes = Uint8Array.from(field(7, ...field(5, ...tensorBytes)));
      const [constant] = readOnnx(bytes).graph.initializers;
      expect(constant.elementType).toBe(elementType);
      expect([...constant.bytes]).toEqual(expected);
    },
  );

  it("reads strings and data in other files as constants without bytes", () => {
    const strings = Uint8Array.from(field(7, ...field(5, 8, 1, 16, 8, ...field(6, 65))));
    expect(readOnnx(strings).graph.initializers[0].bytes).toHaveLength(0);
    const external = Uint8Array.from(field(7, ...field(5, 8, 9, 16, 1, 14 * 8, 1)));
    expect(readOnnx(external).graph.initializers[0].shape).toEqual([9]);
  });

  it.each([
    ["no graph", [8, 8], /expected an ONNX model with a graph, got none/],
    [
      "a length past the end",
      [7 * 8 + 2, 100, 1],
      /expected at most 1 more bytes, got a length of 100/,
    ],
    [
      "an endless varint",
      [8, ...new Array<number>(12).fill(255)],
      /expected a varint of at most 10 bytes/,
    ],
    ["field number 0", [0, 0], /expected a protobuf field number in \[1, 2\^29\), got 0/],
    ["a group", [15 * 8 + 3, 0], /expected wire type 2 for protobuf field 15, got 3/],
    ["a number for a message", [7 * 8, 1], /expected wire type 2 for protobuf field 7, got 0/],
    [
      "a constant of the wrong size",
      field(7, ...field(5, 8, 3, 16, 1)),
      /expected 12 bytes in constant "" of shape \[3\], got 0/,
    ],
    [
      "a negative length",
      field(7, ...field(5, 8, ...new Array<number>(9).fill(255), 1, 16, 1)),
      /expected lengths >= 0/,
    ],
  ])("refuses %s and says where", (_, bytes, message) => {
    const read = () => readOnnx(Uint8Array.from(bytes), { source: "model.onnx" });
    expect(read).toThrow(FormatError);
    expect(read).toThrow(message);
    expect(read).toThrow(/^model\.onnx, byte \d+: readOnnx: /);
  });

  it("refuses messages nested too deep instead of exhausting the stack", () => {
    // An attribute (5) of a node (1) of a graph holds a graph (6), and so on.
    let bytes: number[] = [];
    const long = (number: number, inner: number[]): number[] => [
      number * 8 + 2,
      (inner.length & 127) | 128,
      (inner.length >> 7) & 127,
      ...inner,
    ];
    for (let i = 0; i < 400; i++) bytes = long(1, long(5, long(6, bytes)));
    expect(() => readOnnx(Uint8Array.from(long(7, bytes)))).toThrow(/at most 100 deep/);
  });

  it("ends on any bytes with a structure or a FormatError", () => {
    const { graph } = trace(
      (x, i) => scatterAdd(tanh(matmul(x, x)), i, 5),
      [tensor(new Float32Array(9), [3, 3]), tensor(new Int32Array(3), [3])],
    );
    const seeds = [encodeModel(model), graphToOnnx(graph)];
    const survive = (bytes: Uint8Array): void => {
      try {
        readOnnx(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
      }
    };
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
        fc.nat(),
        (seed, changes, cut) => {
          const bytes = seed.slice();
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          survive(bytes);
          survive(bytes.subarray(0, cut % bytes.length));
        },
      ),
      { numRuns: 2000, seed: 1 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), survive), { numRuns: 1000, seed: 2 });
  });

  it("writes no unknown element types and no attributes without a value", () => {
    const [node] = model.graph.nodes;
    const withNode = {
      ...node,
      attributes: [{ name: "x", kind: "other", value: undefined }],
    } as const;
    expect(() => encodeModel({ ...model, graph: { ...model.graph, nodes: [withNode] } })).toThrow(
      'encodeModel: expected attributes with a value, got "x" without one',
    );
    const inputs = [{ name: "x", elementType: "quaternion", shape: [] }];
    expect(() => encodeModel({ ...model, graph: { ...model.graph, inputs } })).toThrow(
      'encodeModel: expected an element type such as "float32", got "quaternion"',
    );
  });
});
