import { ArgumentError, Random, ShapeError } from "@erlangen/numerics";
import {
  elementwiseTensorProduct,
  fullTensorProduct,
  fullyConnectedTensorProduct,
  tensorProduct,
  tensorSquare,
  type ProductNormalization,
  type TensorProduct,
  type TensorSquare,
} from "@erlangen/layers";
import {
  concatenate,
  matmul,
  mul,
  reshape,
  sum,
  tensor,
  vjp,
  zeros,
  type ConnectionMode,
  type NestedNumbers,
  type Tensor,
} from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { float64, golden } from "../golden/golden.ts";

interface Case {
  name: string;
  irreps_in1: string;
  irreps_in2: string;
  irreps_out: string;
  irreps_in?: string;
  class?: string;
  irrep_normalization?: "component" | "norm" | "none";
  path_normalization?: "element" | "path" | "none";
  instructions: {
    i_in1: number;
    i_in2: number;
    i_out: number;
    mode: ConnectionMode;
    has_weight: boolean;
    path_coefficient: number;
  }[];
  weight_numel: number;
  x1: NestedNumbers;
  x2: NestedNumbers;
  weight?: NestedNumbers | null;
  y: NestedNumbers;
  cotangent: NestedNumbers;
  grad_x1: NestedNumbers;
  grad_x2: NestedNumbers;
  grad_weight?: NestedNumbers | null;
}

const reference = golden<{
  cases: Case[];
  right: {
    irreps_in1: string;
    irreps_in2: string;
    irreps_out: string;
    x2: NestedNumbers;
    weight: NestedNumbers;
    right: NestedNumbers;
  };
}>("e3nn_tensor_products");

/** Options that the file states in the names of its cases only. */
const special: Record<string, ProductNormalization> = {
  irrep_norm_none: { irrepNormalization: "none", pathNormalization: "none" },
};

function fromInstructions(c: Case): TensorProduct {
  return tensorProduct(
    { left: c.irreps_in1, right: c.irreps_in2, output: c.irreps_out },
    c.instructions.map(({ i_in1, i_in2, i_out, mode, has_weight }) => ({
      left: i_in1,
      right: i_in2,
      output: i_out,
      mode,
      hasWeight: has_weight,
    })),
    {
      weights: "external",
      irrepNormalization: c.irrep_normalization ?? "component",
      pathNormalization: c.path_normalization ?? "element",
      ...special[c.name],
    },
  );
}

function byName(c: Case): TensorProduct | TensorSquare {
  const irrepNormalization = c.name.endsWith("norm") ? "norm" : "component";
  switch (c.class) {
    case "FullTensorProduct":
      return c.name === "Full_filter_norm"
        ? fullTensorProduct(c.irreps_in1, c.irreps_in2, {
            irrepNormalization,
            filter: ["0e", "1e", "2o"],
          })
        : fullTensorProduct(c.irreps_in1, c.irreps_in2);
    case "ElementwiseTensorProduct":
      return elementwiseTensorProduct("2x0e+2x1o+1x2e", "2x0o+3x1o");
    case "TensorSquare":
      return tensorSquare(c.irreps_in ?? "", {
        irrepNormalization,
        ...(c.name === "Square_fc" ? { output: c.irreps_out } : {}),
      });
    case "TensorProduct":
      return fromInstructions(c);
    default:
      return fullyConnectedTensorProduct(c.irreps_in1, c.irreps_in2, c.irreps_out, {
        weights: "external",
        irrepNormalization: c.irrep_normalization ?? "component",
        pathNormalization: c.path_normalization ?? "element",
      });
  }
}

