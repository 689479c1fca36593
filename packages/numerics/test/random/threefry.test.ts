import { threefry2x32 } from "@erlangen/numerics";
import { expect, test } from "vitest";

const ones = 0xffffffff;

// Source: `kat_vectors` of Random123 1.14, the lines «threefry2x32 20».
test.each([
  { key: [0, 0], counter: [0, 0], expected: [0x6b200159, 0x99ba4efe] },
  { key: [ones, ones], counter: [ones, ones], expected: [0x1cb996fc, 0xbb002be7] },
  {
    key: [0x13198a2e, 0x03707344],
    counter: [0x243f6a88, 0x85a308d3],
    expected: [0xc4923a9c, 0x483df7a0],
  },
])("threefry2x32 gives the published answer for key $key", ({ key, counter, expected }) => {
  expect(threefry2x32([key[0], key[1]], [counter[0], counter[1]])).toEqual(expected);
});

test("bad input is refused by name", () => {
  expect(() => threefry2x32([0, -1], [0, 0])).toThrow(
    "threefry2x32: expected key[1] to be an integer from 0 to 4294967295, got -1",
  );
});
