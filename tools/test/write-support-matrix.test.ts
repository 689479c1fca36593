import { expect, it } from "vitest";
import { operationOf, supportMatrix } from "../write-support-matrix.mjs";

it("groups cases by the operation that they are about", () => {
  expect(operationOf("float32 matmul of batches [2, 3] [3, 2]")).toBe("matmul");
  expect(operationOf("float32 int32 sum [3, 4]")).toBe("sum");
  expect(operationOf("float32 ten steps of a network")).toBe("whole programs");
});

it("counts what passes for each engine, and says what does not", () => {
  const page = supportMatrix(
    new Map([
      [
        "wasm Node float32",
        {
          engine: "wasm",
          where: "Node",
          dtype: "float32",
          passed: ["float32 add [1]", "float32 add [2]"],
          failed: ["float32 add [0]", "float32 sin [1]"],
        },
      ],
    ]),
  );
  expect(page).toContain("| add | 2 of 3 |");
  expect(page).toContain("| sin | 0 of 1 |");
  expect(page).toContain("| **all** | **2 of 4** |");
});
