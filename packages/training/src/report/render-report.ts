import { ShapeError } from "@erlangen/numerics";
import { drawChart } from "./draw-chart.ts";
import type { Chart } from "./chart.ts";
import { escapeHtml } from "./escape-html.ts";
import { formatNumber } from "./format-number.ts";
import type { Cell, Report, ReportSection, ReportTable } from "./report.ts";
import { styleSheet } from "./style-sheet.ts";

/**
 * A report as one HTML page that needs nothing else: no network, no scripts, no fonts. Equal reports give equal pages.
 *
 * @throws ShapeError when a row of a table is not as long as its columns; ArgumentError when a chart cannot be drawn.
 *
 * ```ts
 * import { parityPlot, renderReport } from "@erlangen/training/report";
 *
 * const page = await renderReport({
 *   title: "Ethanol <test>",
 *   summary: [["force MAE", "18.2 meV/A"]],
 *   sections: [
 *     { heading: "Test set", charts: [parityPlot({ predicted: [1, 2], reference: [1, 2.1], label: "energy" })] },
 *   ],
 * });
 * page.includes("<h1>Ethanol &lt;test&gt;</h1>"); // => true
 * page.includes("<svg"); // => true
 * ```
 */
export async function renderReport(report: Report): Promise<string> {
  const { title, subtitle, summary, sections, notes = [] } = report;
  const parts: string[] = [];
  for (const [i, section] of sections.entries()) {
    parts.push(await renderSection(section, `section-${i}`));
  }
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${styleSheet}</style>
</head>
<body>
<header>
<h1>${escapeHtml(title)}</h1>
${subtitle === undefined ? "" : `<p>${escapeHtml(subtitle)}</p>`}
</header>
<main>
${summary.length === 0 ? "" : renderPairs("summary", summary)}
${parts.join("\n")}
</main>
${notes.length === 0 ? "" : renderNotes(notes)}
</body>
</html>
`;
}

async function renderSection(section: ReportSection, id: string): Promise<string> {
  const { heading, text, entries = [], table, charts = [] } = section;
  const figures: string[] = [];
  for (const [i, chart] of charts.entries()) {
    figures.push(await renderFigure(chart, `${id}-chart-${i}`));
  }
  return [
    `<section>\n<h2>${escapeHtml(heading)}</h2>`,
    ...(text === undefined ? [] : renderParagraphs(text)),
    entries.length === 0 ? "" : renderPairs("entries", entries),
    table === undefined ? "" : renderTable(heading, table),
    figures.length === 0 ? "" : `<div class="charts">\n${figures.join("\n")}\n</div>`,
    "</section>",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

async function renderFigure(chart: Chart, id: string): Promise<string> {
  const caption =
    chart.caption === undefined ? "" : `<figcaption>${escapeHtml(chart.caption)}</figcaption>\n`;
  const image = await drawChart(chart, id);
  return `<figure>\n<h3>${escapeHtml(chart.title)}</h3>\n${image}\n${caption}</figure>`;
}

function renderParagraphs(text: string): string[] {
  return text.split(/\n\s*\n/).map((paragraph) => `<p>${escapeHtml(paragraph.trim())}</p>`);
}

function renderPairs(kind: string, pairs: readonly (readonly [string, Cell])[]): string {
  // A list of entries is a grid of two columns; cards need a box around each pair.
  const [open, close] = kind === "summary" ? ["<div>", "</div>"] : ["", ""];
  const items = pairs.map(
    ([name, value]) => `${open}<dt>${escapeHtml(name)}</dt><dd>${renderCell(value)}</dd>${close}`,
  );
  return `<dl class="${kind}">\n${items.join("\n")}\n</dl>`;
}

function renderTable(heading: string, { columns, rows }: ReportTable): string {
  const odd = rows.findIndex((row) => row.length !== columns.length);
  if (odd >= 0) {
    throw new ShapeError(
      `renderReport: expected rows of ${columns.length} cells in the table of "${heading}", got ${rows[odd].length} in row ${odd}`,
    );
  }
  const numeric = columns.map((_, i) => rows.length > 0 && rows.every((row) => isNumeric(row[i])));
  const style = (i: number): string => (numeric[i] ? ' class="number"' : "");
  const head = columns.map((name, i) => `<th scope="col"${style(i)}>${escapeHtml(name)}</th>`);
  const body = rows.map(
    (row) => `<tr>${row.map((cell, i) => `<td${style(i)}>${renderCell(cell)}</td>`).join("")}</tr>`,
  );
  return `<div class="table"><table>\n<thead><tr>${head.join("")}</tr></thead>\n<tbody>\n${body.join("\n")}\n</tbody>\n</table></div>`;
}

function renderNotes(notes: readonly string[]): string {
  const items = notes.map((note) => `<li>${escapeHtml(note)}</li>`);
  return `<footer class="notes"><ul>\n${items.join("\n")}\n</ul></footer>`;
}

function renderCell(cell: Cell): string {
  return escapeHtml(typeof cell === "number" ? formatNumber(cell) : cell);
}

/** Numbers, texts that begin like one (`18.2 meV`), and dashes for what is missing. */
function isNumeric(cell: Cell): boolean {
  return typeof cell === "number" || /^(?:[-+±<>≈]?\s?\d|[-–—]?$)/.test(cell);
}
