import { cyclicGroup, irrepsOf, o2, o3, so2, so3, su2 } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { firstIrreps } from "./irreps-text.ts";

describe("irrepsOf", () => {
  it("names the irreps of a group in order", () => {
    expect(firstIrreps(irrepsOf(o3), 4).map(({ name }) => name)).toEqual(["0o", "0e", "1o", "1e"]);
    expect(firstIrreps(irrepsOf(so3), 3).map(({ dim }) => dim)).toEqual([1, 3, 5]);
    expect(firstIrreps(irrepsOf(so2), 3).map(({ name }) => name)).toEqual(["(0)", "(1)", "(2)"]);
    expect(firstIrreps(irrepsOf(o2), 4).map(({ dim }) => dim)).toEqual([1, 1, 2, 2]);
    expect(firstIrreps(irrepsOf(su2), 3).map(({ dim }) => dim)).toEqual([1, 4, 3]);
    expect(firstIrreps(irrepsOf(cyclicGroup(4)), 9).length).toBe(3);
  });
});
