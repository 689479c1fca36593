/** At most four significant digits, whole numbers in full with separated thousands: `0.0182`, `41,288`, `1.3e-6`. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) return value.toLocaleString("en-US");
  if (size < 1e-3 || size >= 1e7) return value.toExponential(1);
  return size >= 1e4
    ? Math.round(value).toLocaleString("en-US")
    : String(Number(value.toPrecision(4)));
}
