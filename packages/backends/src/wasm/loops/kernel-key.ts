/** A text that two plans of loops share exactly when they are equal; JSON alone has no -0, infinities and NaN. */
export function kernelKey(plan: object): string {
  return JSON.stringify(plan, (_, value: unknown) => {
    if (typeof value !== "number") return value;
    if (Object.is(value, -0)) return "-0";
    return Number.isFinite(value) ? value : String(value);
  });
}
