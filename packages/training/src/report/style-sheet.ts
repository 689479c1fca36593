/** The look of a report: light and dark by the reader's preference, always light on paper. */
export const styleSheet: string = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --panel: #f6f7f9; --ink: #1b1f24; --muted: #5d6673; --line: #e1e5ea;
  --series-1: #2563c9; --series-2: #d2741c; --series-3: #17876a;
  --series-4: #a83f93; --series-5: #6c5ccf; --series-6: #7b828c;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --panel: #1c2026; --ink: #e5e9ee; --muted: #98a2ae; --line: #2c323a;
    --series-1: #6ea4ff; --series-2: #f0a45b; --series-3: #4fcea2;
    --series-4: #e08bcf; --series-5: #a99cff; --series-6: #98a2ae;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 3.5rem 1.5rem 4rem; max-width: 62rem;
  background: var(--paper); color: var(--ink);
  font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  font-variant-numeric: tabular-nums;
}
header { margin-bottom: 2.25rem; }
h1 { margin: 0; font-size: 2rem; font-weight: 650; letter-spacing: -0.02em; line-height: 1.2; }
header p { margin: 0.5rem 0 0; color: var(--muted); }
h2 {
  margin: 3rem 0 1rem; padding-top: 1.1rem; border-top: 1px solid var(--line);
  font-size: 1.25rem; font-weight: 600; letter-spacing: -0.01em; line-height: 1.3;
}
h3 { margin: 0 0 0.6rem; font-size: 0.95rem; font-weight: 600; }
p { margin: 0 0 1rem; max-width: 44rem; }
.summary { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: 0.75rem; margin: 0; }
.summary div { padding: 0.85rem 1rem; border-radius: 8px; background: var(--panel); }
.summary dt { color: var(--muted); font-size: 0.8rem; }
.summary dd { margin: 0.1rem 0 0; font-size: 1.3rem; font-weight: 600; letter-spacing: -0.01em; overflow-wrap: anywhere; }
.entries { display: grid; grid-template-columns: max-content 1fr; gap: 0.3rem 1.5rem; margin: 0 0 1.5rem; font-size: 0.9rem; }
.entries dt { color: var(--muted); }
.entries dd { margin: 0; overflow-wrap: anywhere; }
.table { overflow-x: auto; margin: 0 0 1.5rem; }
table { border-collapse: collapse; min-width: min(100%, 32rem); font-size: 0.9rem; }
th, td { padding: 0.45rem 1.5rem 0.45rem 0; text-align: left; border-bottom: 1px solid var(--line); }
th { color: var(--muted); font-weight: 500; vertical-align: bottom; }
.number { padding: 0.45rem 0 0.45rem 1.5rem; text-align: right; white-space: nowrap; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 2rem 1.5rem; }
figure { margin: 0; break-inside: avoid; }
figure svg { display: block; max-width: 100%; height: auto; }
figure svg text { font-family: inherit; }
figcaption { margin-top: 0.4rem; color: var(--muted); font-size: 0.85rem; }
.notes { margin-top: 3rem; padding-top: 1.1rem; border-top: 1px solid var(--line); color: var(--muted); font-size: 0.85rem; }
.notes ul { margin: 0; padding-left: 1.1rem; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .summary div { border: 1px solid var(--line); }
  h2 { break-after: avoid; }
  .table { overflow: visible; }
  tr { break-inside: avoid; }
}
`;