describe("tensorProduct", () => {
  it.each(reference.cases)("reproduces e3nn, values and gradients: $name", (c) => {
    const product = byName(c);
    expect(product.output.toString()).toBe(c.irreps_out);
    expect(product.weightCount).toBe(c.weight_numel);
    expect(product.structure.instructions).toMatchObject(
      c.instructions.map(({ i_in1, i_in2, i_out, mode }) => ({
        left: i_in1,
        right: i_in2,
        output: i_out,
        mode,
      })),
    );
    expectClose(
      float64([...product.structure.constants]),
      c.instructions.map(({ path_coefficient }) => path_coefficient),
    );
    const weight = c.weight_numel === 0 ? [] : [float64(c.weight ?? [])];
    const isSquare = product.input.length === 1;
    const operands = [float64(c.x1), ...(isSquare ? [] : [float64(c.x2)]), ...weight];
    const { value, pullback } = vjp((inputs: readonly Tensor[]) => {
      if (isSquare) {
        return (product as TensorSquare).apply(
          weight.length === 0 ? {} : { weight: inputs[1] },
          inputs[0],
        );
      }
      const [x, y, ...rest] = inputs;
      return (product as TensorProduct).apply({}, x, y, ...rest);
    }, operands);
    expectClose(value, c.y);
    const gradients = pullback(float64(c.cotangent));
    if (!isSquare) {
      expectClose(gradients[0], c.grad_x1);
      expectClose(gradients[1], c.grad_x2);
    }
    if (weight.length > 0) expectClose(gradients[operands.length - 1], c.grad_weight ?? []);
  });

  it("makes of the right factor the matrix that e3nn makes", () => {
    const c = reference.right;
    const product = fullyConnectedTensorProduct(c.irreps_in1, c.irreps_in2, c.irreps_out);
    const parameters = { weight: float64(c.weight) };
    const right = product.right(parameters, float64(c.x2));
    expectClose(right, c.right);
    const x = tensor(Random.fromSeed(0).normal(10), [2, 1, 5]);
    const y = product.apply(parameters, reshape(x, [2, 5]), float64(c.x2));
    expectClose(reshape(matmul(x, right), [2, 5]), y);
  });

  it("gives equal products one and the same table", () => {
    const make = (): TensorProduct => fullyConnectedTensorProduct("2x0e+1x1o", "0e+1o", "2x1o");
    expect(make().structure.table).toBe(make().structure.table);
    const path = fullyConnectedTensorProduct("2x0e+1x1o", "0e+1o", "2x1o", {
      pathNormalization: "path",
    });
    expect(path.structure.table).not.toBe(make().structure.table);
  });

  it("takes external weights for all rows or for each row", () => {
    const product = fullyConnectedTensorProduct("2x1o", "1o", "3x0e", { weights: "external" });
    const random = Random.fromSeed(5);
    const [x, y] = [tensor(random.normal(18), [3, 6]), tensor(random.normal(9), [3, 3])];
    const w = tensor(random.normal(6), [1, 6]);
    const shared = product.apply({}, x, y, reshape(w, [6]));
    expectClose(product.apply({}, x, y, concatenate([w, w, w], 0)), shared);
    expect(product.init(random)).toEqual({});
    expect(product.input.map(String)).toEqual(["2x1o", "1x1o", "6x0e"]);
  });

  it("multiplies by scalars as the general primitive does, in values and gradients", () => {
    const random = Random.fromSeed(6);
    const irreps = { left: "3x0e+2x1o+1x0e", right: "4x0e", output: "2x1o+5x0e+1x2e" } as const;
    const product = fullyConnectedTensorProduct(irreps.left, irreps.right, irreps.output);
    const operands = [
      tensor(random.normal(6 * 10), [6, 10]),
      tensor(random.normal(6 * 4), [6, 4]),
      tensor(random.normal(product.weightCount)),
    ];
    const rows = concatenate(
      Array.from({ length: 6 }, () => reshape(operands[2], [1, product.weightCount])),
      0,
    );
    const fast = vjp(
      ([x, y, weight]: readonly Tensor[]) => product.apply({ weight }, x, y),
      operands,
    );
    // Weights for each row take the general path.
    const general = vjp(
      ([x, y, weight]: readonly Tensor[]) => product.apply({}, x, y, weight),
      [operands[0], operands[1], rows],
    );
    expectClose(fast.value, general.value);
    const cotangent = tensor(random.normal(fast.value.size), fast.value.shape);
    const [a, b] = [fast.pullback(cotangent), general.pullback(cotangent)];
    expectClose(a[0], b[0]);
    expectClose(a[1], b[1]);
    expectClose(a[2], sum(b[2], 0));
  });

  it("says in a table what it consists of", () => {
    const product = fullyConnectedTensorProduct("2x1o", "1o", "3x0e");
    expect(product.describe().split("\n")).toEqual([
      "tensor product  2x1o x 1x1o -> 3x0e",
      "path                 mode  weights  constant  multiply-adds",
      "2x1o x 1x1o -> 3x0e   uvw        6  0.707107             12",
      "total                            6                       12",
    ]);
  });

  it("names the instruction or the argument that does not fit", () => {
    const irreps = { left: "2x1o", right: "1o", output: "2x1e" } as const;
    const path = { left: 0, right: 0, output: 0, mode: "uvu", hasWeight: true } as const;
    expect(() => tensorProduct({ ...irreps, output: "2x3o" }, [path])).toThrow(
      new ArgumentError(
        "tensorProduct: instruction 0: expected an output irrep in 1o x 1o, got 3o",
      ),
    );
    expect(() => tensorProduct(irreps, [{ ...path, left: 1 }])).toThrow(
      new ArgumentError(
        'tensorProduct: instruction 0: expected left to be a block of "2x1o", got 1',
      ),
    );
    expect(() => tensorProduct({ ...irreps, output: "3x1e" }, [path])).toThrow(
      new ArgumentError(
        'tensorProduct: instruction 0: expected multiplicities that fit mode "uvu", got 2 x 1 -> 3',
      ),
    );
    expect(() => tensorProduct(irreps, [{ ...path, mode: "uvw", hasWeight: false }])).toThrow(
      ArgumentError,
    );
    const product = tensorProduct(irreps, [path]);
    const parameters = product.init(Random.fromSeed(0));
    expect(() => product.apply(parameters, zeros([4, 6]), zeros([5, 3]))).toThrow(
      new ShapeError(
        "tensorProduct: expected left and right of equal leading axes, got [4, 6] and [5, 3]",
      ),
    );
    expect(() => product.apply(parameters, zeros([4, 5]), zeros([4, 3]))).toThrow(
      new ShapeError("tensorProduct: expected left of shape [..., 6], got [4, 5]"),
    );
    expect(() => product.apply({}, zeros([4, 6]), zeros([4, 3]))).toThrow(
      new ShapeError("tensorProduct: expected weights of shape [2], got none"),
    );
    expect(() =>
      product.apply({ weight: mul(zeros([3]), 1) }, zeros([4, 6]), zeros([4, 3])),
    ).toThrow(
      new ShapeError(
        "tensorProduct: expected weights of shape [2] or [..., 2] with 4 rows, got [3]",
      ),
    );
  });
});
