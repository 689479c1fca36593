import { ArgumentError } from "@erlangen/numerics";
import { drawChart, pointMap, type MapPoint } from "@erlangen/training/report";
import { expect, test } from "vitest";

const points: readonly MapPoint[] = [
  { name: "wide", x: 0, y: 1, group: "plain" },
  { name: "narrow", x: 10, y: 2, group: "plain" },
  { name: "turning", x: 5, y: 1.5, group: "invariant" },
];

test("points have their names beside them, groups their colours, and both axes one unit", async () => {
  const chart = pointMap({ title: "Networks", points, axes: ["first", "second"], caption: "c" });
  expect(chart.caption).toBe("c");
  const { encoding } = chart.specification as {
    readonly encoding: Readonly<
      Record<"x" | "y", { readonly scale: { readonly domain: readonly [number, number] } }>
    >;
  };
  const spans = [encoding.x, encoding.y].map(({ scale: { domain } }) => domain[1] - domain[0]);
  expect(spans[0]).toBeCloseTo(spans[1], 12);
  const drawing = await drawChart(chart, "map");
  for (const text of ["wide", "narrow", "turning", "plain", "invariant", "first", "second"]) {
    expect(drawing).toContain(text);
  }
});

test("many points go without names, and one point is a map too", async () => {
  const many = Array.from({ length: 31 }, (_, i) => ({ name: `net ${i}`, x: i, y: i % 3 }));
  expect(await drawChart(pointMap({ title: "t", points: many }), "map")).not.toContain("net 30");
  const named = pointMap({ title: "t", points: many, named: true });
  expect(await drawChart(named, "map")).toContain("net 30");
  expect(await drawChart(pointMap({ title: "t", points: [points[0]] }), "map")).toContain("wide");
});

test("no points and coordinates that are not finite are refused", () => {
  expect(() => pointMap({ title: "t", points: [] })).toThrow(ArgumentError);
  expect(() => pointMap({ title: "t", points: [{ name: "a", x: NaN, y: 0 }] })).toThrow(
    'pointMap: expected points with finite coordinates, got [NaN, 0] for "a"',
  );
});
