import { parseCsv, readCsvBlocks } from "@erlangen/data";
import { ArgumentError, FormatError } from "@erlangen/numerics";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("csv", () => {
  test.each([
    ["commas", "1,2\n3,4\n"],
    ["no newline at the end", "1,2\n3,4"],
    ["carriage returns", "1,2\r\n3,4\r\n"],
    ["semicolons", "1;2\n3;4\n"],
    ["tabs", "1\t2\n3\t4\n"],
    ["runs of spaces", "  1   2\n3 4  \n"],
    ["blank lines and remarks", "\n# by hand\n1,2\n\n3,4\n\n"],
    ["a byte order mark", "\ufeff1,2\n3,4\n"],
    ["quoted numbers", '"1",2\n"3","4"\n'],
    ["exponents", "1e0,.2E1\n+3,4.0d0\n"],
  ])("a table with %s is read", (_, text) => {
    const table = parseCsv(text);
    expect(table).toEqual({
      names: undefined,
      rows: 2,
      columns: 2,
      data: Float64Array.of(1, 2, 3, 4),
    });
  });

  test("a first line without numbers holds names, also with commas and quotes in them", () => {
    const table = parseCsv('"x, ""left""",größe\n1,2\n');
    expect(table.names).toEqual(['x, "left"', "größe"]);
    expect([...table.data]).toEqual([1, 2]);
    expect(parseCsv("1,2\n3,4\n", { header: true })).toMatchObject({ names: ["1", "2"], rows: 1 });
  });

  test("words for what is not finite are numbers", () => {
    expect([...parseCsv("nan,-inf,Infinity\n1,2,3").data]).toEqual([
      NaN,
      -Infinity,
      Infinity,
      1,
      2,
      3,
    ]);
  });

  test("numbers come back from their shortest text to the bit", () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { minLength: 1, maxLength: 20 }), (numbers) => {
        const text = numbers.map((x) => (Object.is(x, -0) ? "-0" : String(x))).join("\n");
        expect([...parseCsv(text).data]).toEqual(numbers);
      }),
    );
  });

  test.each([
    ["1,2\n3,x\n", 6, 't, byte 6: expected a number in line 2, column 2, got "x"'],
    ["1,2\n3,\n", 6, "t, byte 6: expected a number in line 2, column 2, got nothing"],
    ["1,2\n3\n", 4, "t, byte 4: expected 2 fields in line 2, got 1"],
    ["1,x\n", 2, 't, byte 2: expected a number in line 1, column 2, got "x"'],
    [
      '1,"2\n',
      2,
      "t, byte 2: expected a closing quote in line 1, column 2, got the end of the line",
    ],
    ["a,b\n", 4, "t, byte 4: expected a row of numbers, got the end of the input"],
    ["1,2\n\0", 4, "t, byte 4: expected text, got the control character 0x00"],
  ])("a damaged table is refused where the damage is: %j", (text, byteOffset, message) => {
    const attempt = (): unknown => parseCsv(text, { source: "t" });
    expect(attempt).toThrow(FormatError);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(expect.objectContaining({ byteOffset }));
  });

  test("a line without end is refused at the limit", () => {
    expect(() => parseCsv("1,".repeat(100), { maxLineBytes: 50 })).toThrow(
      "byte 50: expected a line of at most 50 bytes",
    );
  });

  test("options out of range are refused", () => {
    expect(() => parseCsv("1", { delimiter: "," })).not.toThrow();
    expect(() => parseCsv("1", { delimiter: "1" })).toThrow(ArgumentError);
    expect(() => parseCsv("1", { maxLineBytes: 0 })).toThrow(
      "parseCsv: expected maxLineBytes to be a positive integer, got 0",
    );
  });

  test("blocks from a stream are the rows of the whole, wherever the chunks are cut", async () => {
    const text = new TextEncoder().encode("x,y\n1,2\n3,4\n5,6\n7,8\n9,10");
    for (const [chunkBytes, blockRows] of [
      [1, 2],
      [3, 5],
      [7, 1],
      [100, 100],
    ]) {
      async function* chunks(): AsyncGenerator<Uint8Array> {
        for (let i = 0; i < text.length; i += chunkBytes) yield text.subarray(i, i + chunkBytes);
      }
      const blocks: number[][] = [];
      for await (const { data, columns } of readCsvBlocks(chunks(), blockRows)) {
        expect(columns).toBe(2);
        blocks.push([...data]);
      }
      expect(blocks.flat()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(blocks.slice(0, -1).every((block) => block.length === 2 * blockRows)).toBe(true);
    }
  });
});
