import { renderReport } from "../report/render-report.ts";
import type { Report } from "../report/report.ts";
import { writeIntoFolder } from "./write-into-folder.ts";

/**
 * Renders a report into a file, all at once.
 *
 * @param path - Such as `runs/ethanol/report.html`; its folder is made.
 * @throws What {@link renderReport} throws; ArgumentError when the file cannot be written.
 */
export async function writeReport(path: string, report: Report): Promise<void> {
  const page = await renderReport(report);
  await writeIntoFolder("writeReport", path, new TextEncoder().encode(page));
}
