import { expect, it } from "vitest";
import { measureOverhead } from "@erlangen/backends/native";
import { add, tensor, trace } from "@erlangen/tensor";

it("times runs and steps of an engine beside the bare call", async () => {
  const x = tensor([1, 2]);
  const { graph } = trace((a, b) => [add(a, b), b], [x, x]);
  for (const carried of [0, 1]) {
    const { engineMs, bareMs, overhead } = await measureOverhead(graph, [x, x], {
      runs: 5,
      carried,
    });
    expect(engineMs).toBeGreaterThan(0);
    expect(bareMs).toBeGreaterThan(0);
    expect(Number.isFinite(overhead)).toBe(true);
  }
  await expect(measureOverhead(graph, [x, x], { runs: 0 })).rejects.toThrow(
    "measureOverhead: expected runs >= 1, got 0",
  );
});
