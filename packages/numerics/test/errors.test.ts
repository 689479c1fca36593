import { ArgumentError, ErlangenError, FormatError, ShapeError } from "@erlangen/numerics";
import { expect, test } from "vitest";

test("every error is an ErlangenError that carries its code and the name of its class", () => {
  const cause = new Error("below");
  const error = new ShapeError("f: expected [2], got [3]", { cause });
  expect(error).toBeInstanceOf(ErlangenError);
  expect(error).toMatchObject({ name: "ShapeError", code: "shape", cause });
  expect(new ArgumentError("f: expected n, got m").code).toBe("argument");
});

test("a format error says where", () => {
  const error = new FormatError("expected a number", { source: "a.xyz", byteOffset: 12 });
  expect(error.message).toBe("a.xyz, byte 12: expected a number");
  expect(error).toMatchObject({ source: "a.xyz", byteOffset: 12, code: "format" });
});
