import {
  barChart,
  drawChart,
  parityPlot,
  renderReport,
  type Chart,
  type Report,
} from "@erlangen/training/report";
import { describe, expect, it } from "vitest";

const plain: Report = { title: "T", summary: [], sections: [] };
const scatter = parityPlot({ predicted: [1, 2, 3], reference: [1, 2, 4], label: "energy" });

/** A chart with a clip path, which Vega names by a counter of the process. */
const clipped: Chart = {
  title: "clipped",
  specification: {
    data: { values: [{ x: 1 }, { x: 2 }] },
    mark: { type: "line", clip: true },
    encoding: { x: { field: "x", type: "quantitative" }, y: { field: "x", type: "quantitative" } },
  },
};

describe("renderReport", () => {
  it("makes one page that asks for nothing else", async () => {
    const page = await renderReport({ ...plain, sections: [{ heading: "A", charts: [scatter] }] });
    expect(page.startsWith("<!doctype html>")).toBe(true);
    expect(page).toContain("default-src 'none'");
    const namespaces = /xmlns(?::xlink)?="http:\/\/www\.w3\.org\/[^"]*"/g;
    expect(page.replaceAll(namespaces, "")).not.toMatch(
      /https?:|<script|<link|<img|@import|src=|href=/,
    );
  });

  it("shows markup in any text instead of obeying it", async () => {
    const text = `<b onclick="x">&'`;
    const chart = barChart({ title: text, label: text, bars: [{ name: text, value: 1 }] });
    const page = await renderReport({
      title: text,
      subtitle: text,
      summary: [[text, text]],
      sections: [
        {
          heading: text,
          text,
          entries: [[text, text]],
          table: { columns: [text], rows: [[text]] },
          charts: [{ ...chart, caption: text }],
        },
      ],
      notes: [text],
    });
    expect(page).not.toContain("<b ");
    expect(page.split("&lt;b onclick=&quot;x&quot;&gt;&amp;&#39;").length - 1).toBeGreaterThan(10);
  });

  it("gives equal pages for equal reports", async () => {
    const report = { ...plain, sections: [{ heading: "A", charts: [clipped, scatter] }] };
    expect(await renderReport(report)).toBe(await renderReport(report));
  });

  it("gives the parts of every picture a name of their own", async () => {
    const section = { heading: "A", charts: [clipped, clipped] };
    const page = await renderReport({ ...plain, sections: [section, section] });
    const ids = [...page.matchAll(/<[^>]*\sid="([^"]+)"/g)].map(([, id]) => id);
    const uses = [...page.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id);
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(4);
    expect(new Set(uses)).toEqual(new Set(ids));
  });

  it("aligns columns of numbers, and writes numbers with at most four digits", async () => {
    const table = {
      columns: ["model", "error", "rate"],
      rows: [
        ["plain", 0.0123456, "18.2 ms"],
        ["other", 41_288, "–"],
        ["third", 2.13e-6, ""],
      ],
    };
    const page = await renderReport({ ...plain, sections: [{ heading: "A", table }] });
    expect(page).toContain('<th scope="col">model</th><th scope="col" class="number">error</th>');
    expect(page).toContain(
      '<td>plain</td><td class="number">0.01235</td><td class="number">18.2 ms</td>',
    );
    expect(page).toContain('<td class="number">41,288</td><td class="number">–</td>');
    expect(page).toContain('<td class="number">2.1e-6</td>');
  });

  it("breaks text into paragraphs at empty lines", async () => {
    const page = await renderReport({ ...plain, sections: [{ heading: "A", text: "a\nb\n\nc" }] });
    expect(page).toContain("<p>a\nb</p>\n<p>c</p>");
  });

  it("refuses a row that does not fit its columns", async () => {
    const table = { columns: ["a", "b"], rows: [[1, 2], [3]] };
    await expect(renderReport({ ...plain, sections: [{ heading: "A", table }] })).rejects.toThrow(
      'renderReport: expected rows of 2 cells in the table of "A", got 1 in row 1',
    );
  });
});

describe("drawChart", () => {
  it("gives an SVG image that names itself and has colours when it stands alone", async () => {
    const svg = await drawChart({ ...scatter, title: 'a "b" $&' });
    expect(svg.startsWith('<svg role="img" aria-label="a &quot;b&quot; $&amp;"')).toBe(true);
    expect(svg).toContain("var(--series-1, #2563c9)");
  });

  it("refuses what Vega-Lite cannot draw", async () => {
    const chart = { title: "nothing", specification: { mark: "no such mark", data: {} } };
    await expect(drawChart(chart)).rejects.toThrow(
      'drawChart: expected a specification that Vega-Lite can draw for "nothing", got ',
    );
  });

  it("refuses data that would have to be fetched", async () => {
    const specification = {
      data: { url: "https://example.org/a.json" },
      mark: "point",
      encoding: { x: { field: "x", type: "quantitative" } },
    };
    await expect(drawChart({ title: "far away", specification })).rejects.toThrow(
      "got data at https://example.org/a.json instead of inside the specification",
    );
  });
});
