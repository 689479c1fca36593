/** Whether a linear axis would hide most of the values: all are positive and span more than a factor of ten. */
export function isWorthLogarithm(values: readonly number[]): boolean {
  const [low, high] = extent(values);
  return low > 0 && high > 10 * low;
}

/** Scale and axis of a Vega-Lite channel for positive values, with marks at round numbers. */
export function logarithmicAxis(values: readonly number[]): Record<string, unknown> {
  const [low, high] = extent(values);
  return {
    scale: { type: "log", nice: false, domain: [low / 1.15, high * 1.15] },
    axis: { values: roundNumbers(low / 1.15, high * 1.15), format: ",~g" },
  };
}

/** Powers of ten in [low, high], with their multiples by 2 and 5 where the powers are fewer than three; at most 8. */
function roundNumbers(low: number, high: number): number[] {
  const within = (multiples: readonly number[]): number[] => {
    const numbers: number[] = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
      for (const multiple of multiples) numbers.push(Number(`${multiple}e${power}`));
    }
    return numbers.filter((n) => n >= low && n <= high);
  };
  const powers = within([1]);
  const numbers = powers.length < 3 ? within([1, 2, 5]) : powers;
  const stride = Math.ceil(numbers.length / 8);
  return numbers.filter((_, i) => i % stride === 0);
}

function extent(values: readonly number[]): [low: number, high: number] {
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}
