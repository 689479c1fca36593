import { ArgumentError } from "@erlangen/numerics";
import type { Loader } from "vega";
import type { TopLevelSpec } from "vega-lite";
import type { Chart } from "./chart.ts";
import { chartTheme } from "./chart-theme.ts";
import { escapeHtml } from "./escape-html.ts";

/**
 * Draws a chart as the text of an SVG image, without a browser.
 *
 * Vega is loaded on the first call. It gets no way to fetch anything: data must be in the specification.
 *
 * @param idPrefix - Put before the identifiers inside, so that several images can share a page. Default `chart`.
 * @throws ArgumentError when the specification cannot be drawn.
 */
export async function drawChart(chart: Chart, idPrefix: string = "chart"): Promise<string> {
  const [vega, vegaLite] = await Promise.all([import("vega"), import("vega-lite")]);
  const failures: string[] = [];
  const logger = vega.logger(vega.Error, "error", (_method, _level, messages) => {
    failures.push([messages].flat().map(String).join(" "));
  });
  let svg = "";
  try {
    // The caller of Vega-Lite states what its JSON is; what it is not, is found by compiling it.
    const specification = chart.specification as unknown as TopLevelSpec;
    const { spec } = vegaLite.compile(specification, { config: chartTheme, logger });
    const view = new vega.View(vega.parse(spec), {
      renderer: "none",
      loader: closedLoader(failures),
      logger,
    });
    svg = await view.toSVG();
    view.finalize();
  } catch (error) {
    failures.push(String(error));
  }
  if (failures.length > 0) {
    throw new ArgumentError(
      `drawChart: expected a specification that Vega-Lite can draw for "${chart.title}", got ${failures.join("; ")}`,
    );
  }
  const opening = `<svg role="img" aria-label="${escapeHtml(chart.title)}" `;
  return withOwnIds(shortened(svg), idPrefix).replace("<svg ", () => opening);
}

/** Reports must not touch network or disk: whatever is asked for becomes a failure. */
function closedLoader(failures: string[]): Loader {
  const refuse = async (uri: string): Promise<never> => {
    failures.push(`data at ${uri} instead of inside the specification`);
    throw new Error("closed");
  };
  return { load: refuse, sanitize: refuse, http: refuse, file: refuse };
}

/** Two decimals are enough for a place on the page; Vega writes seventeen digits. */
function shortened(svg: string): string {
  return svg.replaceAll(/transform="[^"]*"/g, (attribute) =>
    attribute.replaceAll(/\d+\.\d{3,}/g, (digits) => String(Number(Number(digits).toFixed(2)))),
  );
}

/** Vega numbers clip paths through the whole process; here they are numbered through the image. */
function withOwnIds(svg: string, prefix: string): string {
  const ids = [...svg.matchAll(/<[^>]*\sid="([^"]+)"/g)].map(([, id]) => id);
  let result = svg;
  ids.forEach((id, i) => {
    result = result
      .replaceAll(` id="${id}"`, ` id="${prefix}-${i}-"`)
      .replaceAll(`url(#${id})`, `url(#${prefix}-${i}-)`);
  });
  return result;
}
