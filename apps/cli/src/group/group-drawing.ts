import type { FiniteGroup } from "@erlangen/groups";
import { ArgumentError } from "@erlangen/numerics";

/** Larger groups give pictures in which nothing can be told apart. */
const largestDrawing = 120;

/** Width and height of each of both pictures, in user units. */
const side = 480;

/** Room around and between the pictures. */
const margin = 24;

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * An SVG picture of a finite group: its Cayley diagram beside its multiplication table.
 *
 * Elements are dots, with an arrow of one colour for each generator from g to g s (a line without
 * head where s is its own inverse). The cosets of the first generator lie on circles, so that its
 * arrows go round. In the table each product is a square in the colour of its dot; rows are the left
 * factors.
 *
 * @throws ArgumentError when the group has more than 120 elements.
 */
export function groupDrawing(group: FiniteGroup): string {
  if (group.order > largestDrawing) {
    throw new ArgumentError(
      `group: expected a group of at most ${largestDrawing} elements to draw, got ${group.name} of order ${group.order}`,
    );
  }
  const width = 3 * margin + 2 * side;
  const height = 2 * margin + side;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="10">`,
    `<title>${escapeText(group.name)}: Cayley diagram and multiplication table</title>`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    `<g transform="translate(${margin} ${margin})">${cayleyDiagram(group)}</g>`,
    `<g transform="translate(${2 * margin + side} ${margin})">${multiplicationTable(group)}</g>`,
    "</svg>\n",
  ].join("\n");
}

function cayleyDiagram(group: FiniteGroup): string {
  const cosets = cosetsOfFirst(group);
  const places = placesOf(cosets);
  const hue = huesOf(cosets);
  const markers = group.generators.map(
    (_, s) =>
      `<marker id="arrow${s}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="6" markerHeight="6" orient="auto">` +
      `<path d="M0 0L8 4L0 8z" fill="${strokeOf(s)}"/></marker>`,
  );
  const edges = group.generators.flatMap((generator, s) => {
    const isInvolution = group.multiply(generator, generator) === group.identity;
    return group.elements.flatMap((g) => {
      const target = group.multiply(g, generator);
      return isInvolution && target < g
        ? []
        : [edge(places[g], places[target], { s, headless: isInvolution })];
    });
  });
  const dots = group.elements.map((g) => {
    const { x, y } = places[g];
    return (
      `<circle cx="${round(x)}" cy="${round(y)}" r="5" fill="${colourOf(hue[g])}" stroke="black">` +
      `<title>${escapeText(group.elementName(g))}</title></circle>`
    );
  });
  const legend = group.generators.map(
    (generator, s) =>
      `<text x="0" y="${12 * s + 8}" fill="${strokeOf(s)}">${escapeText(group.elementName(generator))}</text>`,
  );
  return ["<defs>", ...markers, "</defs>", ...edges, ...dots, ...legend].join("\n");
}

function multiplicationTable(group: FiniteGroup): string {
  const hue = huesOf(cosetsOfFirst(group));
  const cell = side / group.order;
  const squares = group.elements.flatMap((a) =>
    group.elements.map((b) => {
      const product = group.multiply(a, b);
      return (
        `<rect x="${round(b * cell)}" y="${round(a * cell)}" width="${round(cell)}" height="${round(cell)}" ` +
        `fill="${colourOf(hue[product])}"/>`
      );
    }),
  );
  return squares.join("\n");
}

/** The cosets g, g s, g s², ... of the first generator, each in the order of the powers. */
function cosetsOfFirst(group: FiniteGroup): number[][] {
  const [first = group.identity] = group.generators;
  const seen = new Set<number>();
  const cosets: number[][] = [];
  for (const g of group.elements) {
    const coset: number[] = [];
    for (let h = g; !seen.has(h); h = group.multiply(h, first)) {
      seen.add(h);
      coset.push(h);
    }
    if (coset.length > 0) cosets.push(coset);
  }
  // Of two cosets, the second lies in the order in which another generator leads to it: its edges are then radial.
  const across = group.generators.find((generator) => !cosets[0].includes(generator));
  if (cosets.length !== 2 || across === undefined) return cosets;
  return [cosets[0], cosets[0].map((g) => group.multiply(g, across))];
}

/** One or two cosets lie on circles about the middle, more on small circles around it. */
function placesOf(cosets: readonly (readonly number[])[]): Point[] {
  const places: Point[] = [];
  const [centre, radius] = [side / 2, side / 2 - 10];
  cosets.forEach((coset, c) => {
    const direction = (2 * Math.PI * c) / cosets.length - Math.PI / 2;
    const small = Math.min(0.8 * radius * Math.sin(Math.PI / cosets.length), radius / 3);
    const isConcentric = cosets.length <= 2;
    const middle = isConcentric ? 0 : radius - small;
    const size = isConcentric ? radius * (c === 0 ? 1 : 0.55) : small;
    coset.forEach((g, k) => {
      const angle = (2 * Math.PI * k) / coset.length - Math.PI / 2 + (isConcentric ? 0 : direction);
      places[g] = {
        x: centre + middle * Math.cos(direction) + size * Math.cos(angle),
        y: centre + middle * Math.sin(direction) + size * Math.sin(angle),
      };
    });
  });
  return places;
}

/** Hues in degrees: neighbours on a circle are alike. */
function huesOf(cosets: readonly (readonly number[])[]): number[] {
  const hues: number[] = [];
  const list = cosets.flat();
  list.forEach((g, place) => {
    hues[g] = (360 * place) / list.length;
  });
  return hues;
}

function edge(
  from: Point,
  to: Point,
  { s, headless }: { readonly s: number; readonly headless: boolean },
): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [(5 * (to.x - from.x)) / length, (5 * (to.y - from.y)) / length];
  const head = headless ? "" : ` marker-end="url(#arrow${s})"`;
  return (
    `<line x1="${round(from.x + dx)}" y1="${round(from.y + dy)}" x2="${round(to.x - dx)}" y2="${round(to.y - dy)}" ` +
    `stroke="${strokeOf(s)}"${head}/>`
  );
}

function strokeOf(s: number): string {
  return ["#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#8c564b", "#e377c2"][s % 6];
}

function colourOf(hue: number): string {
  return `hsl(${Math.round(hue)} 70% 65%)`;
}

function round(value: number): string {
  return String(Number(value.toFixed(2)));
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
