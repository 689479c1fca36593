import { expect, test } from "vitest";
import { missingPackages } from "../prepare-graphics.mjs";

test("a machine that has Chromium and the Vulkan loader lacks nothing", () => {
  expect(missingPackages((path) => path === "/usr/bin/chromium", ["libvulkan.so.1"])).toEqual([]);
});

test("a bare machine lacks both", () => {
  expect(missingPackages(() => false, ["libm.so.6"])).toEqual(["chromium", "libvulkan1"]);
});
