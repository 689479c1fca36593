export type { CsvOptions } from "./options.ts";
export { parseCsv, readCsvBlocks } from "./read.ts";
export type { CsvBlock, CsvTable } from "./read.ts";
