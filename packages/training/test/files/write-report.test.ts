import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeReport } from "@erlangen/training/files";
import { renderReport, type Report } from "@erlangen/training/report";
import { afterEach, beforeEach, expect, it } from "vitest";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "erlangen-report-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("writeReport puts the page that renderReport makes into a file of a new folder", async () => {
  const report: Report = { title: "Ä → B", summary: [], sections: [] };
  await writeReport(join(folder, "run", "report.html"), report);
  expect(await readdir(join(folder, "run"))).toEqual(["report.html"]);
  expect(await readFile(join(folder, "run", "report.html"), "utf8")).toBe(
    await renderReport(report),
  );
});
